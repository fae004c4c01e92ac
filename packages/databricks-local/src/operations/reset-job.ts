import { jobIdShape, jobPaths } from "../jobs/job-call";
import { requireJob, requireJobRunAs } from "../jobs/job-rights";
import { settingsShape } from "../jobs/job-shape";
import type { Operation } from "../operation";

const resetShape = jobIdShape.extend({ new_settings: settingsShape });

/** Replaces all settings. */
export const resetJob: Operation = {
  method: "POST",
  paths: jobPaths("reset"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace } = call;
    const { job_id, new_settings } = call.body(resetShape);
    requireJob(call, job_id, "CAN_MANAGE");
    const { creator_user_name } = workspace.jobs.get(job_id);
    requireJobRunAs(call, { settings: new_settings, creator_user_name });
    workspace.jobs.reset(job_id, new_settings);
    return {};
  },
};
