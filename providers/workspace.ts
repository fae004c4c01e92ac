import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { AlertsApi } from "../databricks/alerts-api";
import { resolveCredentials } from "../databricks/credentials";
import { RestClient } from "../databricks/rest-client";
import { runningWarehouse } from "../databricks/running-warehouse";
import type { SqlSession } from "../databricks/sql-session";
import type * as SqlSessions from "../databricks/sql-session";
import { existsInUnityCatalog } from "../databricks/unity-catalog";
import { findWarehouse, warehouseNamed } from "../databricks/warehouses";
import { RowQueries } from "../rows/row-queries";
import type { SyncMetrics } from "../rows/statements/sync-metrics";
import { withRunSettings } from "../settings/configured-elsewhere";
import { parseSettings, type Settings } from "../settings/settings";
import { AlertListing } from "./adoption";
import { writeBeforeExit } from "./group-writer";
import { LastRun } from "./last-run";
import { AskedOnce } from "./asked-once";
import { AlertsToDelete, namedAlerts } from "./alerts-to-delete";
import { LiveTables } from "./live-tables";
import { SyncLog } from "./sync-log";

/** Milliseconds of the API requests of one run, for `alert_sync_metrics`. */
class RequestLatency {
  readonly #durationsMs: number[] = [];

  record(request: { readonly durationMs: number }): void {
    this.#durationsMs.push(request.durationMs);
  }

  /** All zero when no request was sent. */
  summary(): Pick<
    SyncMetrics,
    "avgApiLatencyMs" | "maxApiLatencyMs" | "minApiLatencyMs" | "p95ApiLatencyMs"
  > {
    const sorted = [...this.#durationsMs].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
    const sum = sorted.reduce((total, duration) => total + duration, 0);
    return {
      avgApiLatencyMs: sorted.length ? sum / sorted.length : 0,
      maxApiLatencyMs: at(1),
      minApiLatencyMs: at(0),
      p95ApiLatencyMs: at(0.95),
    };
  }
}

// The SQL driver takes a while to load, and a run that changes nothing needs none. (`import()` does not pass through
// the TypeScript loader.)
const load = createRequire(__filename);

/** Reads a key of the stack's configuration, as `pulumi.dynamic.Config` does. */
interface StackConfig {
  get(key: string): string | undefined;
}

/**
 * What the providers of one process share: one connection, one listing of the alerts, one log of outcomes.
 * The engine starts one process for all dynamic resources of a run.
 */
export class Workspace {
  readonly settings: Settings;
  readonly rest: RestClient;
  readonly alerts: AlertsApi;
  readonly listing: AlertListing;
  readonly syncLog: SyncLog;
  readonly tables = new LiveTables(() => this.sql());
  /** For the texts of rows. */
  readonly queries = new RowQueries({
    query: async (statement, options) => (await this.sql()).query(statement, options),
  });
  readonly latency = new RequestLatency();
  /** Ids of alerts that this run deletes or leaves to themselves: rows that still name them do not mean them. */
  readonly released = new Set<string>();
  /** What the state says of the run before. */
  readonly lastRun = new LastRun();
  /** Alerts that this run is about to delete. */
  readonly deleting = new AlertsToDelete(this);
  /** Row → id of the alert that is its own, so that no other row adopts it. */
  readonly claims = new Map<string, string>();
  /** Whether `claims` holds those of all rows: not in a run of some targets, nor in a `destroy`. */
  knowsAllClaims = false;
  /** The rows that name an alert. */
  readonly namedByTable = new AskedOnce(() => namedAlerts(this));
  /** Alert that was not deleted, since another row has it for its own → the row whose it was. */
  readonly spared = new Map<string, string>();
  /** Alert → the name that it has when this run is done, as far as the engine has asked about it. */
  readonly plannedNames = new Map<string, string>();
  /** Ends when names have stopped moving between alerts. */
  renaming: Promise<unknown> = Promise.resolve();
  readonly #session: AskedOnce<SqlSession>;
  #missing: Promise<boolean> | undefined;

  constructor(config: StackConfig) {
    this.settings = parseSettings(withRunSettings((name) => config.get(name), process.env));
    const credentials = resolveCredentials({
      env: process.env,
      config: (key) => config.get(`databricks:${key}`),
    });
    const rest = new RestClient(credentials, { onRequest: (request) => this.latency.record(request) });
    this.alerts = new AlertsApi(rest);
    this.listing = new AlertListing(this.alerts);
    this.syncLog = new SyncLog(this);
    this.rest = rest;
    this.#session = new AskedOnce(async () => {
      const { warehouseId: id, warehouseName: name, startWarehouse: mayStart } = this.settings;
      const warehouse = await findWarehouse(rest, { id, name });
      await runningWarehouse(rest, warehouse, { mayStart });
      const { openSqlSession } = load("../databricks/sql-session") as typeof SqlSessions;
      return openSqlSession({ credentials, warehouseId: warehouse.id });
    });
  }

  /**
   * Whether there is no warehouse, or no catalog, to ask before this run has made it: only at a preview, where that does
   * not change. The workspace is asked once.
   */
  isYetToBeMade(): Promise<boolean> {
    this.#missing ??= this.#lookForPlace();
    return this.#missing;
  }

  async #lookForPlace(): Promise<boolean> {
    const { createWarehouse, warehouseName = "", createCatalog, catalog } = this.settings;
    return (
      (createWarehouse && (await warehouseNamed(this.rest, warehouseName)) === undefined) ||
      (createCatalog && !(await existsInUnityCatalog(this.rest, "catalogs", [catalog])))
    );
  }

  /** One session for all statements of the process, opened at the first; a failed opening is tried again. */
  sql(): Promise<SqlSession> {
    return this.#session.get();
  }
}

let config: StackConfig | undefined;
let workspace: Workspace | undefined;

/** Remembers the stack's configuration. Synchronous: calls that come at once do not wait for `configure`. */
export function configureWorkspace(stackConfig: StackConfig): void {
  if (config === undefined) writeBeforeExit(async () => workspace?.syncLog.flush());
  config = stackConfig;
}

/** The workspace of this process; throws, at every call, what is wrong with its settings or credentials. */
export function connectedWorkspace(): Workspace {
  assert(config, "The provider was called before it was configured.");
  workspace ??= new Workspace(config);
  return workspace;
}
