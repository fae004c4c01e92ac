import { ApiError } from "../api-error";
import type { ScheduledWork } from "../evaluation/scheduler";
import { JobMail } from "./job-mail";
import { type JobSettings, withTaskDefaults } from "./job-shape";
import { type JobStore, runAsOf } from "./job-store";
import type { JobSurroundings } from "./open-jobs";
import { JobRun, type RunSurroundings } from "./runs/job-run";
import { newJobRun, newSubmittedRun, type RunOrigin } from "./runs/new-run";
import { active, CANCELED, isOver, type Phase, type RunRecord, skipped, STOPPED } from "./runs/run-record";
import type { RunStore } from "./runs/run-store";
import type { ChildRequest } from "./task-call";
import type { Task } from "./task-shape";

type Parameters = Readonly<Record<string, string>>;

export interface RunRequest {
  readonly trigger: RunRecord["trigger"];
  /** Who asked for it. @default whoever made the job */
  readonly creator?: string | undefined;
  readonly jobParameters?: Parameters | undefined;
  readonly notebookParams?: Parameters | undefined;
  readonly sqlParams?: Parameters | undefined;
  readonly idempotencyToken?: string | undefined;
  /** What the job says, unless the request says it. */
  readonly queue?: { readonly enabled: boolean } | undefined;
}

const LIMIT_MESSAGE = "The maximum number of concurrent runs of the job has been reached";

/** Starts runs, keeps them within the limits of their jobs, and ends them. */
export class JobRunner {
  readonly #running = new Map<number, JobRun>();
  readonly #waiting = new Map<number, (run: RunRecord) => void>();
  readonly #surroundings: RunSurroundings;
  #isClosed = false;

  readonly #jobs: JobStore;
  readonly #runs: RunStore;
  readonly #workspace: JobSurroundings;

  constructor(jobs: JobStore, runs: RunStore, workspace: JobSurroundings) {
    this.#jobs = jobs;
    this.#runs = runs;
    this.#workspace = workspace;

    this.#surroundings = {
      runs,
      workspace,
      mail: new JobMail(workspace.inbox, workspace.clock),
      runJob: (request, signal) => this.#runChild(request, signal),
    };
  }

  /** Starts the job, queues it, or skips it, as its limits say. */
  start(jobId: number, request: RunRequest): RunRecord {
    if (this.#isClosed) throw ApiError.beingStopped();
    const job = this.#jobs.get(jobId);
    const known = this.#knownRun(request.idempotencyToken);
    if (known !== undefined) return known;
    const { tasks = [], max_concurrent_runs = 1, queue } = job.settings;
    if (tasks.length === 0) throw ApiError.invalidParameter(`Job ${jobId} has no tasks to run.`);
    const isFull = this.#activeRuns(jobId).length >= max_concurrent_runs;
    const isQueued = isFull && (request.queue ?? queue)?.enabled === true;
    const phase = isQueued ? active("QUEUED", LIMIT_MESSAGE) : isFull ? limitReached() : active("PENDING");
    const origin = this.#origin(
      this.#runs.runsOf(jobId).length + 1,
      request.creator ?? job.creator_user_name,
      runAsOf(job),
    );
    const run = this.#runs.add(newJobRun(job, tasks, request, phase, origin));
    if (!isFull) this.#begin(run);
    else if (!isQueued) this.#surroundings.mail.ended(run, phase);
    return run;
  }

  /** Runs tasks once, without a job. */
  submit(
    name: string,
    settings: JobSettings & { tasks: Task[] },
    creator: string,
    idempotencyToken?: string,
  ): RunRecord {
    if (this.#isClosed) throw ApiError.beingStopped();
    const known = this.#knownRun(idempotencyToken);
    if (known !== undefined) return known;
    const tasks = settings.tasks.map(withTaskDefaults);
    if (tasks.length === 0) throw ApiError.invalidParameter("tasks: must not be empty");
    const runAs = runAsOf({ settings, creator_user_name: creator });
    const origin = this.#origin(this.#runs.list().length + 1, creator, runAs);
    const run = this.#runs.add(newSubmittedRun(name, { ...settings, tasks }, idempotencyToken, origin));
    this.#begin(run);
    return run;
  }

  /** Does nothing to a run that is over. Its end is not waited for. */
  cancel(runId: number): void {
    const { run } = this.#runs.find(runId);
    if (isOver(run.phase)) return;
    const running = this.#running.get(run.run_id);
    if (running !== undefined) running.stop("cancel");
    else this.#finishUnstarted(run, CANCELED);
  }

  /** Until the run is over. */
  async finished(runId: number): Promise<RunRecord> {
    const run = this.#runs.get(runId);
    if (isOver(run.phase)) return run;
    const running = this.#running.get(runId);
    if (running !== undefined) return running.finished;
    return new Promise((resolve) => this.#waiting.set(runId, resolve));
  }

  /** The jobs that run by the clock. A run that is due while the clock is moved is over before it moves on. */
  scheduled(): ScheduledWork[] {
    return this.#jobs.list().flatMap(({ job_id, settings: { schedule } }) => {
      if (schedule === undefined || schedule.pause_status === "PAUSED") return [];
      const { quartz_cron_expression: quartz_cron_schedule, timezone_id } = schedule;
      const run = async () => {
        await this.finished(this.start(job_id, { trigger: "PERIODIC" }).run_id);
        return undefined;
      };
      return [{ schedule: { quartz_cron_schedule, timezone_id }, run }];
    });
  }

  /** Ends what runs; it is found as failed afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const running = [...this.#running.values()];
    running.forEach((run) => run.stop("stop"));
    this.#runs
      .list()
      .filter(({ phase }) => phase.life_cycle_state === "QUEUED")
      .forEach((run) => this.#finishUnstarted(run, STOPPED));
    await Promise.all(running.map(({ finished }) => finished));
  }

  #begin(run: RunRecord): void {
    const running = new JobRun(run.run_id, this.#surroundings);
    this.#running.set(run.run_id, running);
    void running.finished.then((ended) => {
      this.#running.delete(run.run_id);
      this.#waiting.get(run.run_id)?.(ended);
      this.#waiting.delete(run.run_id);
      if (run.job_id !== undefined && !this.#isClosed) this.#beginQueued(run.job_id);
    });
  }

  #beginQueued(jobId: number): void {
    const next = this.#runs.runsOf(jobId).find(({ phase }) => phase.life_cycle_state === "QUEUED");
    const limit = this.#jobs.list().find(({ job_id }) => job_id === jobId)?.settings.max_concurrent_runs ?? 1;
    if (next !== undefined && this.#activeRuns(jobId).length < limit) this.#begin(next);
  }

  #finishUnstarted(run: RunRecord, phase: Phase): void {
    const end_time = this.#workspace.clock().getTime();
    const attempts = run.attempts.map((attempt) => ({ ...attempt, phase, end_time }));
    const ended = this.#runs.change(run.run_id, { phase, end_time, attempts });
    this.#waiting.get(run.run_id)?.(ended);
    this.#waiting.delete(run.run_id);
  }

  async #runChild(request: ChildRequest, signal: AbortSignal): Promise<RunRecord> {
    const { jobId, jobParameters, notebookParams, onStart } = request;
    const { run_id } = this.start(jobId, { trigger: "RUN_JOB_TASK", jobParameters, notebookParams });
    onStart(run_id);
    const cancel = () => this.cancel(run_id);
    signal.addEventListener("abort", cancel);
    try {
      return await this.finished(run_id);
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  #activeRuns(jobId: number): RunRecord[] {
    return this.#runs
      .runsOf(jobId)
      .filter(({ phase }) => !isOver(phase) && phase.life_cycle_state !== "QUEUED");
  }

  #knownRun(token: string | undefined): RunRecord | undefined {
    return token === undefined
      ? undefined
      : this.#runs.list().find(({ idempotency_token }) => idempotency_token === token);
  }

  #origin(number_in_job: number, creator_user_name: string, run_as: string): RunOrigin {
    return {
      number_in_job,
      start_time: this.#workspace.clock().getTime(),
      creator_user_name,
      run_as,
      newId: () => this.#runs.newId(),
    };
  }
}

function limitReached(): Phase {
  return skipped(LIMIT_MESSAGE, "MAX_CONCURRENT_RUNS_EXCEEDED", "MAXIMUM_CONCURRENT_RUNS_REACHED");
}
