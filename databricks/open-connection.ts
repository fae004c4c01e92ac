import type { Settings } from "../alerting/settings";
import { AlertsApi } from "./alerts-api";
import type { SettingSources } from "./client-settings";
import { resolveCredentials } from "./credentials";
import { RestClient } from "./rest-client";
import { openSqlSession, type SqlSession, type SqlSessionArgs } from "./sql-session";
import { findWarehouse } from "./warehouses";

/** All that is asked of a workspace, with one set of credentials. */
export interface Connection {
  /** Scheme and host, for links. */
  readonly host: string;
  readonly warehouseId: string;
  readonly alerts: AlertsApi;
  readonly sql: SqlSession;
  readonly rest: RestClient;
  close(): Promise<void>;
}

/** Looks the warehouse up and opens a SQL session on it, so that a wrong host, token or warehouse shows here. */
export async function openConnection(
  sources: SettingSources,
  { warehouseId: id, warehouseName: name }: Pick<Settings, "warehouseId" | "warehouseName">,
  limits: Pick<SqlSessionArgs, "statementTimeoutMs"> = {},
): Promise<Connection> {
  const credentials = resolveCredentials(sources);
  const rest = new RestClient(credentials);
  const warehouse = await findWarehouse(rest, { id, name });
  const sql = await openSqlSession({ credentials, warehouseId: warehouse.id, ...limits });
  return {
    host: credentials.host.origin,
    warehouseId: warehouse.id,
    alerts: new AlertsApi(rest),
    sql,
    rest,
    close: async () => {
      await sql.close();
      await rest.close();
    },
  };
}
