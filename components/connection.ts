import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../alerting/settings";
import { openConnection, type Connection } from "../databricks/open-connection";
import type { SqlSessionArgs } from "../databricks/sql-session";
import { isSecretKey } from "./stack-settings";

/** What the program itself asks the workspace through, before it declares anything. */
export async function connect(
  settings: Settings,
  limits?: Pick<SqlSessionArgs, "statementTimeoutMs">,
): Promise<Connection> {
  const config = new pulumi.Config("databricks");
  if (config.get("token") !== undefined && !isSecretKey("databricks:token")) {
    throw new Error(
      "databricks:token stands in the stack's configuration in clear. Set it with " +
        "`pulumi config set --secret databricks:token`, or give DATABRICKS_TOKEN, and renew the token.",
    );
  }
  return openConnection({ env: process.env, config: (key) => config.get(key) }, settings, limits);
}
