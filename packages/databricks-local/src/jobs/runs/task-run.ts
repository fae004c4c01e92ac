import { setTimeout as sleep } from "node:timers/promises";
import { LinkedAbort } from "../../linked-abort";
import type { TaskResult } from "../task-call";
import type { Task } from "../task-shape";
import {
  active,
  type Attempt,
  CANCELED,
  type Phase,
  skipped,
  STOPPED,
  SUCCEEDED,
  terminated,
} from "./run-record";
import type { RunStore } from "./run-store";

interface Surroundings {
  readonly runs: RunStore;
  readonly clock: () => Date;
  /** One try of the task. */
  readonly runAttempt: (task: Task, attempt: Attempt, signal: AbortSignal) => Promise<TaskResult>;
}

/** One task of a run: its tries, with the pauses between them, until one succeeds or none is left. */
export class TaskRun {
  readonly #runId: number;
  readonly #task: Task;
  readonly #surroundings: Surroundings;
  readonly #signal: AbortSignal;

  constructor(runId: number, task: Task, surroundings: Surroundings, signal: AbortSignal) {
    this.#runId = runId;
    this.#task = task;
    this.#surroundings = surroundings;
    this.#signal = signal;
  }

  async run(): Promise<Phase> {
    const { max_retries = 0, min_retry_interval_millis = 0 } = this.#task;
    for (let attemptNumber = 0; ; attemptNumber += 1) {
      const start = performance.now();
      const phase = await this.#try(attemptNumber);
      const isLast = max_retries !== -1 && attemptNumber >= max_retries;
      if (isLast || this.#signal.aborted || !this.#isWorthRetry(phase)) return phase;
      this.#begin(attemptNumber + 1, "WAITING_FOR_RETRY");
      const pause = Math.max(0, min_retry_interval_millis - (performance.now() - start));
      await sleep(pause, undefined, { signal: this.#signal }).catch(() => undefined);
      const reason = abortReason(this.#signal);
      if (reason !== undefined) return this.end(ENDED_BY[reason]);
    }
  }

  /** Ends the task where it stands. */
  end(phase: Phase): Phase {
    const { runs, clock } = this.#surroundings;
    runs.putAttempt(this.#runId, { ...this.#latest(), phase, end_time: clock().getTime() });
    return phase;
  }

  async #try(attemptNumber: number): Promise<Phase> {
    const { runs, runAttempt } = this.#surroundings;
    this.#begin(attemptNumber, "RUNNING");
    const attempt = this.#latest();
    const limit = withTimeout(this.#signal, this.#task.timeout_seconds ?? 0);
    try {
      const { result, message = "", output } = await runAttempt(this.#task, attempt, limit.signal);
      runs.outputs.put(attempt.run_id, output);
      const reason = abortReason(limit.signal);
      if (reason !== undefined) return this.end(ENDED_BY[reason]);
      return this.end(
        { succeeded: SUCCEEDED, failed: failure(message), "not started": unstarted(message) }[result],
      );
    } finally {
      limit.release();
    }
  }

  /** The first try has had an entry since the run was made; each further one gets its own. */
  #begin(attemptNumber: number, state: Phase["life_cycle_state"]): void {
    const { runs, clock } = this.#surroundings;
    const latest = this.#latest();
    const isNew = latest.attempt_number !== attemptNumber;
    const { task_key } = this.#task;
    const attempt = isNew ? { task_key, run_id: runs.newId(), attempt_number: attemptNumber } : latest;
    runs.putAttempt(this.#runId, { ...attempt, phase: active(state), start_time: clock().getTime() });
  }

  #isWorthRetry({ result_state, life_cycle_state }: Phase): boolean {
    if (result_state === "TIMEDOUT") return this.#task.retry_on_timeout === true;
    return result_state === "FAILED" && life_cycle_state === "TERMINATED";
  }

  #latest(): Attempt {
    const { attempts } = this.#surroundings.runs.get(this.#runId);
    const latest = attempts.filter(({ task_key }) => task_key === this.#task.task_key).at(-1);
    if (latest === undefined) throw new RangeError(`The run has no task ${this.#task.task_key}`);
    return latest;
  }
}

function failure(message: string): Phase {
  return terminated("FAILED", message, "RUN_EXECUTION_ERROR");
}

function unstarted(message: string): Phase {
  return skipped(message, "SKIPPED");
}

/** Why something that ran was ended from outside. */
export type AbortReason = "cancel" | "timeout" | "stop";

/** What a run or a task ends as then. */
export const ENDED_BY: Readonly<Record<AbortReason, Phase>> = {
  cancel: CANCELED,
  timeout: terminated("TIMEDOUT", "The run was stopped after reaching its timeout", "CANCELED"),
  stop: STOPPED,
};

/** Nothing while the signal has not aborted. */
export function abortReason(signal: AbortSignal): AbortReason | undefined {
  if (!signal.aborted) return undefined;
  const reason: unknown = signal.reason;
  return reason === "timeout" || reason === "stop" ? reason : "cancel";
}

/** Aborts with the given one, and after that many seconds; 0 is no limit. */
export function withTimeout(signal: AbortSignal, seconds: number): LinkedAbort {
  const limit = new LinkedAbort(signal);
  if (seconds > 0) limit.abortAfter(seconds * 1000, "timeout" satisfies AbortReason);
  return limit;
}
