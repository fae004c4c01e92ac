import { jobPaths } from "../jobs/job-call";
import { requireJobRunAs } from "../jobs/job-rights";
import { submitShape } from "../jobs/job-shape";
import type { Operation } from "../operation";

/** A run without a job. */
export const submitRun: Operation = {
  method: "POST",
  paths: jobPaths("runs/submit"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { userName } = call.caller;
    const { run_name, idempotency_token, ...settings } = call.body(submitShape);
    requireJobRunAs(call, { settings, creator_user_name: userName });
    const { run_id } = call.workspace.jobRunner.submit(
      run_name,
      settings,
      userName,
      idempotency_token || undefined,
    );
    return { run_id };
  },
};
