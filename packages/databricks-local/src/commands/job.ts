import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { z } from "zod";
import { ExpectedError } from "../expected-error";
import { openProject } from "../project";
import { WorkspaceClient } from "../workspace-client";
import { stopOnSignal } from "./end-signals";
import { JobProgress, outputShape, runShape, startedShape } from "./job-progress";
import { shownCommand } from "./npm-script";
import { paint } from "./paint";

const POLL_MS = 200;

/** `databricks-local job`: runs one job of the local workspace now. */
export function jobCommand(): Command {
  return new Command("job")
    .description("Runs one job of the local workspace now; the exit status is 0 if it succeeds.")
    .argument("[job]", "name or id of the job; without it: which there are")
    .option("--param <name=value>", "a job parameter; once for each", addParameter, {})
    .action((job: string | undefined, options: { readonly param: Record<string, string> }) =>
      run(job, options.param),
    );
}

async function run(wanted: string | undefined, parameters: Record<string, string>): Promise<void> {
  const { workspace } = await openProject();
  stopOnSignal(workspace.stop);
  const client = new WorkspaceClient(workspace.host, workspace.token);
  try {
    const job_id = await findJob(client, wanted);
    const request = { job_id, job_parameters: parameters };
    const started = startedShape.parse(await client.call("POST", "/api/2.2/jobs/run-now", request));
    const isSuccess = await follow(client, started.run_id);
    if (!isSuccess) process.exitCode = 1;
  } finally {
    await workspace.stop();
  }
}

/** Prints what changes until the run is over, then what each task left behind. Whether it succeeded. */
async function follow(client: WorkspaceClient, runId: number): Promise<boolean> {
  const progress = new JobProgress(
    (line) => console.log(line),
    async (taskRunId) =>
      outputShape.parse(await client.call("GET", `/api/2.2/jobs/runs/get-output?run_id=${taskRunId}`)),
  );
  for (;;) {
    const run = runShape.parse(await client.call("GET", `/api/2.2/jobs/runs/get?run_id=${runId}`));
    await progress.show(run);
    if (run.status.state === "TERMINATED") {
      const { result_state, life_cycle_state, state_message } = run.state;
      const end = result_state ?? life_cycle_state;
      const isSuccess = end === "SUCCESS" || end === "SUCCESS_WITH_FAILURES";
      const why = state_message === "" ? "" : `: ${state_message}`;
      console.log(`${paint.bold(run.run_name)}: ${(isSuccess ? paint.green : paint.red)(end)}${why}`);
      return isSuccess;
    }
    await sleep(POLL_MS);
  }
}

function addParameter(text: string, parameters: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new ExpectedError(`--param must be <name>=<value>, not '${text}'`);

  return { ...parameters, [name]: value };
}

const pageShape = z.object({
  jobs: z.array(z.object({ job_id: z.int(), settings: z.object({ name: z.string() }) })).default([]),
  next_page_token: z.string().optional(),
});
type Job = z.infer<typeof pageShape>["jobs"][number];

/** The id of the job of that name or id; an error that says what there is, unless it is one. */
async function findJob(client: WorkspaceClient, wanted: string | undefined): Promise<number> {
  const jobs = await listJobs(client);
  const [first] = jobs;
  if (first === undefined) throw new ExpectedError("There is no job in the local workspace.");
  if (wanted === undefined) {
    const lines = jobs.map(({ job_id, settings }) => `  ${settings.name} (${job_id})`);
    const call = shownCommand("job", first.settings.name);
    throw new ExpectedError([`Name the job to run: ${call}. There are`, ...lines].join("\n"));
  }
  const found = jobs.filter(({ job_id, settings }) => String(job_id) === wanted || settings.name === wanted);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.job_id;
  if (only !== undefined)
    throw new ExpectedError(`'${wanted}' means ${found.length} jobs: name one by its id, ${list(found)}`);

  throw new ExpectedError(`No job has the name or id '${wanted}'. There are ${list(jobs)}`);
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
