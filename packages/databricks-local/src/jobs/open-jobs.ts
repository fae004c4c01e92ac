import type { RunTokens } from "../access/access-tokens";
import type { AlertStore } from "../alerts/alert-store";
import type { AlertEvaluator } from "../evaluation/alert-evaluator";
import type { Inbox } from "../evaluation/inbox";
import type { FileStore } from "../files/file-store";
import type { LegacyAlertStore } from "../legacy/legacy-alert-store";
import type { SavedQueryStore } from "../legacy/saved-query-store";
import type { SqlEngine } from "../sql/sql-engine";
import type { WarehouseStore } from "../warehouses/warehouse-store";
import { JobRunner } from "./job-runner";
import { JobStore } from "./job-store";
import { RunStore } from "./runs/run-store";

/** Opens what the workspace keeps of jobs, and what runs them. */
export function openJobs(dataDir: string, surroundings: JobSurroundings) {
  const { clock } = surroundings;
  const jobs = new JobStore(dataDir, { clock });
  const jobRuns = new RunStore(dataDir, clock);
  const jobRunner = new JobRunner(jobs, jobRuns, surroundings);
  const close = async () => {
    await jobRunner.close();
    jobs.close();
    jobRuns.close();
  };
  return { parts: { jobs, jobRuns, jobRunner }, close };
}

/** What runs of jobs need of the workspace around them. */
export interface JobSurroundings {
  readonly workspaceId: string;
  /** Where the workspace is reached, once it listens. */
  readonly host: () => string;
  /** The PEM certificate to trust for https. */
  readonly caFile: string;
  readonly files: FileStore;
  readonly engine: SqlEngine;
  readonly warehouses: WarehouseStore;
  readonly alerts: AlertStore;
  readonly legacyAlerts: LegacyAlertStore;
  readonly savedQueries: SavedQueryStore;
  readonly evaluator: AlertEvaluator;
  readonly inbox: Inbox;
  readonly tokens: RunTokens;
  readonly clock: () => Date;
  readonly onStatement: (sql: string) => void;
  /** The interpreter of Python notebooks; looked for on the PATH when left out. */
  readonly python: string | undefined;
}
