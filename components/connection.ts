import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { Settings } from "../alerting/settings";
import { openConnection, type Connection } from "../databricks/open-connection";
import type { SqlSessionArgs } from "../databricks/sql-session";

/** What the program itself asks the workspace through, before it declares anything. */
export async function connect(
  settings: Settings,
  limits?: Pick<SqlSessionArgs, "statementTimeoutMs">,
): Promise<Connection> {
  const config = new pulumi.Config("databricks");
  if (config.get("token") !== undefined && !secretKeys().includes("databricks:token")) {
    throw new Error(
      "databricks:token stands in the stack's configuration in clear. Set it with " +
        "`pulumi config set --secret databricks:token`, or give DATABRICKS_TOKEN, and renew the token.",
    );
  }
  return openConnection({ env: process.env, config: (key) => config.get(key) }, settings, limits);
}

/** The keys that are secret in the stack's configuration. The SDK gets them so, and does not pass them on. */
function secretKeys(): string[] {
  return z.array(z.string()).parse(JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]"));
}
