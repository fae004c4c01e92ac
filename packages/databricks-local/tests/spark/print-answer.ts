import { asJson } from "./as-json";
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
