import { AlertStore } from "./alerts/alert-store";
import { DestinationStore } from "./destinations/destination-store";
import { Faults } from "./faults";
import { RequestLog } from "./request-log";
import { openDuckDbEngine } from "./sql/duckdb-engine";
import { StatementStore } from "./statements/statement-store";
import { Warehouse } from "./warehouses/warehouse";
import { openThrift } from "./open-thrift";
import type { Workspace } from "./workspace";
import type { CompleteOptions } from "./workspace-options";

const WORKSPACE_ID = "1000000000000000";

/** Opens what the workspace keeps in its data directory. */
export async function openWorkspace(options: CompleteOptions) {
  const { dataDir, userName, clock, latencyMs } = options;
  const engine = await openDuckDbEngine({ dataDir, clock });
  const requests = new RequestLog(clock);
  const onStatement = (sql: string) => requests.addStatement(sql);
  const thrift = openThrift(engine, userName, onStatement);
  const workspace: Workspace = {
    workspaceId: WORKSPACE_ID,
    userName,
    alerts: new AlertStore(dataDir, options),
    destinations: new DestinationStore(dataDir),
    warehouse: new Warehouse(userName),
    engine,
    statements: new StatementStore(engine, userName, onStatement),
    thrift: thrift.handle,
    requests,
    faults: new Faults(),
    latencyMs,
  };
  workspace.faults.add(...options.faults);
  const close = async () => {
    await Promise.all([workspace.statements.close(), thrift.close()]);
    workspace.alerts.close();
    workspace.destinations.close();
    await engine.close();
  };
  return { workspace, close };
}
