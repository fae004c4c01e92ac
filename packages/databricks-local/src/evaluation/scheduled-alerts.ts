import type { AlertStore } from "../alerts/alert-store";
import type { AlertEvaluator } from "./alert-evaluator";
import type { ScheduledWork } from "./scheduler";

/** The alerts that run by the clock, in the order of their creation: neither in the trash nor paused. */
export function scheduledAlerts(alerts: AlertStore, evaluator: AlertEvaluator): ScheduledWork[] {
  return alerts.list().flatMap(({ alert: { id, lifecycle_state, schedule } }) => {
    const isRunning = lifecycle_state === "ACTIVE" && schedule.pause_status !== "PAUSED";
    if (id === undefined || !isRunning) return [];
    return [{ schedule, run: () => evaluator.evaluate(id, "SCHEDULE") }];
  });
}
