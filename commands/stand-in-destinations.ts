import type { RawRow } from "../alerting/tables/row-reader";

/** A destination for each channel that the rows name, for rows that came without any. */
export function standInDestinations(alertRows: readonly RawRow[]): RawRow[] {
  const named = alertRows.flatMap(({ notification_channels: channels }): readonly unknown[] =>
    Array.isArray(channels) ? channels : [],
  );
  const ids = new Set(named.filter((channel) => typeof channel === "string"));
  return [...ids]
    .filter((id) => id.trim() !== "" && !id.includes("@"))
    .map((id) => ({
      ...{ destination_id: id.trim(), destination_name: id, destination_type: "WEBHOOK", is_enabled: true },
      ...{ databricks_destination_id: id, owner: "unknown", created_by: "unknown" },
    }));
}
