import { jobIdShape, jobPaths } from "../jobs/job-call";
import { settingsShape } from "../jobs/job-shape";
import type { Operation } from "../operation";

const resetShape = jobIdShape.extend({ new_settings: settingsShape });

/** Replaces all settings. */
export const resetJob: Operation = {
  method: "POST",
  paths: jobPaths("reset"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: ({ body, workspace }) => {
    const { job_id, new_settings } = body(resetShape);
    workspace.jobs.reset(job_id, new_settings);
    return {};
  },
};
