import type { Step } from "../../report/events";
import { nameOf, typeOf } from "../../urn";
import { changedProperties } from "./changed-properties";
import type { Painter } from "./painter";
import type { Row } from "./run-model";
import { retainMark, STEP_WORDS } from "./step-words";

/** The columns of one row; `text` is what they measure, `paint` what is printed. */
export interface RowCells {
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
