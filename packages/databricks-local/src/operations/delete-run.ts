import { jobPaths, runIdShape } from "../jobs/job-call";
import { requireRun } from "../jobs/job-rights";
import type { Operation } from "../operation";

export const deleteRun: Operation = {
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
