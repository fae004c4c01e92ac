import { randomInt } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import { checkShape } from "../shape-check";
import {
  changeSettings,
  type JobChange,
  type JobSettings,
  settingsShape,
  withJobDefaults,
} from "./job-shape";

const storedJobShape = z.object({
  sequence: z.int(),
  job_id: z.int(),
  creator_user_name: z.string(),
  created_time: z.int(),
  settings: settingsShape,
});
export type StoredJob = z.infer<typeof storedJobShape>;

interface Settings {
  readonly clock: () => Date;
}

/** The workspace's jobs. */
export class JobStore {
  readonly #journal: Journal<StoredJob>;
  #nextSequence: number;

  readonly #options: Settings;

  constructor(dataDir: string, options: Settings) {
    this.#options = options;

    this.#journal = new Journal(join(dataDir, "jobs.jsonl"), storedJobShape);
    this.#nextSequence = Math.max(0, ...this.list().map(({ sequence }) => sequence + 1));
  }

  create(settings: JobSettings, creator: string): StoredJob {
    const job_id = this.#newId();
    this.#checkChildren(job_id, settings);
    return this.#put({
      sequence: this.#nextSequence++,
      job_id,
      creator_user_name: creator,
      created_time: this.#options.clock().getTime(),
      settings: withJobDefaults(settings),
    });
  }

  /** The service says so with 400; its SDKs know that it means 404. */
  get(jobId: number): StoredJob {
    const found = this.#journal.records.get(String(jobId));
    if (found === undefined) throw ApiError.invalidParameter(`Job ${jobId} does not exist.`);
    return found;
  }

  /** In the order of creation. */
  list(): StoredJob[] {
    return [...this.#journal.records.values()];
  }

  update(jobId: number, change: JobChange): void {
    const job = this.get(jobId);
    const settings = checkShape(settingsShape, changeSettings(job.settings, change));
    this.#checkChildren(jobId, settings);
    this.#put({ ...job, settings: withJobDefaults(settings) });
  }

  /** Replaces all settings; the identity that the job runs as stays unless another one is given. */
  reset(jobId: number, settings: JobSettings): void {
    const job = this.get(jobId);
    this.#checkChildren(jobId, settings);
    const { run_as } = job.settings;
    const kept = run_as === undefined ? settings : { run_as, ...settings };
    this.#put({ ...job, settings: withJobDefaults(kept) });
  }

  remove(jobId: number): void {
    this.get(jobId);
    this.#journal.remove(String(jobId));
  }

  close(): void {
    this.#journal.close();
  }

  #put(job: StoredJob): StoredJob {
    this.#journal.put(String(job.job_id), job);
    return job;
  }

  /** A job must not run itself, whatever jobs lie between. */
  #checkChildren(jobId: number, settings: JobSettings): void {
    const visit = (children: JobSettings, path: readonly number[]): void => {
      for (const { run_job_task } of children.tasks ?? []) {
        if (run_job_task === undefined) continue;
        const { job_id } = run_job_task;
        if (job_id === jobId) {
          throw ApiError.invalidParameter(
            `run_job_task: the job would run itself (${[...path, job_id].join(" → ")})`,
          );
        }
        const child = this.#journal.records.get(String(job_id));
        // A child that was deleted since fails the run, not the change of a job above it.
        if (child === undefined && path.length === 1) this.get(job_id);
        if (child !== undefined) visit(child.settings, [...path, job_id]);
      }
    };
    visit(settings, [jobId]);
  }

  /** Decimal, as long as the service's: 15 digits. */
  #newId(): number {
    const id = randomInt(1e14, 2 ** 48 - 1);
    return this.#journal.records.has(String(id)) ? this.#newId() : id;
  }
}

/** A job as `jobs/get` and `jobs/list` show it; a listing leaves the tasks out unless it is told otherwise. */
export function describeJob(job: StoredJob, withTasks: boolean) {
  const { job_id, creator_user_name, created_time, settings } = job;
  return {
    job_id,
    creator_user_name,
    run_as_user_name: runAsOf(job),
    created_time,
    settings: withTasks ? settings : { ...settings, tasks: undefined, environments: undefined },
  };
}

/** Whose rights its runs have: `run_as`, else whoever made it. */
export function runAsOf({
  settings,
  creator_user_name,
}: Pick<StoredJob, "settings" | "creator_user_name">): string {
  return userOf(settings.run_as) ?? creator_user_name;
}

function userOf(runAs: unknown): string | undefined {
  if (typeof runAs !== "object" || runAs === null) return undefined;
  const names = Object.entries(runAs).map(([, name]: [string, unknown]) => name);
  return names.find((name): name is string => typeof name === "string");
}
