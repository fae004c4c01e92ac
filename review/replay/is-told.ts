import type { AlertNotification } from "../../alerting/definition";
import type { AlertState } from "../alert-state";

/**
 * Whether subscribers hear of an evaluation. `toldAt` is when they last heard of the trouble that is still open. ERROR and
 * UNKNOWN tell nobody and end nothing: the service does not say so, and nothing speaks against it.
 */
export function isTold(
  state: AlertState,
  at: Date,
  toldAt: Date | undefined,
  { subscriptions, retriggerSeconds, notifyOnOk }: AlertNotification,
): boolean {
  if (subscriptions.length === 0) return false;
  if (state === "OK") return notifyOnOk && toldAt !== undefined;
  if (state !== "TRIGGERED") return false;
  if (toldAt === undefined) return true;
  // 0: once until it is OK again; 1: at every evaluation that fires; else at most every so many seconds.
  if (retriggerSeconds <= 1) return retriggerSeconds === 1;
  return at.getTime() - toldAt.getTime() >= retriggerSeconds * 1000;
}
