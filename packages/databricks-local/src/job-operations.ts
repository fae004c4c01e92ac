import type { Operation } from "./operation";
import { cancelAllRuns } from "./operations/cancel-all-runs";
import { cancelRun } from "./operations/cancel-run";
import { createJob } from "./operations/create-job";
import { deleteJob } from "./operations/delete-job";
import { deleteRun } from "./operations/delete-run";
import { getJob } from "./operations/get-job";
import { getRun } from "./operations/get-run";
import { getRunOutput } from "./operations/get-run-output";
import { listJobs } from "./operations/list-jobs";
import { listRuns } from "./operations/list-runs";
import { resetJob } from "./operations/reset-job";
import { runJobNow } from "./operations/run-job-now";
import { submitRun } from "./operations/submit-run";
import { updateJob } from "./operations/update-job";

/** What is answered about jobs and their runs. */
export const JOB_OPERATIONS: readonly Operation[] = [
  createJob,
  getJob,
  listJobs,
  updateJob,
  resetJob,
  deleteJob,
  runJobNow,
  submitRun,
  getRun,
  listRuns,
  getRunOutput,
  cancelRun,
  cancelAllRuns,
  deleteRun,
];
