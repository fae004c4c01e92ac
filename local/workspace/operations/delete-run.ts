import { jobPaths, runIdShape } from "../jobs/job-call";
import type { Operation } from "../operation";

export const deleteRun: Operation = {
  method: "POST",
  paths: jobPaths("runs/delete"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: ({ body, workspace }) => {
    workspace.jobRuns.remove(body(runIdShape).run_id);
    return {};
  },
};
