import type { EngineEvent, StepOp } from "../../report/events";
import { nameOf, typeOf } from "../../urn";
import { changedProperties } from "./changed-properties";
import { seconds } from "./row-text";
import { retainMark, STEP_WORDS } from "./step-words";

/** What changes nothing. */
const SILENT: readonly StepOp[] = ["same", "refresh", "read", "read-discard", "discard-replaced"];

/** One line for what happened just now, where there is no terminal; nothing for what is not worth one. */
export function progressLine(event: EngineEvent): string | undefined {
  if (event.kind === "skipped") return line(" ", event.urn, "skipped: it depends on one that failed");
  if (event.kind !== "started" && event.kind !== "done" && event.kind !== "failed") return undefined;
  const { step } = event;
  const { symbol, running, done } = STEP_WORDS[step.op];
  // What a refresh finds is said when it has found something.
  if (SILENT.includes(step.op)) return undefined;
  const [detail, mark] = [changedProperties(step), retainMark(step)];
  if (event.kind === "started") return line(symbol, step.urn, running + mark);
  if (event.kind === "failed")
    return line(symbol, step.urn, `${running} failed (${seconds(event.durationMs)})${mark}`);
  if (step.op === "replace") return undefined;
  return line(symbol, step.urn, `${done} (${seconds(event.durationMs)})${mark}`, detail);
}

function line(symbol: string, urn: string, ...words: string[]): string {
  return ` ${symbol.padEnd(2)} ${typeOf(urn)} ${nameOf(urn)} ${words.filter(Boolean).join(" ")}`;
}
