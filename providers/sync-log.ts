import { randomUUID } from "node:crypto";
import type { SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { runCommand } from "../messages/advised-commands";
import { ExpectedError } from "../messages/expected-error";
import { recordOutcomes, type SyncOutcome } from "../rows/statements/record-outcomes";
import { insertSyncMetrics, type SyncMetrics, updateSyncMetrics } from "../rows/statements/sync-metrics";
import { GroupWriter } from "./group-writer";
import { SyncCounts } from "./sync-counts";
import type { Workspace } from "./workspace";

/** A `destroy` that is cut off leaves at most as much unrecorded; the next `up` finds that those alerts are gone. */
const CLOSING_WRITE_EVERY_MS = 1_000;

/** They tell whether rows can be written. */
const DELETIONS_WAITED_FOR = 8;

/**
 * What became of each alert in this run, written to the rows it came from.
 *
 * A run without failures writes once, when `SyncStatus` calls `finish`. A run that ends at its first failure never comes to
 * that, and deletions come after it: so from the first failure, and from `finish` on, outcomes are written as they come, in
 * groups.
 */
export class SyncLog {
  readonly #runId = randomUUID();
  readonly #startedAt = new Date();
  readonly #counts = new SyncCounts();
  readonly #outcomes = new GroupWriter<SyncOutcome>((outcomes) => this.#write(outcomes));
  readonly #asTheyWere = new Map<string, DeployedRow>();
  readonly #misnamed = new Set<string>();
  readonly #kept = new Set<string>();
  /** Rows whose alerts the engine asked about, and did not find unchanged. */
  readonly #toDo = new Set<string>();
  #removed = 0;
  #writesAtOnce = false;
  /** Without a declared alert the run is a `destroy`, or one of some targets: either may be all deletions. */
  #closing = true;
  #deletions = 0;
  #lastWriteAt = 0;
  #metricsRow: "none" | "uncertain" | "written" = "none";

  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The rows whose alerts this run declares, how many rows it leaves out, and how many others are declared no more. */
  expect(alertIds: readonly string[], skipped: number, removed: number): void {
    this.#closing = false;
    this.#removed = removed;
    this.#counts.expect(alertIds, skipped);
  }

  /** The engine asks about the row's alert: something is to be done with it, unless `unchanged` says otherwise. */
  planned(alertId: string): void {
    this.#closing = false;
    this.#toDo.add(alertId);
  }

  /** A status that cannot be written now is kept for the next write: the alert itself is deployed. */
  async deployed(deployment: DeployedRow, status: DeployStatus): Promise<void> {
    this.#add({ ...deployment, status, error: null });
    if (this.#writesAtOnce) {
      await this.#outcomes.flush().catch(() => undefined);
    } else {
      // Opened while other alerts are still under way, for what `finish` writes. It tries again if this fails.
      this.#workspace.sql().catch(() => undefined);
    }
  }

  /** A row with faults, whose alert stays as it is: what it says of that is said by `refused`. */
  keep(alertId: string): void {
    this.#kept.add(alertId);
  }

  /** Kept for `finish`: only a row that does not know it yet, or names another alert, is written. */
  unchanged(deployment: DeployedRow, namesAnother: boolean): void {
    this.#toDo.delete(deployment.alertId);
    if (this.#kept.has(deployment.alertId)) return;
    this.#asTheyWere.set(deployment.alertId, deployment);
    if (namesAnother) this.#misnamed.add(deployment.alertId);
  }

  /** Whether there is something to write: of what this run does, or of a row that names an alert that is not its own. */
  get hasNews(): boolean {
    return this.#toDo.size > 0 || this.#removed > 0 || this.#misnamed.size > 0;
  }

  /** Never fails itself: the failure that it records is the one to be shown. */
  async failed(failure: {
    readonly alertId: string;
    readonly error: string;
    /** Of an alert that is there all the same. */
    readonly databricksAlertId?: string;
  }): Promise<void> {
    this.#writesAtOnce = true;
    this.#closing = false;
    this.#add({ databricksAlertId: null, ...failure, status: "ERROR", displayName: null, hash: null });
    await this.#outcomes.flush().catch(() => undefined);
  }

  /** Rows whose faults kept them from being deployed → their faults, written where the row does not say so yet. */
  async refused(rows: Readonly<Record<string, string>>, told: readonly string[]): Promise<void> {
    for (const [alertId, error] of Object.entries(rows)) {
      if (told.includes(alertId) && !this.#counts.has(alertId)) continue;
      this.#add({ alertId, error, status: "ERROR", databricksAlertId: null, displayName: null, hash: null });
    }
    await this.#outcomes.flush();
  }

  /**
   * Fails when the row still names the alert: the engine then keeps the resource, and the next run clears the row.
   * In a `destroy`, which `DeletionGuard` ends with `finish`, it waits for the first ones only: hundreds of deletions would each
   * wait for a statement. (A run of some targets that only deletes looks the same, and is seldom of more.)
   */
  async deleted(deletion: { readonly alertId: string; readonly databricksAlertId: string }): Promise<void> {
    this.#add({ ...deletion, status: "DELETED", displayName: null, hash: null, error: null });
    this.#deletions += 1;
    if (!this.#closing || this.#deletions <= DELETIONS_WAITED_FOR) await this.#outcomes.flush();
    else if (Date.now() - this.#lastWriteAt > CLOSING_WRITE_EVERY_MS)
      void this.#outcomes.flush().catch(() => undefined);
  }

  /** What this run did so far: its deletions come last. */
  summary(): RunSummary {
    const { createdCount, updatedCount, errorCount } = this.#counts.summary();
    return {
      runId: this.#runId,
      startedAt: this.#startedAt.toISOString(),
      created: createdCount,
      updated: updatedCount,
      removed: this.#removed,
      failed: errorCount,
    };
  }

  /** Writes all that is known, and the rows that are out of date though their alert did not change. */
  async finish(staleRows: readonly string[]): Promise<void> {
    const lost = await this.#lostAlerts();
    for (const alertId of new Set([...staleRows, ...this.#misnamed])) {
      const deployment = this.#asTheyWere.get(alertId);
      if (deployment && !this.#counts.has(alertId) && !lost.has(alertId))
        this.#add({ ...deployment, status: "UNCHANGED", error: null });
    }
    this.#closing = false;
    await this.#outcomes.flush();
    this.#writesAtOnce = true;
    if (lost.size > 0) {
      throw new ExpectedError(
        `alert_configurations row ${[...lost].join(" and row ")}: its alert was deleted in the workspace, and the row ` +
          `names another one. Run \`${runCommand("refresh")}\`, then \`${runCommand("up")}\`: the alert that the row names ` +
          "will be adopted, if it is called like the row.",
      );
    }
  }

  /** Rows that name another alert than their own since their own is gone: somebody knew better than the state. */
  async #lostAlerts(): Promise<ReadonlySet<string>> {
    const lost = new Set<string>();
    for (const alertId of this.#misnamed) {
      const remote = await this.#workspace.alerts.get(this.#asTheyWere.get(alertId)?.databricksAlertId ?? "");
      if (remote?.lifecycleState !== "ACTIVE") lost.add(alertId);
    }
    return lost;
  }

  /** Writes what waits to be written, where the run ends without `finish`. */
  flush(): Promise<void> {
    return this.#outcomes.flush();
  }

  #add(outcome: Omit<SyncOutcome, "syncedAt">): void {
    const dated = { ...outcome, syncedAt: new Date().toISOString() };
    this.#counts.add(dated);
    this.#outcomes.add(dated);
  }

  async #write(outcomes: readonly SyncOutcome[]): Promise<void> {
    const { settings } = this.#workspace;
    this.#lastWriteAt = Date.now();
    try {
      const session = await this.#workspace.sql();
      await session.execute(recordOutcomes(settings, outcomes), { idempotent: true });
      await this.#writeMetrics(session);
    } catch (error) {
      // Without the tables there is no row that could be out of date.
      if (!(error instanceof SqlStatementError && error.isTableNotFound)) throw error;
    }
  }

  /** One row a run, whatever becomes of an answer: where it may be there, it is inserted if it is not, and updated. */
  async #writeMetrics(session: SqlSession): Promise<void> {
    const { settings } = this.#workspace;
    const metrics = this.#metrics();
    const before = this.#metricsRow;
    this.#metricsRow = "uncertain";
    if (before !== "written")
      await session.execute(insertSyncMetrics(settings, metrics), { idempotent: true });

    if (before !== "none") await session.execute(updateSyncMetrics(settings, metrics), { idempotent: true });

    this.#metricsRow = "written";
  }

  #metrics(): SyncMetrics {
    const { settings, latency } = this.#workspace;
    const endedAt = new Date();
    return {
      ...this.#counts.summary(),
      ...latency.summary(),
      syncRunId: this.#runId,
      syncStartedAt: this.#startedAt.toISOString(),
      syncEndedAt: endedAt.toISOString(),
      totalDurationSeconds: (endedAt.getTime() - this.#startedAt.getTime()) / 1000,
      dryRun: false,
      catalog: settings.catalog,
      goldSchema: settings.goldSchema,
    };
  }
}

/** What it took to have an alert as its row says. */
export type DeployStatus = Exclude<SyncOutcome["status"], "DELETED" | "ERROR">;

/** An alert that is as its row says. */
export interface DeployedRow {
  readonly alertId: string;
  readonly databricksAlertId: string;
  readonly displayName: string;
  readonly hash: string;
}

/** What a run did with alerts; `runId` names its row of alert_sync_metrics, which counts deletions as they are done. */
export interface RunSummary {
  readonly runId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly created: number;
  readonly updated: number;
  /** Rows that are declared no more: the run goes on to delete their alerts, unless they are kept. */
  readonly removed: number;
  readonly failed: number;
}
