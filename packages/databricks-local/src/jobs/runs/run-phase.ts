import { z } from "zod";

const LIFE_CYCLE_STATES = [
  "QUEUED",
  "BLOCKED",
  "PENDING",
  "RUNNING",
  "WAITING_FOR_RETRY",
  "TERMINATED",
  "SKIPPED",
  "INTERNAL_ERROR",
] as const;

const RESULT_STATES = [
  "SUCCESS",
  "SUCCESS_WITH_FAILURES",
  "FAILED",
  "TIMEDOUT",
  "CANCELED",
  "EXCLUDED",
  "UPSTREAM_FAILED",
  "UPSTREAM_CANCELED",
  "MAXIMUM_CONCURRENT_RUNS_REACHED",
] as const;

/** Words of `termination_details.code`, with the type that goes with each. */
const TERMINATION_TYPES = {
  SUCCESS: "SUCCESS",
  SUCCESS_WITH_FAILURES: "SUCCESS",
  USER_CANCELED: "SUCCESS",
  CANCELED: "CLIENT_ERROR",
  SKIPPED: "SUCCESS",
  RUN_EXECUTION_ERROR: "CLIENT_ERROR",
  RESOURCE_NOT_FOUND: "CLIENT_ERROR",
  INVALID_RUN_CONFIGURATION: "CLIENT_ERROR",
  MAX_CONCURRENT_RUNS_EXCEEDED: "CLIENT_ERROR",
  INTERNAL_ERROR: "INTERNAL_ERROR",
} as const;
type TerminationCode = keyof typeof TERMINATION_TYPES;
const CODES = Object.keys(TERMINATION_TYPES) as [TerminationCode, ...TerminationCode[]];

export const phaseShape = z.object({
  life_cycle_state: z.enum(LIFE_CYCLE_STATES),
  result_state: z.enum(RESULT_STATES).optional(),
  message: z.string(),
  code: z.enum(CODES).optional(),
});
/** How far a run, or a task of it, has come. */
export type Phase = z.infer<typeof phaseShape>;
type ResultState = NonNullable<Phase["result_state"]>;

export function isOver({ life_cycle_state }: Phase): boolean {
  return ["TERMINATED", "SKIPPED", "INTERNAL_ERROR"].includes(life_cycle_state);
}

export function active(life_cycle_state: Phase["life_cycle_state"], message = ""): Phase {
  return { life_cycle_state, message };
}

export function terminated(result_state: ResultState, message: string, code: TerminationCode): Phase {
  return { life_cycle_state: "TERMINATED", result_state, message, code };
}

/** It never began; nothing was tried. */
export function skipped(message: string, code: TerminationCode, result_state?: ResultState): Phase {
  return { life_cycle_state: "SKIPPED", message, code, ...(result_state && { result_state }) };
}

export const SUCCEEDED = terminated("SUCCESS", "", "SUCCESS");
export const CANCELED = terminated("CANCELED", "Run cancelled by user", "USER_CANCELED");
export const STOPPED: Phase = {
  life_cycle_state: "INTERNAL_ERROR",
  result_state: "FAILED",
  message: "The local workspace was stopped while the run was going on",
  code: "INTERNAL_ERROR",
};

/** The older `state` and the newer `status` of an answer. */
export function describePhase(phase: Phase) {
  const { life_cycle_state, result_state, message, code = "INTERNAL_ERROR" } = phase;
  const isStopped = ["TIMEDOUT", "CANCELED"].includes(result_state ?? "");
  const isQueued = life_cycle_state === "QUEUED";
  return {
    state: {
      life_cycle_state,
      ...(result_state !== undefined && { result_state }),
      state_message: message,
      user_cancelled_or_timedout: isStopped,
      ...(isQueued && { queue_reason: message }),
    },
    status: isOver(phase)
      ? { state: "TERMINATED", termination_details: { code, type: TERMINATION_TYPES[code], message } }
      : {
          state: life_cycle_state === "WAITING_FOR_RETRY" ? "WAITING" : life_cycle_state,
          ...(isQueued && { queue_details: { code: "MAX_CONCURRENT_RUNS_REACHED", message } }),
        },
  };
}
