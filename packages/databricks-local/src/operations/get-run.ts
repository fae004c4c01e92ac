import { jobPaths, readId } from "../jobs/job-call";
import { requireRun } from "../jobs/job-rights";
import { describeRun, describeTaskRun } from "../jobs/runs/describe-run";
import type { Operation } from "../operation";

/** A run, or the run of one task. */
export const getRun: Operation = {
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
