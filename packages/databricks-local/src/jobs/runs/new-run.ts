import type { RunRequest } from "../job-runner";
import type { StoredJob } from "../job-store";
import type { Task } from "../task-shape";
import { active, isOver, type Phase, type RunRecord } from "./run-record";

/** What a run knows from its beginning, before it has an id. */
export type NewRun = Omit<RunRecord, "sequence" | "run_id">;

export interface RunOrigin {
  readonly number_in_job: number;
  readonly start_time: number;
  readonly creator_user_name: string;
  readonly run_as: string;
  /** For each task's first try. */
  readonly newId: () => number;
}

/** A run of a job, with its parameters. One that its limits keep from starting is over with that phase. */
export function newJobRun(
  { job_id, settings }: StoredJob,
  tasks: Task[],
  request: RunRequest,
  phase: Phase,
  origin: RunOrigin,
): NewRun {
  const { jobParameters = {}, notebookParams, sqlParams, idempotencyToken, trigger } = request;
  const defined = (settings.parameters ?? []).map(({ name, default: standard }) => {
    return { name, default: standard, value: jobParameters[name] ?? standard };
  });
  const added = Object.entries(jobParameters)
    .filter(([name]) => !defined.some((parameter) => parameter.name === name))
    .map(([name, value]) => ({ name, default: "", value }));
  return {
    job_id,
    run_name: settings.name ?? "Untitled",
    run_type: "JOB_RUN",
    trigger,
    ...beginning({ ...settings, tasks }, phase, origin),
    job_parameters: [...defined, ...added],
    ...(notebookParams !== undefined && { notebook_params: { ...notebookParams } }),
    ...(sqlParams !== undefined && { sql_params: { ...sqlParams } }),
    ...(idempotencyToken !== undefined && { idempotency_token: idempotencyToken }),
  };
}

/** A run of tasks without a job. */
export function newSubmittedRun(
  run_name: string,
  settings: RunRecord["settings"],
  idempotencyToken: string | undefined,
  origin: RunOrigin,
): NewRun {
  return {
    run_name,
    run_type: "SUBMIT_RUN",
    trigger: "ONE_TIME",
    job_parameters: [],
    ...beginning(settings, active("PENDING"), origin),
    ...(idempotencyToken !== undefined && { idempotency_token: idempotencyToken }),
  };
}

function beginning(settings: RunRecord["settings"], phase: Phase, { newId, ...origin }: RunOrigin) {
  const over = isOver(phase) ? { end_time: origin.start_time } : {};
  return {
    settings,
    phase,
    ...origin,
    ...over,
    attempts: settings.tasks.map(({ task_key, depends_on = [] }) => ({
      task_key,
      run_id: newId(),
      attempt_number: 0,
      ...over,
      phase: isOver(phase) ? phase : active(depends_on.length > 0 ? "BLOCKED" : "PENDING"),
    })),
  };
}
