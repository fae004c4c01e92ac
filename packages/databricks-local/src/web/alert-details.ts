import type { Workspace } from "../workspace";
import { numberOf, summarizeAlert } from "./alert-summary";
import { NextRuns, nextRuns } from "./next-runs";

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
        ...{ at: evaluated_at, state },
        value: numberOf(value),
        threshold: numberOf(threshold),
      })),
    lastNotification: inbox.notifications.findLast(({ alert_id }) => alert_id === id) ?? null,
  };
}
export type AlertDetails = ReturnType<typeof describeAlert>;
