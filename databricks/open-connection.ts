import type { Settings } from "../settings/settings";
import { AlertsApi } from "./alerts-api";
import type { SettingSources } from "./client-settings";
import { resolveCredentials } from "./credentials";
import { RestClient } from "./rest-client";
import { runningWarehouse, type StartRules } from "./running-warehouse";
import { openSqlSession, type SqlSession } from "./sql-session";
import { findWarehouse, type Warehouse } from "./warehouses";

/** A workspace, and who asks it. Nothing is sent before something is asked. */
export interface WorkspaceConnection {
  /** Scheme and host, for links. */
  readonly host: string;
  /** Where host and token come from, for people; never the token itself. */
  readonly describe: string;
  readonly rest: RestClient;
  readonly alerts: AlertsApi;
  /** A session on a warehouse that runs then; its waiting for that is told. */
  openSql(warehouse: Warehouse, rules?: StartRules): Promise<SqlSession>;
  /** Closes the sessions, too. */
  close(): Promise<void>;
}

/** All that is asked of a workspace, with one set of credentials. */
export interface Connection extends WorkspaceConnection {
  readonly warehouseId: string;
  /** As it was when the connection was opened. */
  readonly warehouse: Warehouse;
  readonly sql: SqlSession;
}

type WarehouseSettings = Pick<Settings, "warehouseId" | "warehouseName"> &
  Partial<Pick<Settings, "startWarehouse">>;

export function openWorkspace(sources: SettingSources): WorkspaceConnection {
  const credentials = resolveCredentials(sources);
  const rest = new RestClient(credentials);
  const sessions: SqlSession[] = [];
  return {
    host: credentials.host.origin,
    // What has no token is passed over only once it was asked for one.
    get describe() {
      return credentials.describe;
    },
    rest,
    alerts: new AlertsApi(rest),
    async openSql(warehouse, rules) {
      await runningWarehouse(rest, warehouse, rules);
      const session = await openSqlSession({ credentials, warehouseId: warehouse.id });
      sessions.push(session);
      return session;
    },
    async close() {
      await Promise.all(sessions.map((session) => session.close()));
      await rest.close();
    },
  };
}

/** Looks the warehouse up and opens a SQL session on it, so that a wrong host, token or warehouse shows here. */
export async function openConnection(
  sources: SettingSources,
  { warehouseId: id, warehouseName: name, startWarehouse = true }: WarehouseSettings,
  onWait?: (progress: string) => void,
): Promise<Connection> {
  const workspace = openWorkspace(sources);
  try {
    const warehouse = await findWarehouse(workspace.rest, { id, name });
    const sql = await workspace.openSql(warehouse, { mayStart: startWarehouse, ...(onWait && { onWait }) });
    return { ...workspace, warehouseId: warehouse.id, warehouse, sql };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
