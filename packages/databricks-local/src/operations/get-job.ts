import { describeJob } from "../jobs/describe-job";
import { jobPaths, readId } from "../jobs/job-call";
import { requireJob } from "../jobs/job-rights";
import type { Operation } from "../operation";

export const getJob: Operation = {
  method: "GET",
  paths: jobPaths("get"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: (call) => {
    const job = call.workspace.jobs.get(readId(call.query, "job_id"));
    requireJob(call, job.job_id, "CAN_VIEW");
    return describeJob(job, true);
  },
};
