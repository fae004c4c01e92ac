import type { JobSurroundings } from "./open-jobs";
import type { Attempt, RunRecord } from "./runs/run-record";
import type { TaskOutput } from "./runs/run-store";
import type { Task } from "./task-shape";

type Parameters = Readonly<Record<string, string>>;

/** One try of a task, as its kind sees it. */
export interface TaskCall {
  readonly task: Task;
  readonly run: RunRecord;
  readonly surroundings: JobSurroundings;
  /** Aborts when the run is cancelled, timed out, or the workspace stops. */
  readonly signal: AbortSignal;
  /** A text of the task's settings with its `{{references}}` replaced. */
  readonly resolve: (text: string) => string;
  /** The task's own parameters with what the job and the run say instead; references replaced. */
  readonly parametersOf: (own: Parameters | undefined) => Record<string, string>;
  /** Writes something about the try down at once. */
  readonly note: (facts: Partial<Attempt>) => void;
  /** Runs another job to its end. */
  readonly runJob: (request: ChildRequest) => Promise<RunRecord>;
  /** The latest values that other tasks of the run have set. */
  readonly taskValues: () => Readonly<Record<string, Parameters>>;
}

export interface ChildRequest {
  readonly jobId: number;
  readonly jobParameters: Parameters;
  readonly notebookParams: Parameters | undefined;
  /** Called with the run's id as soon as there is one. */
  readonly onStart: (runId: number) => void;
}

/** What a try came to; that it was cancelled or timed out is decided elsewhere. */
export interface TaskResult {
  readonly result: "succeeded" | "failed" | "not started";
  /** The reason, unless it succeeded. */
  readonly message?: string;
  readonly output: TaskOutput;
}

/** What the service says of a task that failed: "see run output for details" is where its error is. */
const FAILURE_MESSAGE = "Workload failed, see run output for details";

export function failedTask(error: string, output: TaskOutput = {}): TaskResult {
  return { result: "failed", message: FAILURE_MESSAGE, output: { ...output, error } };
}

/** "The API returns the last 5 MB of these logs", and the first 5 MB of what a notebook exits with. */
export const MAX_OUTPUT_BYTES = 5 * 1024 * 1024;

/** The end of the lines, whole characters only. */
export function boundedLogs(lines: readonly string[]) {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  if (bytes.length === 0) return {};
  const kept = bytes.subarray(Math.max(0, bytes.length - MAX_OUTPUT_BYTES));
  const logs = kept.toString("utf8").replace(/^\uFFFD+/, "");
  return { logs, logs_truncated: kept.length < bytes.length };
}
