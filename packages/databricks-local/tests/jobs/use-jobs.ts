import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { asJson, useWorkspace, type Json } from "../use-workspace";

/** A workspace with words for jobs. */
export function useJobs(options: Parameters<typeof useWorkspace>[0] = {}) {
  const used = useWorkspace(options);
  const { call } = used;
  const ok = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };
  const getRun = (runId: number) => ok("GET", `/api/2.2/jobs/runs/get?run_id=${runId}`);

  /** Until the run is over; the workspace tells nobody when that is, so it is asked. */
  const finished = async (runId: number): Promise<Json> => {
    for (;;) {
      const run = await getRun(runId);
      if (asJson(run.status).state === "TERMINATED") return run;
      await sleep(20);
    }
  };
  const submit = async (...tasks: Json[]): Promise<Json> => {
    const { run_id } = await ok("POST", "/api/2.2/jobs/runs/submit", { tasks });
    return finished(Number(run_id));
  };

  return {
    ...used,
    ok,
    getRun,
    finished,
    submit,
    importNotebook: (path: string, language: "SQL" | "PYTHON", source: string) =>
      ok("POST", "/api/2.0/workspace/import", {
        path,
        language,
        format: "SOURCE",
        overwrite: true,
        content: Buffer.from(source).toString("base64"),
      }),
    createJob: async (settings: Json) => Number((await ok("POST", "/api/2.2/jobs/create", settings)).job_id),
    runJob: async (job_id: number, more: Json = {}): Promise<Json> => {
      const { run_id } = await ok("POST", "/api/2.2/jobs/run-now", { job_id, ...more });
      return finished(Number(run_id));
    },
    output: (runId: unknown) => ok("GET", `/api/2.2/jobs/runs/get-output?run_id=${Number(runId)}`),
    /** One statement; its rows. */
    sql: async (statement: string) => {
      const answer = await ok("POST", "/api/2.0/sql/statements", { statement, warehouse_id: WAREHOUSE });
      assert.equal(asJson(answer.status).state, "SUCCEEDED", JSON.stringify(answer));
      return asJson(answer.result).data_array ?? [];
    },
  };
}

export const WAREHOUSE = "10ca1f0000000001";

/** A task that runs this notebook. */
export function notebookTask(path: string, task: Json = {}, base_parameters?: Json): Json {
  return { task_key: "main", notebook_task: { notebook_path: path, base_parameters }, ...task };
}

/** A text of an answer; an empty one where there is none. */
export function textOf(value: unknown): string {
  assert.ok(value === undefined || typeof value === "string");
  return value ?? "";
}

/** A list of an answer. */
export function asList(value: unknown): Json[] {
  assert.ok(Array.isArray(value));
  return value.map(asJson);
}

/** The tasks of a run by their key. */
export function tasksOf(run: Json): Record<string, Json> {
  assert.ok(Array.isArray(run.tasks));
  return Object.fromEntries(run.tasks.map(asJson).map((task) => [String(task.task_key), task]));
}

/** How it ended, as most clients read it: life cycle, result, message. */
export function ending(run: Json | undefined) {
  const { life_cycle_state, result_state, state_message } = asJson(run?.state);
  return [life_cycle_state, result_state, state_message];
}
