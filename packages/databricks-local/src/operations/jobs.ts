import { jobIdShape, jobPaths, readFlag, readId, recentPage } from "../jobs/job-call";
import { mayWithJob, requireJob, requireJobRunAs } from "../jobs/job-rights";
import { jobChangeShape, settingsShape } from "../jobs/job-shape";
import { describeJob } from "../jobs/job-store";
import type { Operation } from "../operation";

const createJob: Operation = {
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

const getJob: Operation = {
  method: "GET",
  paths: jobPaths("get"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: (call) => {
    const job = call.workspace.jobs.get(readId(call.query, "job_id"));
    requireJob(call, job.job_id, "CAN_VIEW");
    return describeJob(job, true);
  },
};

/** The newest first; `name` filters by the exact name, whatever its case. */
const listJobs: Operation = {
  method: "GET",
  paths: jobPaths("list"),
  documentation: { page: "jobs", sources: ["sdk"] },
  handle: (call) => {
    const { query, workspace } = call;
    const name = query.get("name")?.toLowerCase();
    const withTasks = readFlag(query, "expand_tasks");
    const jobs = workspace.jobs
      .list()
      .filter(({ settings }) => name === undefined || settings.name?.toLowerCase() === name)
      .filter(({ job_id }) => mayWithJob(call, job_id, "CAN_VIEW"));
    const { items, ...page } = recentPage(jobs, query, { defaultSize: 20, maxSize: 100 });
    return { ...(items.length > 0 && { jobs: items.map((job) => describeJob(job, withTasks)) }), ...page };
  },
};

/** Changes the settings that are named; everything else stays. */
const updateJob: Operation = {
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

const resetShape = jobIdShape.extend({ new_settings: settingsShape });

/** Replaces all settings. */
const resetJob: Operation = {
  method: "POST",
  paths: jobPaths("reset"),
  documentation: { page: "jobs", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace } = call;
    const { job_id, new_settings } = call.body(resetShape);
    requireJob(call, job_id, "CAN_MANAGE");
    const { creator_user_name } = workspace.jobs.get(job_id);
    requireJobRunAs(call, { settings: new_settings, creator_user_name });
    workspace.jobs.reset(job_id, new_settings);
    return {};
  },
};

/** Its runs stay, those that go on too. */
const deleteJob: Operation = {
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

export const JOB_OPERATIONS: readonly Operation[] = [
  createJob,
  getJob,
  listJobs,
  updateJob,
  resetJob,
  deleteJob,
];
