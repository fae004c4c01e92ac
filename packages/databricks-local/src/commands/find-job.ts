import { z } from "zod";
import { ExpectedError } from "../expected-error";
import type { WorkspaceClient } from "../workspace-client";

const pageShape = z.object({
  jobs: z.array(z.object({ job_id: z.int(), settings: z.object({ name: z.string() }) })).default([]),
  next_page_token: z.string().optional(),
});
type Job = z.infer<typeof pageShape>["jobs"][number];

/** The id of the job of that name or id; an error that says what there is, unless it is one. */
export async function findJob(client: WorkspaceClient, wanted: string): Promise<number> {
  const jobs = await listJobs(client);
  const found = jobs.filter(({ job_id, settings }) => String(job_id) === wanted || settings.name === wanted);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.job_id;
  if (only !== undefined) {
    throw new ExpectedError(`'${wanted}' means ${found.length} jobs: name one by its id, ${list(found)}`);
  }
  throw new ExpectedError(
    jobs.length === 0
      ? "There is no job in the local workspace."
      : `No job has the name or id '${wanted}'. There are ${list(jobs)}`,
  );
}

async function listJobs(client: WorkspaceClient): Promise<Job[]> {
  const jobs: Job[] = [];
  let next: string | undefined = "";
  while (next !== undefined) {
    const path = `/api/2.2/jobs/list?limit=100&page_token=${encodeURIComponent(next)}`;
    const page = pageShape.parse(await client.call("GET", path));
    jobs.push(...page.jobs);
    next = page.next_page_token;
  }
  return jobs;
}

function list(jobs: readonly Job[]): string {
  return jobs.map(({ job_id, settings }) => `${settings.name} (${job_id})`).join(", ");
}
