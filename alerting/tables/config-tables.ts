import { createHash } from "node:crypto";
import { ALERT_CONFIGURATIONS } from "./alert-configurations";
import { ALERT_HISTORY } from "./alert-history";
import { ALERT_SYNC_METRICS } from "./alert-sync-metrics";
import type { ConfigTableSpec } from "./column-spec";
import { NOTIFICATION_DESTINATIONS } from "./notification-destinations";

/** All config tables; a table stands after those that its foreign keys name. */
export const CONFIG_TABLES: readonly ConfigTableSpec[] = [
  ALERT_CONFIGURATIONS,
  NOTIFICATION_DESTINATIONS,
  ALERT_HISTORY,
  ALERT_SYNC_METRICS,
];

/** The config table of that name. */
export function configTable(name: string): ConfigTableSpec {
  const table = CONFIG_TABLES.find((spec) => spec.name === name);
  if (table === undefined) {
    throw new Error(`${name} is no config table: ${CONFIG_TABLES.map((spec) => spec.name).join(", ")}`);
  }
  return table;
}

/** Changes with every column, constraint and comment: an existing table is then brought up to date. */
export function specHash(table: ConfigTableSpec): string {
  return createHash("sha256").update(JSON.stringify(table)).digest("hex").slice(0, 12);
}
