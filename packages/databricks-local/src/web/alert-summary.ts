import type { AlertBody } from "../alerts/alert-shape";
import type { EvaluationEntry } from "../evaluation/evaluation-history";
import type { Workspace } from "../workspace";
import { leadingComment } from "./alert-notes";
import { conditionInWords, scheduleInWords } from "./alert-words";
import { NextRuns, nextRuns } from "./next-runs";
import { stateBands } from "./state-bands";

/** What a sparkline shows. */
const SPARK_VALUES = 32;

/** An alert in one line of a list. */
function summarizeAlert(
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
    /** What its query says of itself. */
    comment: leadingComment(alert.query_text),
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
function numberOf(text: string | null): number | null {
  if (text === null || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** What a page of history shows; `GET /_local/alerts/{id}/history` has all of it. */
const SHOWN_EVALUATIONS = 200;
const SHOWN_RUNS = 3;

/** One alert with everything that its page shows. Throws for an alert that is not there, and shows one in the trash. */
export function describeAlert({ alerts, history, inbox, destinations, clock }: Workspace, id: string) {
  const alert = alerts.get(id);
  const now = clock.now();
  const entries = history.of(id);
  const { evaluation, schedule } = alert;
  const { subscriptions = [], notify_on_ok = false, retrigger_seconds = 0 } = evaluation.notification ?? {};
  const isPaused = schedule.pause_status === "PAUSED";
  const destinationNames = new Map(
    destinations.list().map(({ id: key, display_name }) => [key, display_name]),
  );
  return {
    ...summarizeAlert(alert, entries, now, new NextRuns()),
    isTrashed: alert.lifecycle_state === "DELETED",
    cron: schedule.quartz_cron_schedule,
    nextRuns: isPaused ? [] : nextRuns(schedule, now, SHOWN_RUNS).map((run) => run.toISOString()),
    query: alert.query_text,
    warehouseId: alert.warehouse_id,
    emptyResultState: evaluation.empty_result_state ?? "ERROR",
    runAs: alert.effective_run_as?.user_name ?? alert.effective_run_as?.service_principal_name ?? "",
    createdAt: alert.create_time ?? null,
    updatedAt: alert.update_time ?? null,
    parameters: (alert.parameters ?? []).map(({ name, value }) => ({ name, value: value ?? null })),
    subscribers: subscriptions.map(({ user_email, destination_id = "" }) =>
      user_email === undefined ? (destinationNames.get(destination_id) ?? destination_id) : user_email,
    ),
    notifyOnOk: notify_on_ok,
    retriggerSeconds: retrigger_seconds,
    evaluationCount: entries.length,
    /** The newest first. */
    evaluations: entries.slice(-SHOWN_EVALUATIONS).reverse(),
    /** For the chart, the oldest first. */
    points: entries
      .filter(({ skipped }) => skipped === undefined)
      .slice(-SHOWN_EVALUATIONS)
      .map(({ evaluated_at, state, value, threshold }) => ({
        at: evaluated_at,
        state,
        value: numberOf(value),
        threshold: numberOf(threshold),
      })),
    lastNotification: inbox.notifications.findLast(({ alert_id }) => alert_id === id) ?? null,
  };
}
export type AlertDetails = ReturnType<typeof describeAlert>;

const HOUR_MS = 60 * 60 * 1000;
/** Of a day: a quarter of an hour each. */
const SLOTS = 96;

const comingRuns = new NextRuns();

/** All active alerts in words, each with its states over the last hours. */
export function describeOverview({ alerts, history, clock, userName, host }: Workspace, hours: number) {
  const until = clock.now();
  const window = { from: new Date(until.getTime() - hours * HOUR_MS), until, slots: SLOTS };
  const active = alerts.list().filter(({ alert }) => alert.lifecycle_state !== "DELETED");
  return {
    userName,
    host,
    hours,
    slots: SLOTS,
    from: window.from.toISOString(),
    until: until.toISOString(),
    alerts: active.map(({ alert }) => {
      const entries = history.of(alert.id ?? "");
      return { ...summarizeAlert(alert, entries, until, comingRuns), bands: stateBands(entries, window) };
    }),
  };
}
export type Overview = ReturnType<typeof describeOverview>;
