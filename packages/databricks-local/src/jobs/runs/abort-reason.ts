import { CANCELED, STOPPED, terminated, type Phase } from "./run-phase";

/** Why something that ran was ended from outside. */
export type AbortReason = "cancel" | "timeout" | "stop";

/** What a run or a task ends as then. */
export const ENDED_BY: Readonly<Record<AbortReason, Phase>> = {
  cancel: CANCELED,
  timeout: terminated("TIMEDOUT", "The run was stopped after reaching its timeout", "CANCELED"),
  stop: STOPPED,
};

/** Nothing while the signal has not aborted. */
export function abortReason(signal: AbortSignal): AbortReason | undefined {
  if (!signal.aborted) return undefined;
  const reason: unknown = signal.reason;
  return reason === "timeout" || reason === "stop" ? reason : "cancel";
}

/** A signal that aborts with the given one, and after that many seconds; 0 is no limit. */
export function withTimeout(signal: AbortSignal, seconds: number) {
  const controller = new AbortController();
  const timer = seconds > 0 ? setTimeout(() => controller.abort("timeout"), seconds * 1000) : undefined;
  return { signal: AbortSignal.any([signal, controller.signal]), clear: () => clearTimeout(timer) };
}
