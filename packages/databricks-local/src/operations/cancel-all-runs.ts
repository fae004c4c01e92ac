import { z } from "zod";
import { jobPaths } from "../jobs/job-call";
import { requireAdmin } from "../access/object-rights";
import { requireJob } from "../jobs/job-rights";
import { isActive } from "../jobs/runs/describe-run";
import type { Operation } from "../operation";

const cancelAllShape = z
  .looseObject({ job_id: z.int().optional(), all_queued_runs: z.boolean().default(false) })
  .refine(({ job_id, all_queued_runs }) => job_id !== undefined || all_queued_runs, {
    error: "job_id is required, unless all_queued_runs is true",
  });

/** The active runs of a job; with `all_queued_runs` and no job, the queued runs of all. */
export const cancelAllRuns: Operation = {
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
