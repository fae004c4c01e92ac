import { jobPaths, runIdShape } from "../jobs/job-call";
import { requireRun } from "../jobs/job-rights";
import type { Operation } from "../operation";

/** "The run is canceled asynchronously, so it may still be running when this request completes." */
export const cancelRun: Operation = {
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
