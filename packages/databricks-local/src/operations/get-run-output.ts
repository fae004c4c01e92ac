import { ApiError } from "../api-error";
import { jobPaths, readId } from "../jobs/job-call";
import { requireRun } from "../jobs/job-rights";
import { describeTaskRun } from "../jobs/runs/describe-run";
import { latestAttempts } from "../jobs/runs/run-record";
import type { Operation } from "../operation";

/** Of the run of a task, or of a run that has one task. */
export const getRunOutput: Operation = {
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
