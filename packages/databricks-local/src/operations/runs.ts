import { z } from "zod";
import { requireAdmin } from "../access/object-rights";
import { ApiError } from "../api-error";
import { jobIdShape, jobPaths, readFlag, readId, recentPage, runIdShape } from "../jobs/job-call";
import { mayWithRun, requireJob, requireJobRunAs, requireRun } from "../jobs/job-rights";
import { submitShape } from "../jobs/job-shape";
import { describeRun, describeTaskRun, isActive } from "../jobs/runs/describe-run";
import { latestAttempts, type RunRecord } from "../jobs/runs/run-record";
import { unsupportedField } from "../jobs/task-shape";
import type { Operation } from "../operation";

const parameters = z.record(z.string(), z.string()).optional();

const runNowShape = jobIdShape.extend({
  job_parameters: parameters,
  notebook_params: parameters,
  sql_params: parameters,
  idempotency_token: z.string().max(64, "must have at most 64 characters").optional(),
  queue: z.looseObject({ enabled: z.boolean() }).optional(),
  only: unsupportedField(": all tasks of a job run"),
});

/** The run goes on after the answer. */
const runJobNow: Operation = {
  method: "POST",
  paths: jobPaths("run-now"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { job_id, job_parameters, notebook_params, sql_params, idempotency_token, queue } =
      call.body(runNowShape);
    requireJob(call, job_id, "CAN_MANAGE_RUN");
    const { run_id, number_in_job } = call.workspace.jobRunner.start(job_id, {
      trigger: "ONE_TIME",
      creator: call.caller.userName,
      jobParameters: job_parameters,
      notebookParams: notebook_params,
      sqlParams: sql_params,
      idempotencyToken: idempotency_token || undefined,
      queue,
    });
    return { run_id, number_in_job };
  },
};

/** A run without a job. */
const submitRun: Operation = {
  method: "POST",
  paths: jobPaths("runs/submit"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { userName } = call.caller;
    const { run_name, idempotency_token, ...settings } = call.body(submitShape);
    requireJobRunAs(call, { settings, creator_user_name: userName });
    const { run_id } = call.workspace.jobRunner.submit(
      run_name,
      settings,
      userName,
      idempotency_token || undefined,
    );
    return { run_id };
  },
};

/** A run, or the run of one task. */
const getRun: Operation = {
  method: "GET",
  paths: jobPaths("runs/get"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { jobRuns, host } = call.workspace;
    const { run, attempt } = jobRuns.find(readId(call.query, "run_id"));
    requireRun(call, run, "CAN_VIEW");
    return attempt === undefined ? describeRun(run, host, true) : describeTaskRun(run, attempt, host);
  },
};

/** The newest first. */
const listRuns: Operation = {
  method: "GET",
  paths: jobPaths("runs/list"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { query } = call;
    const { jobRuns, host } = call.workspace;
    const runs = jobRuns
      .list()
      .filter(readFilter(query))
      .filter((run) => mayWithRun(call, run, "CAN_VIEW"));
    const { items, ...page } = recentPage(runs, query, { defaultSize: 20, maxSize: 25 });
    const withTasks = readFlag(query, "expand_tasks");
    return {
      ...(items.length > 0 && { runs: items.map((run) => describeRun(run, host, withTasks)) }),
      ...page,
    };
  },
};

/** Of the run of a task, or of a run that has one task. */
const getRunOutput: Operation = {
  method: "GET",
  paths: jobPaths("runs/get-output"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { jobRuns, host } = call.workspace;
    const { run, attempt } = jobRuns.find(readId(call.query, "run_id"));
    requireRun(call, run, "CAN_VIEW");
    const [only, ...others] = attempt === undefined ? latestAttempts(run) : [attempt];
    if (only === undefined || others.length > 0) {
      throw ApiError.invalidParameter(
        "Retrieving the output of runs with multiple tasks is not supported. " +
          "Please retrieve the output of each individual task run instead.",
      );
    }
    return { ...jobRuns.outputs.get(only.run_id), metadata: describeTaskRun(run, only, host) };
  },
};

/** "The run is canceled asynchronously, so it may still be running when this request completes." */
const cancelRun: Operation = {
  method: "POST",
  paths: jobPaths("runs/cancel"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { jobRunner, jobRuns } = call.workspace;
    const { run_id } = call.body(runIdShape);
    requireRun(call, jobRuns.find(run_id).run, "CAN_MANAGE_RUN");
    jobRunner.cancel(run_id);
    return {};
  },
};

const cancelAllShape = z
  .looseObject({ job_id: z.int().optional(), all_queued_runs: z.boolean().default(false) })
  .refine(({ job_id, all_queued_runs }) => job_id !== undefined || all_queued_runs, {
    error: "job_id is required, unless all_queued_runs is true",
  });

/** The active runs of a job; with `all_queued_runs` and no job, the queued runs of all. */
const cancelAllRuns: Operation = {
  method: "POST",
  paths: jobPaths("runs/cancel-all"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { jobRuns, jobRunner, jobs } = call.workspace;
    const { job_id, all_queued_runs } = call.body(cancelAllShape);
    if (job_id === undefined) requireAdmin(call, "cancel the runs of all jobs");
    else requireJob(call, jobs.get(job_id).job_id, "CAN_MANAGE_RUN");
    const runs = job_id === undefined ? jobRuns.list() : jobRuns.runsOf(job_id);
    runs
      .filter(isActive)
      .filter(({ phase }) => job_id !== undefined || !all_queued_runs || phase.life_cycle_state === "QUEUED")
      // A queued run would begin when the one before it is cancelled: the newest go first.
      .reverse()
      .forEach(({ run_id }) => jobRunner.cancel(run_id));
    return {};
  },
};

const deleteRun: Operation = {
  method: "POST",
  paths: jobPaths("runs/delete"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { jobRuns } = call.workspace;
    const { run_id } = call.body(runIdShape);
    requireRun(call, jobRuns.find(run_id).run, "CAN_MANAGE");
    jobRuns.remove(run_id);
    return {};
  },
};

export const RUN_OPERATIONS: readonly Operation[] = [
  runJobNow,
  submitRun,
  getRun,
  listRuns,
  getRunOutput,
  cancelRun,
  cancelAllRuns,
  deleteRun,
];

function readFilter(query: URLSearchParams): (run: RunRecord) => boolean {
  const [activeOnly, completedOnly] = [readFlag(query, "active_only"), readFlag(query, "completed_only")];
  if (activeOnly && completedOnly)
    throw ApiError.invalidParameter("active_only and completed_only cannot both be true");

  const jobId = query.has("job_id") ? readId(query, "job_id") : undefined;
  const runType = query.get("run_type") ?? undefined;
  const [from, to] = [
    readMoment(query, "start_time_from", -Infinity),
    readMoment(query, "start_time_to", Infinity),
  ];
  return (run) =>
    (jobId === undefined || run.job_id === jobId) &&
    (runType === undefined || run.run_type === runType) &&
    (!activeOnly || isActive(run)) &&
    (!completedOnly || !isActive(run)) &&
    run.start_time >= from &&
    run.start_time <= to;
}

/** Milliseconds since 1970. */
function readMoment(query: URLSearchParams, name: string, absent: number): number {
  const text = query.get(name) ?? "";
  if (text === "") return absent;
  if (/^\d+$/.test(text)) return Number(text);
  throw ApiError.invalidParameter(`${name} must be a time in milliseconds, not '${text}'`);
}
