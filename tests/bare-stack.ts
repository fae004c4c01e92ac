import { stringify } from "yaml";

/** Only tables, rows and alerts, on the warehouse that a workspace begins with: suites that want more switch it on. */
export const BARE: Readonly<Record<string, string>> = {
  lintPreview: "false",
  warehouseName: "local",
  createWarehouse: "false",
  createCatalog: "false",
  createSchema: "false",
  createFolder: "false",
  manageDestinations: "false",
  liveSilences: "false",
  seeds: "true",
  readers: "",
  administrators: "",
  alertPermissions: "",
  contractChecks: "off",
  jobs: "false",
  dashboard: "false",
};

/** The same as a `Pulumi.dev.yaml`, with what else is switched on. */
export function bareStackFile(more: Readonly<Record<string, string>> = {}): string {
  const config = { ...BARE, defaultEmail: "oncall@example.com", ...more };
  return stringify({
    config: Object.fromEntries(
      Object.entries(config).map(([name, value]) => [`databricks-alerts:${name}`, value]),
    ),
  });
}
