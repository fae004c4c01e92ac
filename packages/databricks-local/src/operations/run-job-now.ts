import { z } from "zod";
import { jobIdShape, jobPaths } from "../jobs/job-call";
import { requireJob } from "../jobs/job-rights";
import { unsupported } from "../jobs/task-shape";
import type { Operation } from "../operation";

const parameters = z.record(z.string(), z.string()).optional();

const runNowShape = jobIdShape.extend({
  job_parameters: parameters,
  notebook_params: parameters,
  sql_params: parameters,
  idempotency_token: z.string().max(64, "must have at most 64 characters").optional(),
  queue: z.looseObject({ enabled: z.boolean() }).optional(),
  only: unsupported(": all tasks of a job run"),
});

/** The run goes on after the answer. */
export const runJobNow: Operation = {
  method: "POST",
  paths: jobPaths("run-now"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { job_id, job_parameters, notebook_params, sql_params, idempotency_token, queue } =
      call.body(runNowShape);
    requireJob(call, job_id, "CAN_MANAGE_RUN");
    const { run_id, number_in_job } = call.workspace.jobRunner.start(job_id, {
      trigger: "ONE_TIME",
      creator: call.caller.userName,
      jobParameters: job_parameters,
      notebookParams: notebook_params,
      sqlParams: sql_params,
      idempotencyToken: idempotency_token || undefined,
      queue,
    });
    return { run_id, number_in_job };
  },
};
