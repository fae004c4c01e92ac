import assert from "node:assert/strict";
import { ALERT_CONFIGURATIONS } from "./alert-configurations";
import { ALERT_HISTORY } from "./alert-history";
import { ALERT_SILENCES } from "./alert-silences";
import { ALERT_SYNC_METRICS } from "./alert-sync-metrics";
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
  ALERT_SILENCES,
];

/** Those that a stack has: no silences where no alert would heed them. */
export function tablesOf({ liveSilences }: { readonly liveSilences: boolean }): readonly ConfigTableSpec[] {
  return CONFIG_TABLES.filter((table) => table !== ALERT_SILENCES || liveSilences);
}

/** The config table of that name. */
export function configTable(name: string): ConfigTableSpec {
  const table = CONFIG_TABLES.find((spec) => spec.name === name);
  assert(table, `${name} is no config table: ${CONFIG_TABLES.map((spec) => spec.name).join(", ")}`);
  return table;
}
