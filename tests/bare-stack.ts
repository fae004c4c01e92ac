import { stringify } from "yaml";

/** Only tables, rows and alerts, on the warehouse that a workspace begins with: suites that want more switch it on. */
export const BARE: Readonly<Record<string, string>> = {
  ...{ warehouseName: "local", createWarehouse: "false", createCatalog: "false", createSchema: "false" },
  ...{ createFolder: "false", manageDestinations: "false" },
  ...{ readers: "", administrators: "", alertPermissions: "", contractChecks: "off" },
};

/** The same as a `Pulumi.dev.yaml`. */
export function bareStackFile(): string {
  const config = { ...BARE, defaultEmail: "oncall@example.com" };
  return stringify({
    config: Object.fromEntries(
      Object.entries(config).map(([name, value]) => [`databricks-alerts:${name}`, value]),
    ),
  });
}
