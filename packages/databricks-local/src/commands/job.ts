import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import pc from "picocolors";
import { ExpectedError } from "../expected-error";
import { openProject } from "../open-project";
import { WorkspaceClient } from "../workspace-client";
import { findJob } from "./find-job";
import { JobProgress, outputShape, runShape, startedShape } from "./job-progress";
import { stopOnSignal } from "./end-signals";

const POLL_MS = 200;

/** `databricks-local job`: runs one job of the local workspace now. */
export function jobCommand(): Command {
  return new Command("job")
    .description("Runs one job of the local workspace now; the exit status is 0 if it succeeds.")
    .argument("<job>", "name or id of the job")
    .option("--param <name=value>", "a job parameter; once for each", addParameter, {})
    .action((job: string, options: { readonly param: Record<string, string> }) => run(job, options.param));
}

async function run(wanted: string, parameters: Record<string, string>): Promise<void> {
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
      console.log(`${pc.bold(run.run_name)}: ${(isSuccess ? pc.green : pc.red)(end)}${why}`);
      return isSuccess;
    }
    await sleep(POLL_MS);
  }
}

function addParameter(text: string, parameters: Record<string, string>): Record<string, string> {
  const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new ExpectedError(`--param must be <name>=<value>, not '${text}'`);
  }
  return { ...parameters, [name]: value };
}
