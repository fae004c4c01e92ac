import { randomInt } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sync as writeFileAtomic } from "write-file-atomic";
import { z } from "zod";
import { ApiError } from "../../api-error";
import { makeDirectory } from "../../data-dir";
import { Journal } from "../../journal";
import { type Attempt, isOver, type RunRecord, runRecordShape, STOPPED } from "./run-record";

/** Every run, with its tasks. A run that was open when the process died is found failed at the next start. */
export class RunStore {
  readonly outputs: RunOutputs;
  readonly #journal: Journal<RunRecord>;
  #nextSequence: number;
  #revision = 0;

  constructor(dataDir: string, clock: () => Date) {
    this.#journal = new Journal(join(dataDir, "job-runs.jsonl"), runRecordShape);
    this.#nextSequence = Math.max(0, ...this.list().map(({ sequence }) => sequence + 1));
    for (const run of this.list().filter(({ phase }) => !isOver(phase)))
      this.#put(stopped(run, clock().getTime()));

    const attempts = this.list().flatMap((run) => run.attempts.map(({ run_id }) => run_id));
    this.outputs = new RunOutputs(join(dataDir, "job-run-outputs"), new Set(attempts));
  }

  /** Counts changes, for whoever shows runs. */
  get revision(): number {
    return this.#revision;
  }

  /** In the order of their start. */
  list(): RunRecord[] {
    return [...this.#journal.records.values()];
  }

  runsOf(jobId: number): RunRecord[] {
    return this.list().filter(({ job_id }) => job_id === jobId);
  }

  /** The service says so with 400; its SDKs know that it means 404. */
  get(runId: number): RunRecord {
    const found = this.#journal.records.get(String(runId));
    if (found === undefined) throw ApiError.invalidParameter(`Run ${runId} does not exist.`);
    return found;
  }

  /** The run of that id, or the one that a task run of that id belongs to. */
  find(runId: number): { readonly run: RunRecord; readonly attempt?: Attempt } {
    for (const run of this.list()) {
      const attempt = run.attempts.find(({ run_id }) => run_id === runId);
      if (attempt !== undefined) return { run, attempt };
    }
    return { run: this.get(runId) };
  }

  add(run: Omit<RunRecord, "sequence" | "run_id">): RunRecord {
    return this.#put({ ...run, sequence: this.#nextSequence++, run_id: this.newId() });
  }

  change(runId: number, change: Partial<RunRecord>): RunRecord {
    return this.#put({ ...this.get(runId), ...change });
  }

  /** Adds the try of a task, or changes it when its `run_id` is known. */
  putAttempt(runId: number, attempt: Attempt): void {
    const { attempts } = this.get(runId);
    const isKnown = attempts.some(({ run_id }) => run_id === attempt.run_id);
    const changed = isKnown
      ? attempts.map((other) => (other.run_id === attempt.run_id ? attempt : other))
      : [...attempts, attempt];
    this.change(runId, { attempts: changed });
  }

  remove(runId: number): void {
    const run = this.get(runId);
    if (!isOver(run.phase))
      throw new ApiError(400, "INVALID_STATE", `Run ${runId} is active: cancel it before it is deleted`);

    this.#journal.remove(String(runId));
    run.attempts.forEach(({ run_id }) => this.outputs.remove(run_id));
  }

  /** Decimal, as long as the service's: 15 digits. */
  newId(): number {
    return randomInt(1e14, 2 ** 48 - 1);
  }

  close(): void {
    this.#journal.close();
  }

  #put(run: RunRecord): RunRecord {
    this.#revision++;
    this.#journal.put(String(run.run_id), run);
    return run;
  }
}

function stopped(run: RunRecord, at: number): RunRecord {
  const attempts = run.attempts.map((attempt) =>
    isOver(attempt.phase) ? attempt : { ...attempt, phase: STOPPED, end_time: at },
  );
  return { ...run, attempts, phase: STOPPED, end_time: at };
}

const outputShape = z.object({
  notebook_output: z.object({ result: z.string().optional(), truncated: z.boolean() }).optional(),
  sql_output: z.looseObject({}).optional(),
  alert_output: z.object({ alert_state: z.string() }).optional(),
  run_job_output: z.object({ run_id: z.int() }).optional(),
  error: z.string().optional(),
  error_trace: z.string().optional(),
  logs: z.string().optional(),
  logs_truncated: z.boolean().optional(),
});
/** What a try of a task left behind, in the words of `runs/get-output`. */
export type TaskOutput = z.infer<typeof outputShape>;

/** One file a task run, for they may have megabytes. */
export class RunOutputs {
  readonly #directory: string;

  constructor(directory: string, taskRunIds: ReadonlySet<number>) {
    this.#directory = directory;

    makeDirectory(directory);
    readdirSync(directory)
      .map((name) => Number.parseInt(name))
      .filter((id) => !taskRunIds.has(id))
      .forEach((id) => this.remove(id));
  }

  put(taskRunId: number, output: TaskOutput): void {
    writeFileAtomic(this.#path(taskRunId), JSON.stringify(output), { mode: 0o600 });
  }

  /** `{}` for a task that left nothing. */
  get(taskRunId: number): TaskOutput {
    const path = this.#path(taskRunId);
    return existsSync(path) ? outputShape.parse(JSON.parse(readFileSync(path, "utf8"))) : {};
  }

  remove(taskRunId: number): void {
    rmSync(this.#path(taskRunId), { force: true });
  }

  #path(taskRunId: number): string {
    return join(this.#directory, `${taskRunId}.json`);
  }
}
