import { jobIdShape, jobPaths } from "../jobs/job-call";
import type { Operation } from "../operation";

/** Its runs stay, those that go on too. */
export const deleteJob: Operation = {
  method: "POST",
  paths: jobPaths("delete"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: ({ body, workspace }) => {
    workspace.jobs.remove(body(jobIdShape).job_id);
    return {};
  },
};
