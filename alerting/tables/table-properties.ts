import type { ConfigTableSpec } from "./column-spec";

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
