import { createRequire } from "node:module";
import { setTimeout } from "node:timers/promises";
import { AccessTokens } from "./access/access-tokens";
import { requireWarehouse } from "./access/object-rights";
import { AlertStore } from "./alerts/alert-store";
import { certificateFile } from "./certificate";
import { DashboardStore } from "./dashboards/dashboard-store";
import { DestinationStore } from "./destinations/destination-store";
import { AlertEvaluator } from "./evaluation/alert-evaluator";
import { EvaluationHistory } from "./evaluation/evaluation-history";
import { Inbox } from "./evaluation/inbox";
import { LocalClock, scheduledAlerts, Scheduler } from "./evaluation/scheduler";
import { systemTables } from "./evaluation/system-tables";
import { Webhooks } from "./evaluation/webhooks";
import { Faults } from "./faults/faults";
import { engineWithFaults } from "./faults/faulty-answers";
import { LegacyAlertStore } from "./legacy/legacy-alert-store";
import { SavedQueryStore } from "./legacy/saved-query-store";
import { FileStore } from "./files/file-store";
import { readWorkspacePath } from "./files/workspace-path";
import { openJobs } from "./jobs/open-jobs";
import { PermissionStore } from "./permissions/permission-store";
import { RateLimit } from "./rate-limit";
import { RequestLog } from "./request-log";
import { Directory } from "./scim/directory";
import { openDuckDbEngine } from "./sql/duckdb-engine";
import type { SqlEngine } from "./sql/sql-engine";
import { SqlSessions } from "./statements/sql-sessions";
import { StatementStore } from "./statements/statement-store";
import type { ThriftClient } from "./thrift/service-handler";
import type * as Endpoint from "./thrift/thrift-endpoint";
import { UnityCatalog } from "./unity-catalog/unity-catalog";
import { AlertNotes } from "./web/alert-notes";
import { WarehouseStore } from "./warehouses/warehouse-store";
import type { Workspace } from "./workspace";
import type { CompleteOptions } from "./workspace-options";

/** Keeps no process alive. */
const sleep = (milliseconds: number, signal: AbortSignal) =>
  setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);

const WORKSPACE_ID = "1000000000000000";

/** Opens what the workspace keeps in its data directory. */
export async function openWorkspace(options: CompleteOptions) {
  const { dataDir, userName, latencyMs } = options;
  const clock = new LocalClock(options.clock, options.now);
  const faults = new Faults();
  faults.add(...options.faults);
  const directory = new Directory(dataDir, userName, options.oauthClients);
  const whoIs = (name: string) => directory.whoIs(name);
  const duckDb = await openDuckDbEngine({
    dataDir,
    clock: clock.now,
    userName,
    whoIs,
    setup: options.setup,
    systemTables: systemTables(dataDir, WORKSPACE_ID),
  });
  const engine = engineWithFaults(duckDb, faults);
  const requests = new RequestLog(options.clock);
  const onStatement = (sql: string) => requests.addStatement(sql);
  const thrift = openThrift(engine, onStatement);
  const files = new FileStore(dataDir, { userName, clock: clock.now });
  const checkFolder = (folder: string) => files.requireFolder(folder);
  const principalId = (name: string) => directory.principalId(name);
  const mayUse = (name: string, servicePrincipal: string) => directory.mayUse(name, servicePrincipal);
  const alerts = new AlertStore(dataDir, { ...options, clock: clock.now, checkFolder, principalId, mayUse });
  const legacyAlerts = new LegacyAlertStore(dataDir, clock.now);
  const savedQueries = new SavedQueryStore(dataDir, clock.now);
  const warehouses = new WarehouseStore(dataDir, { ...options, clock: clock.now });
  const history = new EvaluationHistory(dataDir);
  const inbox = new Inbox(dataDir);
  const destinations = new DestinationStore(dataDir);
  const webhooks = new Webhooks(options.deliverWebhooks, destinations, () => ({
    host: workspace.host,
    workspaceId: WORKSPACE_ID,
    principalId,
    folderId: (path) => files.folderId(path),
  }));
  const evaluator = new AlertEvaluator({
    alerts,
    engine,
    warehouses,
    history,
    inbox,
    webhooks,
    now: clock.now,
    requireWarehouse: (caller, id) => requireWarehouse({ caller, workspace }, id),
    urlOf: (alertId) => `${workspace.host}/sql/alerts-v2/${alertId}`,
    behaviour: options,
  });
  const tokens = new AccessTokens({ ...options, clock: clock.now });
  const jobs = openJobs(dataDir, {
    workspaceId: WORKSPACE_ID,
    files,
    engine,
    warehouses,
    alerts,
    legacyAlerts,
    savedQueries,
    evaluator,
    inbox,
    onStatement,
    host: () => workspace.host,
    clock: clock.now,
    python: options.python,
    tokens: tokens.runs,
    caFile: certificateFile(dataDir),
  });
  const workspace: Workspace = {
    workspaceId: WORKSPACE_ID,
    userName,
    rights: duckDb.rights,
    tokens,
    directory,
    alerts,
    legacyAlerts,
    savedQueries,
    destinations,
    dashboards: new DashboardStore(dataDir, clock.now, (folder) => files.find(readWorkspacePath(folder))),
    permissions: new PermissionStore(dataDir),
    files,
    warehouses,
    ...jobs.parts,
    engine,
    unity: new UnityCatalog(dataDir, duckDb, clock.now),
    unknownPrincipals: options.unknownPrincipals,
    statements: new StatementStore({ engine, clock: clock.now, sleep }, onStatement),
    sqlSessions: new SqlSessions(engine),
    thrift: thrift.handle,
    describeThrift: thrift.describe,
    clock,
    evaluator,
    alertNotes: new AlertNotes(duckDb, options.alertNotes, userName),
    scheduler: new Scheduler(
      () => [...scheduledAlerts(alerts, evaluator), ...jobs.parts.jobRunner.scheduled()],
      clock,
      options.everySecond,
    ),
    history,
    inbox,
    requests,
    faults,
    rateLimit: new RateLimit(options.requestsPerSecond),
    latencyMs,
    host: "",
  };
  const close = async () => {
    faults.clear();
    await jobs.close();
    await Promise.all([
      workspace.statements.close(),
      thrift.close(),
      workspace.scheduler.close(),
      evaluator.close(),
    ]);
    alerts.close();
    legacyAlerts.close();
    savedQueries.close();
    files.close();
    workspace.unity.close();
    warehouses.close();
    workspace.tokens.close();
    workspace.directory.close();
    workspace.destinations.close();
    workspace.dashboards.close();
    workspace.permissions.close();
    history.close();
    inbox.close();
    await engine.close();
  };
  return { workspace, close };
}

// Not `import()`: that one does not pass through the TypeScript loader.
const load = createRequire(__filename);

/** The SQL drivers' endpoint; the driver's message definitions are loaded by the first message. */
function openThrift(engine: SqlEngine, onStatement: (sql: string) => void) {
  let endpoint: Endpoint.ThriftEndpoint | undefined;
  const open = () => {
    const module = load("./thrift/thrift-endpoint") as typeof Endpoint;
    return new module.ThriftEndpoint(engine, onStatement);
  };
  return {
    handle: (message: Buffer, client: ThriftClient) => (endpoint ??= open()).handle(message, client),
    describe: (message: Buffer) => (endpoint ??= open()).describe(message),
    close: async () => endpoint?.close(),
  };
}
