import type { AlertBody, EvaluationState } from "../alerts/alert-shape";

type Notification = NonNullable<AlertBody["evaluation"]["notification"]>;

/**
 * Whether subscribers hear of an evaluation. `toldAt` is when they last heard of the trouble that is still open: null
 * once it was over. ERROR and UNKNOWN tell nobody and end nothing.
 */
export function isToBeTold(
  state: EvaluationState,
  toldAt: string | null,
  now: Date,
  { subscriptions = [], retrigger_seconds = 0, notify_on_ok = false }: Notification = {},
): boolean {
  if (subscriptions.length === 0) return false;
  if (state === "OK") return notify_on_ok && toldAt !== null;
  if (state !== "TRIGGERED") return false;
  if (toldAt === null) return true;
  // "0 or absent: notify once until back to OK; 1: at every evaluation that triggers; N: at most every N seconds"
  if (retrigger_seconds <= 1) return retrigger_seconds === 1;
  return now.getTime() - Date.parse(toldAt) >= retrigger_seconds * 1000;
}
