import type { Fault } from "./row-faults";
import { rowLabels, RowNotes } from "./row-notes";
import { type DestinationRow, NOTIFICATION_DESTINATIONS } from "./tables/notification-destinations";
import { type RawRow, rowReader } from "./tables/row-reader";

/** The rows of notification_destinations by their id, and what is wrong with them. */
export interface Channels {
  readonly byId: ReadonlyMap<string, DestinationRow>;
  /**
   * The rows come from a table that says which channels were tested.
   * @default false
   */
  readonly areTestsKept?: boolean;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** Faults of a disabled destination are warnings: no alert can use it. */
export function readChannels(destinationRows: readonly RawRow[]): Channels {
  const read = rowReader(NOTIFICATION_DESTINATIONS);
  const labels = rowLabels(destinationRows, NOTIFICATION_DESTINATIONS.primaryKey);
  const byId = new Map<string, DestinationRow>();
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  destinationRows.forEach((raw, index) => {
    const { row, broken } = read(raw);
    const notes = new RowNotes<keyof DestinationRow>(
      NOTIFICATION_DESTINATIONS.name,
      labels[index] ?? "",
      raw,
      broken.filter(({ column }) => column !== "config_json"),
    );
    // It may hold a secret, in clear.
    for (const { column, rule } of broken) if (column === "config_json") notes.hiddenFault(column, rule);
    if (byId.has(row.destination_id))
      notes.fault("destination_id", "is used by an earlier row: it must be unique");
    else byId.set(row.destination_id, row);

    (row.is_enabled ? faults : warnings).push(...notes.faults);
  });
  const areTestsKept = destinationRows.some((raw) => "last_tested_at" in raw);
  return { byId, areTestsKept, faults, warnings };
}
