import { jobIdShape, jobPaths } from "../jobs/job-call";
import { requireJob } from "../jobs/job-rights";
import type { Operation } from "../operation";

/** Its runs stay, those that go on too. */
export const deleteJob: Operation = {
  method: "POST",
  paths: jobPaths("delete"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { job_id } = call.body(jobIdShape);
    call.workspace.jobs.get(job_id);
    requireJob(call, job_id, "CAN_MANAGE");
    call.workspace.jobs.remove(job_id);
    return {};
  },
};
