import { requireJob, requireJobRunAs } from "../jobs/job-rights";
import { jobPaths } from "../jobs/job-call";
import { jobChangeShape } from "../jobs/job-change";
import type { Operation } from "../operation";

/** Changes the settings that are named; everything else stays. */
export const updateJob: Operation = {
  method: "POST",
  paths: jobPaths("update"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { workspace } = call;
    const { job_id, ...change } = call.body(jobChangeShape);
    requireJob(call, job_id, "CAN_MANAGE");
    const { creator_user_name } = workspace.jobs.get(job_id);
    requireJobRunAs(call, { settings: change.new_settings ?? {}, creator_user_name });
    workspace.jobs.update(job_id, change);
    return {};
  },
};
