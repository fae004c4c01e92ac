import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sync as writeFileAtomic } from "write-file-atomic";
import { z } from "zod";
import { makeDirectory } from "../../make-directory";

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
  constructor(
    private readonly directory: string,
    taskRunIds: ReadonlySet<number>,
  ) {
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
    return join(this.directory, `${taskRunId}.json`);
  }
}
