import { z } from "zod";
import { paint } from "./paint";

const stateShape = z.object({
  life_cycle_state: z.string(),
  result_state: z.string().optional(),
  state_message: z.string().default(""),
});

export const startedShape = z.object({ run_id: z.int() });

export const runShape = z.object({
  run_name: z.string(),
  state: stateShape,
  status: z.object({ state: z.string() }),
  tasks: z.array(
    z.object({
      task_key: z.string(),
      run_id: z.int(),
      attempt_number: z.int(),
      state: stateShape,
      status: z.object({ state: z.string() }),
    }),
  ),
});
type Run = z.infer<typeof runShape>;
type Task = Run["tasks"][number];

export const outputShape = z.object({
  logs: z.string().default(""),
  error: z.string().optional(),
  error_trace: z.string().optional(),
  notebook_output: z.object({ result: z.string().optional() }).default({}),
  alert_output: z.object({ alert_state: z.string() }).optional(),
});
type Output = z.infer<typeof outputShape>;

/** Follows a run: each state of a task is said once. */
export class JobProgress {
  readonly #said = new Set<string>();

  readonly #print: (line: string) => void;
  readonly #readOutput: (taskRunId: number) => Promise<Output>;

  constructor(print: (line: string) => void, readOutput: (taskRunId: number) => Promise<Output>) {
    this.#print = print;
    this.#readOutput = readOutput;
  }

  /** Says what changed since the last time; after the end of a task what it left behind. */
  async show({ tasks }: Run): Promise<void> {
    for (const task of tasks) {
      if (this.#say(task) && task.status.state === "TERMINATED")
        this.#showOutput(await this.#readOutput(task.run_id));
    }
  }

  /** Whether there was anything new to say. */
  #say({ task_key, run_id, attempt_number, state }: Task): boolean {
    const { result_state, life_cycle_state, state_message } = state;
    const word = result_state ?? life_cycle_state;
    const key = `${run_id} ${word}`;
    if (this.#said.has(key) || ["PENDING", "BLOCKED"].includes(word)) return false;
    this.#said.add(key);
    const attempt = attempt_number === 0 ? "" : ` (attempt ${attempt_number + 1})`;
    const painted = { SUCCESS: paint.green, RUNNING: String, EXCLUDED: String }[word] ?? paint.red;
    const isReason = life_cycle_state === "SKIPPED" || life_cycle_state === "INTERNAL_ERROR";
    this.#print(`  ${task_key}: ${painted(word)}${attempt}${isReason ? `: ${state_message}` : ""}`);
    return true;
  }

  #showOutput({ logs, error, error_trace, notebook_output, alert_output }: Output): void {
    const trace = error_trace ?? "";
    // A Python notebook's stack is in its logs already.
    const failure = error === undefined ? [] : [error, ...(logs.includes(trace) ? [] : trace.split("\n"))];
    const { result } = notebook_output;
    for (const line of [
      ...logs.trimEnd().split("\n"),
      ...(alert_output === undefined ? [] : [`alert: ${alert_output.alert_state}`]),
      ...(result === undefined ? [] : [`exit: ${result}`]),
      ...failure,
    ])
      if (line !== "") this.#print(`    ${line}`);
  }
}
