import { jobPaths } from "../jobs/job-call";
import { submitShape } from "../jobs/job-shape";
import type { Operation } from "../operation";

/** A run without a job. */
export const submitRun: Operation = {
  method: "POST",
  paths: jobPaths("runs/submit"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: ({ body, workspace }) => {
    const { run_name, idempotency_token, ...settings } = body(submitShape);
    const { run_id } = workspace.jobRunner.submit(run_name, settings, idempotency_token || undefined);
    return { run_id };
  },
};
