import { describeJob } from "../jobs/describe-job";
import { jobPaths, readId } from "../jobs/job-call";
import type { Operation } from "../operation";

export const getJob: Operation = {
  method: "GET",
  paths: jobPaths("get"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: ({ query, workspace }) => describeJob(workspace.jobs.get(readId(query, "job_id")), true),
};
