import { jobPaths, runIdShape } from "../jobs/job-call";
import type { Operation } from "../operation";

/** "The run is canceled asynchronously, so it may still be running when this request completes." */
export const cancelRun: Operation = {
  method: "POST",
  paths: jobPaths("runs/cancel"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: ({ body, workspace }) => {
    workspace.jobRunner.cancel(body(runIdShape).run_id);
    return {};
  },
};
