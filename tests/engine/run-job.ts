import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { LocalStack } from "./local-stack";

const Jobs = z.object({
  jobs: z
    .array(
      z.object({
        job_id: z.int(),
        settings: z.looseObject({ name: z.string(), tags: z.record(z.string(), z.string()).optional() }),
      }),
    )
    .default([]),
});
const Started = z.object({ run_id: z.int() });
const Run = z.object({
  status: z.object({ state: z.string() }),
  state: z.object({ result_state: z.string().optional(), state_message: z.string() }),
  tasks: z.array(z.object({ run_id: z.int() })),
});
const Output = z.object({ logs: z.string().default(""), error: z.string().optional() });

export async function listJobs(stack: LocalStack) {
  return Jobs.parse(await stack.call("GET", "/api/2.2/jobs/list?limit=100")).jobs;
}

/**
 * The lines of a deployment without the one about the notebook of the history job, which has to be among them: it is written
 * at the same time as the rows' status, and either may come first.
 */
export function withoutHistory(lines: readonly string[]): string[] {
  const others = lines.filter((line) => line !== "UPDATE: record_history");
  assert.equal(others.length, lines.length - 1, lines.join("\n"));
  return others;
}

/** Runs a job of the workspace to its end: how that was, and what its first task left behind. */
export async function runJob(stack: LocalStack, name: string, parameters: Record<string, string> = {}) {
  const job = (await listJobs(stack)).find(({ settings }) => settings.name === name);
  const request = { job_id: job?.job_id, job_parameters: parameters };
  const { run_id } = Started.parse(await stack.call("POST", "/api/2.2/jobs/run-now", request));
  for (;;) {
    const run = Run.parse(await stack.call("GET", `/api/2.2/jobs/runs/get?run_id=${run_id}`));
    if (run.status.state === "TERMINATED") {
      const [task] = run.tasks;
      const path = `/api/2.2/jobs/runs/get-output?run_id=${task?.run_id ?? ""}`;
      const { logs, error } = Output.parse(await stack.call("GET", path));
      const lines = logs.trimEnd().replaceAll(/\d+\.\d s/g, "N s");
      return { state: run.state.result_state, lines: lines.split("\n"), error };
    }
    // The workspace tells nobody when a run is over.
    await sleep(50);
  }
}
