import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Settings } from "../alerting/settings";
import { AlertsApi } from "../databricks/alerts-api";
import { resolveCredentials } from "../databricks/credentials";
import { RestClient } from "../databricks/rest-client";
import { openSqlSession, type SqlSession } from "../databricks/sql-session";
import { findWarehouse } from "../databricks/warehouses";

/** What the program itself asks of the workspace, before it declares anything. */
export interface Connection {
  /** Scheme and host, for links. */
  readonly host: string;
  readonly warehouseId: string;
  readonly alerts: AlertsApi;
  readonly sql: SqlSession;
  close(): Promise<void>;
}

export async function connect(settings: Settings): Promise<Connection> {
  const config = new pulumi.Config("databricks");
  if (config.get("token") !== undefined && !secretKeys().includes("databricks:token")) {
    throw new Error(
      "databricks:token stands in the stack's configuration in clear. Set it with " +
        "`pulumi config set --secret databricks:token`, or give DATABRICKS_TOKEN, and renew the token.",
    );
  }
  const credentials = resolveCredentials({ env: process.env, config: (key) => config.get(key) });
  const rest = new RestClient(credentials);
  const { warehouseId: id, warehouseName: name } = settings;
  const warehouse = await findWarehouse(rest, { id, name });
  const sql = await openSqlSession({ credentials, warehouseId: warehouse.id });
  return {
    host: credentials.host.origin,
    warehouseId: warehouse.id,
    alerts: new AlertsApi(rest),
    sql,
    close: async () => {
      await sql.close();
      await rest.close();
    },
  };
}

/** The keys that are secret in the stack's configuration. The SDK gets them so, and does not pass them on. */
function secretKeys(): string[] {
  return z.array(z.string()).parse(JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]"));
}
