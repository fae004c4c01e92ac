import { groupBy } from "../../messages/group-by";
import type { AlertCandidate, PlannedAlert } from "../planned-alert";
import { type Fault, formatCell } from "../row-faults";
import { rowLabels } from "../row-notes";
import { ALERT_CONFIGURATIONS } from "../tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../tables/notification-destinations";
import type { RawRow } from "../tables/row-reader";

/** A row of `notification_destinations` with faults that holds up nothing but the alerts that name it (setting `faultyRows`: keep). */
export interface FaultyDestination {
  /** How messages name the row. */
  readonly row: string;
  /** What alerts name it by. Left out of a row that none can name. */
  readonly destinationId?: string;
  readonly faults: readonly Fault[];
}

/** Of a row that stands for a channel. */
export function isOfDestination({ table }: Pick<Fault, "table">): boolean {
  return table === NOTIFICATION_DESTINATIONS.name;
}

/** Which rows of `notification_destinations` have faults. */
export function faultyDestinations(
  faults: readonly Fault[],
  destinationRows: readonly RawRow[],
): readonly FaultyDestination[] {
  const labels = rowLabels(destinationRows, NOTIFICATION_DESTINATIONS.primaryKey);
  const ids = new Map(destinationRows.map(({ destination_id: id }, index) => [labels[index] ?? "", id]));
  return [...groupBy(faults.filter(isOfDestination), ({ row }) => row)].map(([row, found]) => {
    // Faults that came of a listing name the row by its id alone.
    const id = ids.has(row) ? ids.get(row) : row;
    const isNamed = typeof id === "string" && id.trim() !== "";
    return { row, ...(isNamed && { destinationId: id }), faults: found };
  });
}

/**
 * What is wrong with alerts that name one of these rows: whom they would tell cannot be said, and telling fewer in silence is worse
 * than staying as they are. Where two rows share an id, nobody can tell which of them is meant: both are.
 *
 * @param alerts those that would be declared
 */
export function faultsOfNaming(
  faulty: readonly FaultyDestination[],
  rows: readonly AlertCandidate[],
  alerts: readonly PlannedAlert[],
): Fault[] {
  const byId = groupBy(faulty, ({ destinationId }) => destinationId);
  const declared = new Set(alerts.map(({ alertId }) => alertId));
  return rows
    .filter(({ skipReason, notes }) => skipReason === undefined || declared.has(notes.row))
    .flatMap(({ row, notes }) =>
      [...new Set(row.notification_channels.map((channel) => channel.trim()))].flatMap((channel) => {
        const named = byId.get(channel);
        return named ? [faultOfNaming(notes.row, channel, named)] : [];
      }),
    );
}

/** Without the destination's cells: whoever may read alerts need not see those. */
function faultOfNaming(row: string, channel: string, named: readonly FaultyDestination[]): Fault {
  const faults = named
    .flatMap((one) => one.faults)
    .map(({ table, row: named, column, rule }) =>
      formatCell({ table, row: named, ...(column !== undefined && { column }), rule }),
    );
  return {
    table: ALERT_CONFIGURATIONS.name,
    row,
    column: "notification_channels",
    value: channel,
    rule: `names a destination whose row of ${NOTIFICATION_DESTINATIONS.name} has faults: ${faults.join("; ")}`,
  };
}
