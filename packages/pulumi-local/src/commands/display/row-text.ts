import type { EngineEvent, Step, StepOp } from "../../report/reporter";
import { nameOf, typeOf } from "../../urn";
import type { Painter } from "./painter";
import type { Row } from "./run-model";
import { changedProperties } from "./step-diff";
import { retainMark, STEP_WORDS } from "./step-words";

/** The columns of one row; `text` is what they measure, `paint` what is printed. */
interface RowCells {
  symbol: string;
  type: string;
  name: string;
  status: string;
  info: string;
  paint: (text: string) => string;
}

export function rowCells(row: Row, dryRun: boolean, paint: Painter): RowCells {
  const words = STEP_WORDS[row.step?.op ?? "same"];
  const failed = row.state === "failed" || row.messages.error > 0;
  return {
    symbol: row.state === "skipped" ? " " : words.symbol,
    type: typeOf(row.urn),
    name: nameOf(row.urn),
    status: statusOf(row, dryRun),
    info: infoOf(row),
    paint: failed ? paint.red : paint[words.colour],
  };
}

function statusOf(row: Row, dryRun: boolean): string {
  const { step, state } = row;
  if (state === "skipped") return "skipped";
  if (!step || step.op === "same") return "";
  return wordsFor(step, row, dryRun) + retainMark(step);
}

function wordsFor({ op }: Step, { state, durationMs, startedAt }: Row, dryRun: boolean): string {
  const { planned, running, done } = STEP_WORDS[op];
  if (state === "failed") return `${running} failed`;
  if (dryRun) return planned;
  if (state === "running") return `${running} (${seconds(performance.now() - startedAt)})`;
  return `${done} (${seconds(durationMs)})`;
}

function infoOf({ step, messages }: Row): string {
  const counts = (["error", "warning"] as const)
    .filter((severity) => messages[severity] > 0)
    .map((severity) => `${messages[severity]} ${severity}${messages[severity] === 1 ? "" : "s"}`);
  return [step ? changedProperties(step) : "", ...counts].filter(Boolean).join("; ");
}

export function seconds(ms: number): string {
  return ms < 9_950 ? `${(ms / 1000).toFixed(1)}s` : `${Math.round(ms / 1000)}s`;
}

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
