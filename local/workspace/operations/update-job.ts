import { jobPaths } from "../jobs/job-call";
import { jobChangeShape } from "../jobs/job-change";
import type { Operation } from "../operation";

/** Changes the settings that are named; everything else stays. */
export const updateJob: Operation = {
  method: "POST",
  paths: jobPaths("update"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: ({ body, workspace }) => {
    const { job_id, ...change } = body(jobChangeShape);
    workspace.jobs.update(job_id, change);
    return {};
  },
};
