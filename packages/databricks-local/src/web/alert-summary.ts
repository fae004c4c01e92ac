import type { AlertBody } from "../alerts/alert-shape";
import type { EvaluationEntry } from "../evaluation/evaluation-history";
import { conditionInWords } from "./condition-words";
import type { NextRuns } from "./next-runs";
import { scheduleInWords } from "./schedule-words";

/** What a sparkline shows. */
const SPARK_VALUES = 32;

/** An alert in one line of a list. */
export function summarizeAlert(
  alert: AlertBody,
  history: readonly EvaluationEntry[],
  now: Date,
  nextRuns: NextRuns,
) {
  const { evaluation, schedule } = alert;
  const isPaused = schedule.pause_status === "PAUSED";
  const evaluated = history.filter(({ skipped }) => skipped === undefined).slice(-SPARK_VALUES);
  const last = evaluated.at(-1);
  return {
    id: alert.id ?? "",
    name: alert.display_name,
    state: evaluation.state ?? "UNKNOWN",
    condition: conditionInWords(evaluation),
    schedule: scheduleInWords(schedule.quartz_cron_schedule),
    zone: schedule.timezone_id,
    isPaused,
    nextRun: isPaused ? null : (nextRuns.of(schedule, now)?.toISOString() ?? null),
    folder: alert.parent_path ?? "",
    owner: alert.owner_user_name ?? "",
    lastEvaluatedAt: evaluation.last_evaluated_at ?? null,
    /** How long the state has lasted. */
    since: stateSince(history, evaluation.state ?? "UNKNOWN"),
    value: last?.value ?? null,
    error: last?.error ?? null,
    threshold: numberOf(last?.threshold ?? null),
    values: evaluated.map(({ value }) => numberOf(value)),
  };
}
export type AlertSummary = ReturnType<typeof summarizeAlert>;

function stateSince(history: readonly EvaluationEntry[], state: string): string | null {
  const lastOther = history.findLastIndex((entry) => entry.state !== state);
  return history[lastOther + 1]?.evaluated_at ?? null;
}

/** Null for NULL and for what is no number. */
export function numberOf(text: string | null): number | null {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}
