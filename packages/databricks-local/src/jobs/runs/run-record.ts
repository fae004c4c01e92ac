import { z } from "zod";
import { emailNotifications, notificationSettings, taskShape } from "../task-shape";
import { phaseShape } from "./run-phase";

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
