import { jobPaths } from "../jobs/job-call";
import { settingsShape } from "../jobs/job-shape";
import type { Operation } from "../operation";

export const createJob: Operation = {
  method: "POST",
  paths: jobPaths("create"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: ({ body, workspace }) => ({ job_id: workspace.jobs.create(body(settingsShape)).job_id }),
};
