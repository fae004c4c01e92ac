import { isAllowedAddress } from "../fields/notification";
import type { Fault } from "../row-faults";
import { rowLabels, RowNotes } from "../row-notes";
import { type DestinationRow, NOTIFICATION_DESTINATIONS } from "../tables/notification-destinations";
import { type RawRow, rowReader } from "../tables/row-reader";
import { readManagedDestination } from "./read-config";

/** A destination that this program makes, as its row's `config_json` asks for it. */
export interface ManagedDestination {
  /** The row's key. */
  readonly destinationId: string;
  readonly displayName: string;
  readonly kind: DestinationRow["destination_type"];
  /** Argument → value, as it stands in the row. */
  readonly plain: Readonly<Record<string, string | readonly string[]>>;
  /** Argument → name of the secret in the stack's configuration. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What stands for its id in definitions: the one that the row has, else a name that no destination has. */
  readonly plannedId: string;
  /** One of the row's name and kind that the workspace has: taken over where the state does not have it. */
  readonly existingId?: string;
  /**
   * The one that the row names by its id, of another name or kind: renamed, or made anew, where the state has it. Whoever may
   * write the row may write any id, so nobody else's becomes the row's by that.
   */
  readonly namedOther?: ExistingDestination;
}

/** A destination that the workspace has, as it lists it. */
export interface ExistingDestination {
  readonly id: string;
  readonly displayName: string;
  /** `EMAIL`, `MICROSOFT_TEAMS`, … */
  readonly type: string;
}

/** How the stack's configuration has a key: encrypted, in clear, or not at all. */
export type SecretState = (name: string) => "secret" | "clear" | "missing";

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
    if (row.is_enabled && id !== "" && notes.faults.length === 0) claimedIds.set(label, id);

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
      destination_id: id,
      destination_name: id,
      destination_type: "WEBHOOK",
      is_enabled: true,
      databricks_destination_id: id,
      owner: "unknown",
      created_by: "unknown",
    }));
}
