import type { Fault } from "../row-faults";
import { RowNotes, rowLabels } from "../row-notes";
import { isAllowedAddress } from "../subscriptions";
import { NOTIFICATION_DESTINATIONS, type DestinationRow } from "../tables/notification-destinations";
import { rowReader, type RawRow } from "../tables/row-reader";
import type { ManagedDestination, SecretState } from "./managed-destination";
import { readManagedDestination } from "./read-config";

export interface DestinationPlan {
  /** To be declared. Incomplete while there are faults. */
  readonly managed: readonly ManagedDestination[];
  /** The rows, those of managed destinations with an id by which alerts can name them. */
  readonly destinationRows: readonly RawRow[];
  /** Enabled rows whose id an administrator wrote → that id: it must be there. */
  readonly claimedIds: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

/** What the rows of notification_destinations ask for. A fault of a managed one counts though it is disabled. */
export function planDestinations(
  destinationRows: readonly RawRow[],
  secretState: SecretState,
  allowedEmailDomains: readonly string[] = [],
): DestinationPlan {
  const read = rowReader(NOTIFICATION_DESTINATIONS);
  const labels = rowLabels(destinationRows, NOTIFICATION_DESTINATIONS.primaryKey);
  const managed: ManagedDestination[] = [];
  const faults: Fault[] = [];
  const claimedIds = new Map<string, string>();
  const rows = destinationRows.map((raw, index): RawRow => {
    const { row, broken } = read(raw);
    const label = labels[index] ?? "";
    const notes = new RowNotes<keyof DestinationRow>(NOTIFICATION_DESTINATIONS.name, label, raw, []);
    const isReadable = broken.length === 0;
    const destination = isReadable ? readManagedDestination(row, notes, secretState) : undefined;
    refuseOtherDomains(destination, allowedEmailDomains, notes);
    faults.push(...notes.faults);
    if (destination !== undefined) {
      managed.push(destination);
      return { ...raw, databricks_destination_id: destination.plannedId };
    }
    const id = row.databricks_destination_id?.trim() ?? "";
    if (row.is_enabled && id !== "" && notes.faults.length === 0) {
      claimedIds.set(label, id);
    }
    return raw;
  });
  return { managed, destinationRows: rows, claimedIds, faults };
}

function refuseOtherDomains(
  destination: ManagedDestination | undefined,
  domains: readonly string[],
  notes: RowNotes<keyof DestinationRow>,
): void {
  const addresses = [destination?.plain["addresses"] ?? []].flat();
  if (addresses.some((address) => !isAllowedAddress(address, domains))) {
    notes.hiddenFault(
      "config_json",
      `has addresses of other domains than the setting allowedEmailDomains names (${domains.join(", ")})`,
    );
  }
}

/** Ids that the workspace does not have. */
export function unknownIds(
  claimedIds: ReadonlyMap<string, string>,
  existing: ReadonlySet<string>,
): readonly Fault[] {
  return [...claimedIds]
    .filter(([, id]) => !existing.has(id))
    .map(([row, value]) => ({
      table: NOTIFICATION_DESTINATIONS.name,
      row,
      column: "databricks_destination_id",
      value,
      rule: "is no notification destination of the workspace: correct it, or clear it",
    }));
}
