import type { Operation } from "./operation";
import { createJob, deleteJob, getJob, listJobs, resetJob, updateJob } from "./operations/jobs";
import {
  cancelAllRuns,
  cancelRun,
  deleteRun,
  getRun,
  getRunOutput,
  listRuns,
  runJobNow,
  submitRun,
} from "./operations/runs";

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
