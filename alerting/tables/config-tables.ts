import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ALERT_CONFIGURATIONS } from "./alert-configurations";
import { ALERT_HISTORY } from "./alert-history";
import { ALERT_SYNC_METRICS } from "./alert-sync-metrics";
import { checkConstraints } from "./check-constraint";
import type { ConfigTableSpec } from "./column-spec";
import { NOTIFICATION_DESTINATIONS } from "./notification-destinations";

/** The table properties that every config table has. */
export function tableProperties(
  table: Pick<ConfigTableSpec, "entityType">,
): Readonly<Record<string, string>> {
  return {
    "delta.enableChangeDataFeed": "true",
    "delta.enableRowTracking": "true",
    "delta.enableDeletionVectors": "true",
    "delta.autoOptimize.autoCompact": "true",
    "delta.autoOptimize.optimizeWrite": "true",
    "delta.feature.allowColumnDefaults": "supported",
    layer: "gold",
    domain: "alerting",
    entity_type: table.entityType,
  };
}

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
  assert(table, `${name} is no config table: ${CONFIG_TABLES.map((spec) => spec.name).join(", ")}`);
  return table;
}

/**
 * Changes with whatever an upgrade would add to a table that is there: a column, a default, a property, a key, a CHECK
 * constraint. What it leaves as it finds it is no part of it: words of comments, values of defaults and properties.
 */
export function specHash(table: ConfigTableSpec): string {
  const added = [
    ...table.columns.map(({ name, type }) => `column ${name} ${type}`),
    ...table.columns.flatMap(({ name, default: value }) => (value === undefined ? [] : [`default ${name}`])),
    ...Object.keys(tableProperties(table)).map((name) => `property ${name}`),
    ...checkConstraints(table).map(({ name }) => `check ${name}`),
    ...(table.foreignKeys ?? []).map(({ column, references }) => `foreign key ${column} ${references}`),
    `primary key ${table.primaryKey}`,
  ];
  return createHash("sha256").update(added.sort().join("\n")).digest("hex").slice(0, 12);
}
