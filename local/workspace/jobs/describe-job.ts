import type { StoredJob } from "./job-store";

/** A job as `jobs/get` and `jobs/list` show it; a listing leaves the tasks out unless it is told otherwise. */
export function describeJob(job: StoredJob, withTasks: boolean) {
  const { job_id, creator_user_name, created_time, settings } = job;
  const runAs: unknown = settings.run_as;
  return {
    job_id,
    creator_user_name,
    run_as_user_name: userOf(runAs) ?? creator_user_name,
    created_time,
    settings: withTasks ? settings : { ...settings, tasks: undefined, environments: undefined },
  };
}

function userOf(runAs: unknown): string | undefined {
  if (typeof runAs !== "object" || runAs === null) return undefined;
  const names = Object.entries(runAs).map(([, name]: [string, unknown]) => name);
  return names.find((name): name is string => typeof name === "string");
}
