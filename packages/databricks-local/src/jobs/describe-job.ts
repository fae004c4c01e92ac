import type { StoredJob } from "./job-store";

/** A job as `jobs/get` and `jobs/list` show it; a listing leaves the tasks out unless it is told otherwise. */
export function describeJob(job: StoredJob, withTasks: boolean) {
  const { job_id, creator_user_name, created_time, settings } = job;
  return {
    job_id,
    creator_user_name,
    run_as_user_name: runAsOf(job),
    created_time,
    settings: withTasks ? settings : { ...settings, tasks: undefined, environments: undefined },
  };
}

/** Whose rights its runs have: `run_as`, else whoever made it. */
export function runAsOf({
  settings,
  creator_user_name,
}: Pick<StoredJob, "settings" | "creator_user_name">): string {
  return userOf(settings.run_as) ?? creator_user_name;
}

function userOf(runAs: unknown): string | undefined {
  if (typeof runAs !== "object" || runAs === null) return undefined;
  const names = Object.entries(runAs).map(([, name]: [string, unknown]) => name);
  return names.find((name): name is string => typeof name === "string");
}
