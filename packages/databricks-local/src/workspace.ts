import type { AccessTokens } from "./access/access-tokens";
import type { DataRights } from "./access/data-rights";
import type { AlertStore } from "./alerts/alert-store";
import type { DashboardStore } from "./dashboards/dashboard-store";
import type { DestinationStore } from "./destinations/destination-store";
import type { AlertEvaluator } from "./evaluation/alert-evaluator";
import type { EvaluationHistory } from "./evaluation/evaluation-history";
import type { Inbox } from "./evaluation/inbox";
import type { LocalClock, Scheduler } from "./evaluation/scheduler";
import type { DescribedCall, Faults } from "./faults/faults";
import type { FileStore } from "./files/file-store";
import type { LegacyAlertStore } from "./legacy/legacy-alert-store";
import type { SavedQueryStore } from "./legacy/saved-query-store";
import type { JobRunner } from "./jobs/job-runner";
import type { JobStore } from "./jobs/job-store";
import type { RunStore } from "./jobs/runs/run-store";
import type { PermissionStore } from "./permissions/permission-store";
import type { RateLimit } from "./rate-limit";
import type { RequestLog } from "./request-log";
import type { Directory } from "./scim/directory";
import type { SqlEngine } from "./sql/sql-engine";
import type { SqlSessions } from "./statements/sql-sessions";
import type { StatementStore } from "./statements/statement-store";
import type { ThriftClient } from "./thrift/service-handler";
import type { UnityCatalog } from "./unity-catalog/unity-catalog";
import type { AlertNotes } from "./web/alert-notes";
import type { WarehouseStore } from "./warehouses/warehouse-store";

/** What the operations work on. */
export interface Workspace {
  readonly workspaceId: string;
  readonly userName: string;
  readonly tokens: AccessTokens;
  /** Who may do what with the data, by grants and ownership. */
  readonly rights: DataRights;
  readonly directory: Directory;
  readonly alerts: AlertStore;
  readonly legacyAlerts: LegacyAlertStore;
  readonly savedQueries: SavedQueryStore;
  readonly destinations: DestinationStore;
  readonly dashboards: DashboardStore;
  readonly permissions: PermissionStore;
  readonly files: FileStore;
  readonly warehouses: WarehouseStore;
  readonly jobs: JobStore;
  readonly jobRuns: RunStore;
  readonly jobRunner: JobRunner;
  readonly engine: SqlEngine;
  readonly unity: UnityCatalog;
  /** Whether somebody that the workspace does not know can be granted something. */
  readonly unknownPrincipals: "accept" | "error";
  readonly statements: StatementStore;
  readonly sqlSessions: SqlSessions;
  /** A message of the SQL drivers' Thrift protocol; its answer. */
  readonly thrift: (message: Buffer, client: ThriftClient) => Promise<Buffer>;
  /** What such a message asks for, without doing it. */
  readonly describeThrift: (message: Buffer) => Promise<Pick<DescribedCall, "operation" | "statement">>;
  readonly clock: LocalClock;
  readonly evaluator: AlertEvaluator;
  readonly scheduler: Scheduler;
  /** What the project says of alerts, for the page. */
  readonly alertNotes: AlertNotes;
  readonly history: EvaluationHistory;
  readonly inbox: Inbox;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly rateLimit: RateLimit;
  /** Added to each REST call, in milliseconds. */
  latencyMs: number;
  /** Where clients reach it, once it listens. */
  host: string;
}
