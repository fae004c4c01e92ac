import { type Answer, isFailure } from "./answers";
import { isLocalFailure } from "./compare";
import type { LocalAnswer } from "./local-answers";

/** `name type, …: rows as JSON`, or `CLASS: message`. */
export function printAnswer(answer: Answer): string {
  if (isFailure(answer)) return `${answer.errorClass}: ${answer.message}`;
  return `${answer.columns.map(([name, type]) => `${name} ${type}`).join(", ")}: ${asJson(answer.rows)}`;
}

export function printLocal(answer: LocalAnswer): string {
  if (isLocalFailure(answer)) return answer.message.replaceAll(/\s*\n\s*/g, " ");
  return `${answer.columns.map(({ name, type }) => `${name} ${type}`).join(", ")}: ${asJson(answer.rows)}`;
}

/** BIGINTs, MAPs, NaN and the infinities included. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "bigint") return Number.isSafeInteger(Number(part)) ? Number(part) : String(part);
    if (part instanceof Map) return [...(part as Map<unknown, unknown>)];
    if (typeof part === "number" && (!Number.isFinite(part) || Object.is(part, -0)))
      return Object.is(part, -0) ? "-0.0" : String(part);

    return part;
  });
}
