import { describeJob } from "../jobs/describe-job";
import { jobPaths, readFlag } from "../jobs/job-call";
import { mayWithJob } from "../jobs/job-rights";
import { recentPage } from "../jobs/recent-page";
import type { Operation } from "../operation";

/** The newest first; `name` filters by the exact name, whatever its case. */
export const listJobs: Operation = {
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
