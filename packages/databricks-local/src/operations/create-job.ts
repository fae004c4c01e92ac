import { requireJobRunAs } from "../jobs/job-rights";
import { jobPaths } from "../jobs/job-call";
import { settingsShape } from "../jobs/job-shape";
import type { Operation } from "../operation";

export const createJob: Operation = {
  method: "POST",
  paths: jobPaths("create"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { userName } = call.caller;
    const settings = call.body(settingsShape);
    requireJobRunAs(call, { settings, creator_user_name: userName });
    return { job_id: call.workspace.jobs.create(settings, userName).job_id };
  },
};
