import type { JobMail } from "../job-mail";
import type { JobSurroundings } from "../open-jobs";
import { runTask } from "../run-task";
import type { ChildRequest } from "../task-call";
import type { Task } from "../task-shape";
import { resolveReferences } from "./dynamic-values";
import { active, type Attempt, latestAttempts, type Phase, type RunRecord } from "./run-record";
import { runResult, type Upstream, upstreamOf, verdictOf } from "./run-result";
import type { RunStore } from "./run-store";
import { abortReason, type AbortReason, ENDED_BY, TaskRun, withTimeout } from "./task-run";

export interface RunSurroundings {
  readonly runs: RunStore;
  readonly mail: JobMail;
  readonly workspace: JobSurroundings;
  /** Starts a job and waits for its end; it ends with the signal, too. */
  readonly runJob: (request: ChildRequest, signal: AbortSignal) => Promise<RunRecord>;
}

/** A run that is going on: every task once those are over on which it depends, as many at once as there are. */
export class JobRun {
  readonly finished: Promise<RunRecord>;
  readonly #abort = new AbortController();
  readonly #tasks = new Map<string, Promise<Phase>>();

  readonly #runId: number;
  readonly #surroundings: RunSurroundings;

  constructor(runId: number, surroundings: RunSurroundings) {
    this.#runId = runId;
    this.#surroundings = surroundings;

    this.finished = this.#run();
  }

  stop(reason: AbortReason): void {
    this.#abort.abort(reason);
  }

  get #record(): RunRecord {
    return this.#surroundings.runs.get(this.#runId);
  }

  async #run(): Promise<RunRecord> {
    const { runs, mail, workspace } = this.#surroundings;
    const { tasks, timeout_seconds = 0 } = this.#record.settings;
    mail.started(runs.change(this.#runId, { phase: active("RUNNING") }));
    const limit = withTimeout(this.#abort.signal, timeout_seconds);
    const phases = new Map<string, Phase>();
    await Promise.all(
      tasks.map(async (task) => phases.set(task.task_key, await this.#finish(task, limit.signal))),
    );
    limit.release();
    const reason = abortReason(limit.signal);
    const phase = reason === undefined ? runResult(tasks, phases) : ENDED_BY[reason];
    const run = runs.change(this.#runId, { phase, end_time: workspace.clock().getTime() });
    mail.ended(run, phase);
    return run;
  }

  /** Each task once, however many depend on it. */
  #finish(task: Task, signal: AbortSignal): Promise<Phase> {
    const running = this.#tasks.get(task.task_key) ?? this.#runTask(task, signal);
    this.#tasks.set(task.task_key, running);
    return running;
  }

  async #runTask(task: Task, signal: AbortSignal): Promise<Phase> {
    const { runs, mail, workspace } = this.#surroundings;
    const upstream = await Promise.all(
      (task.depends_on ?? []).map((dependency) => this.#upstreamOf(dependency, signal)),
    );
    const taskRun = new TaskRun(
      this.#runId,
      task,
      { runs, clock: workspace.clock, runAttempt: (...args) => this.#runAttempt(...args) },
      signal,
    );
    const reason = abortReason(signal);
    if (reason !== undefined) return taskRun.end(ENDED_BY[reason]);
    const verdict = verdictOf(task.run_if ?? "ALL_SUCCESS", upstream);
    if (verdict !== undefined) return taskRun.end(verdict);
    mail.started(this.#record, task);
    const phase = await taskRun.run();
    mail.ended(this.#record, phase, task);
    return phase;
  }

  /** A condition that came out otherwise than this task wants it counts as excluded. */
  async #upstreamOf(
    { task_key, outcome }: NonNullable<Task["depends_on"]>[number],
    signal: AbortSignal,
  ): Promise<Upstream> {
    const task = this.#record.settings.tasks.find((other) => other.task_key === task_key);
    if (task === undefined) throw new RangeError(`The run has no task ${task_key}`);
    const upstream = upstreamOf(await this.#finish(task, signal));
    if (outcome === undefined || upstream !== "succeeded") return upstream;
    const attempt = latestAttempts(this.#record).find((other) => other.task_key === task_key);
    return attempt?.outcome === outcome ? "succeeded" : "excluded";
  }

  #runAttempt(task: Task, attempt: Attempt, signal: AbortSignal) {
    const { runs, workspace, runJob } = this.#surroundings;
    const { workspaceId, host } = workspace;
    const run = this.#record;
    const resolve = (text: string) =>
      resolveReferences(text, { run: this.#record, attempt, workspaceId, workspaceUrl: host() });
    return runTask({
      task,
      run,
      signal,
      resolve,
      surroundings: workspace,
      parametersOf: (own = {}) => {
        const overriding = task.notebook_task === undefined ? run.sql_params : run.notebook_params;
        // "Job parameters take precedence over task parameters of the same name."
        const ofJob = Object.fromEntries(run.job_parameters.map(({ name, value }) => [name, value]));
        const all = Object.entries({ ...own, ...overriding, ...ofJob });
        return Object.fromEntries(all.map(([name, value]) => [name, resolve(value)]));
      },
      note: (facts) => {
        const current = this.#record.attempts.find(({ run_id }) => run_id === attempt.run_id) ?? attempt;
        runs.putAttempt(this.#runId, { ...current, ...facts });
      },
      runJob: (request) => runJob(request, signal),
      taskValues: () =>
        Object.fromEntries(
          latestAttempts(this.#record).map(({ task_key, values = {} }) => [task_key, values]),
        ),
    });
  }
}
