import type { RawRow } from "../tables/row-reader";

/** A destination for each channel that the rows name and that is not among `known`, for rows that came without any. */
export function standInDestinations(
  alertRows: readonly RawRow[],
  known: readonly RawRow[] = [],
): readonly RawRow[] {
  const named = alertRows.flatMap(({ notification_channels: channels }): readonly unknown[] =>
    Array.isArray(channels) ? channels : [],
  );
  const ids = new Set(named.flatMap((channel) => (typeof channel === "string" ? [channel.trim()] : [])));
  for (const { destination_id: id } of known) ids.delete(String(id));
  return [...ids]
    .filter((id) => id !== "" && !id.includes("@"))
    .map((id) => ({
      ...{ destination_id: id, destination_name: id, destination_type: "WEBHOOK", is_enabled: true },
      ...{ databricks_destination_id: id, owner: "unknown", created_by: "unknown" },
    }));
}
