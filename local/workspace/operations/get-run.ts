import { jobPaths, readId } from "../jobs/job-call";
import { describeRun, describeTaskRun } from "../jobs/runs/describe-run";
import type { Operation } from "../operation";

/** A run, or the run of one task. */
export const getRun: Operation = {
  method: "GET",
  paths: jobPaths("runs/get"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: ({ query, workspace: { jobRuns, host } }) => {
    const { run, attempt } = jobRuns.find(readId(query, "run_id"));
    return attempt === undefined ? describeRun(run, host, true) : describeTaskRun(run, attempt, host);
  },
};
