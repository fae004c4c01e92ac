import { z } from "zod";
import { emailNotifications, notificationSettings, taskShape } from "../task-shape";

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

const phaseShape = z.object({
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

const parameters = z.record(z.string(), z.string());

const attemptShape = z.object({
  task_key: z.string(),
  run_id: z.int(),
  attempt_number: z.int(),
  phase: phaseShape,
  start_time: z.int().optional(),
  end_time: z.int().optional(),
  /** What the task was given, references resolved. */
  parameters: parameters.optional(),
  /** The run that a `run_job_task` started. */
  child_run_id: z.int().optional(),
  /** What a `condition_task` came to. */
  outcome: z.enum(["true", "false"]).optional(),
  /** What `dbutils.jobs.taskValues.set` was given, as text. */
  values: parameters.optional(),
});
/** One try of one task. */
export type Attempt = z.infer<typeof attemptShape>;

export const runRecordShape = z.object({
  sequence: z.int(),
  run_id: z.int(),
  job_id: z.int().optional(),
  number_in_job: z.int(),
  run_name: z.string(),
  run_type: z.enum(["JOB_RUN", "SUBMIT_RUN"]),
  trigger: z.enum(["ONE_TIME", "PERIODIC", "RUN_JOB_TASK"]),
  creator_user_name: z.string(),
  /** Whose rights it has. */
  run_as: z.string().default(""),
  idempotency_token: z.string().optional(),
  /** As they were when the run began: later changes of the job do not touch it. */
  settings: z.looseObject({
    tasks: z.array(taskShape),
    timeout_seconds: z.int().optional(),
    email_notifications: emailNotifications.optional(),
    notification_settings: notificationSettings.optional(),
  }),
  job_parameters: z.array(z.object({ name: z.string(), default: z.string(), value: z.string() })),
  notebook_params: parameters.optional(),
  sql_params: parameters.optional(),
  phase: phaseShape,
  start_time: z.int(),
  end_time: z.int().optional(),
  /** Every try of every task, the latest of a task last. */
  attempts: z.array(attemptShape),
});
/** A run of a job, or one that was submitted without a job. */
export type RunRecord = z.infer<typeof runRecordShape>;

export function latestAttempts(run: RunRecord): Attempt[] {
  return [...new Map(run.attempts.map((attempt) => [attempt.task_key, attempt])).values()];
}
