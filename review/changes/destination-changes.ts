import { type ManagedDestination, planDestinations } from "../../alerting/destinations/plan-destinations";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { Settings } from "../../settings/settings";
import type { AlertChange } from "./alert-change";

/** Where a destination goes that the stack makes. The addresses of webhooks are secrets, which nobody here can read. */
export interface DestinationTarget {
  readonly addresses: readonly string[];
  /** Argument → name of the secret; left out where only the state is at hand, which has the secrets themselves, encrypted. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/** A destination as it was last deployed. */
export interface DeployedDestination extends DestinationTarget {
  /** Left out where no state is at hand. */
  readonly id?: string;
}

/** Key of a row of notification_destinations → where it went when it was last deployed. */
export type DeployedDestinations = ReadonlyMap<string, DeployedDestination>;

/** A destination that goes elsewhere with the next up. */
export interface DestinationChange {
  readonly name: string;
  /** Left out for one that is to be made. */
  readonly before?: DestinationTarget;
  readonly after: DestinationTarget;
  /** The workspace has it, and the stack does not: before is where it goes now, as far as the service shows that. */
  readonly isTakenOver?: boolean;
}

/** The destinations that the rows ask the stack to make. What is wrong with them the preview says. */
export function madeDestinations(
  destinationRows: readonly RawRow[],
  { manageDestinations }: Pick<Settings, "manageDestinations">,
): readonly ManagedDestination[] {
  return manageDestinations ? planDestinations(destinationRows, () => "secret").managed : [];
}

export function targetOf({ plain, secrets }: ManagedDestination): DestinationTarget {
  return { addresses: [plain["addresses"] ?? []].flat(), secrets };
}

/**
 * Key → what changes of it; where nobody knows what was deployed, of those alone that were never made.
 *
 * @param live row → where the destination that it takes over goes now
 */
export function destinationChanges(
  made: readonly ManagedDestination[],
  deployed: DeployedDestinations | undefined,
  live: ReadonlyMap<string, DestinationTarget> = new Map(),
): ReadonlyMap<string, DestinationChange> {
  return new Map(
    made.flatMap((destination) => {
      const { destinationId, displayName: name, plannedId } = destination;
      const after = targetOf(destination);
      const taken = live.get(destinationId);
      if (taken !== undefined) {
        const stays = after.addresses.length > 0 && isSame(taken, after);
        return stays ? [] : [[destinationId, { name, before: taken, after, isTakenOver: true }] as const];
      }
      const before = deployed?.get(destinationId);
      const isNew = before === undefined && plannedId === `to be made: ${destinationId}`;
      if (isNew) return [[destinationId, { name, after }] as const];
      return before === undefined || isSame(before, after)
        ? []
        : [[destinationId, { name, before, after }] as const];
    }),
  );
}

/** Of those that were deployed, whether they still go to the same place cannot be told of some. */
export function untoldDestinations(
  made: readonly ManagedDestination[],
  deployed: DeployedDestinations | undefined,
): readonly string[] {
  return made
    .filter(({ destinationId, plannedId, secrets }) => {
      if (plannedId === `to be made: ${destinationId}`) return false;
      const before = deployed?.get(destinationId);
      return before === undefined || (Object.keys(secrets).length > 0 && before.secrets === undefined);
    })
    .map(({ displayName }) => displayName);
}

const TOLD = "evaluation.notification.subscriptions";

/** The change of an alert with those of the destinations that it tells: by them it changes, though its definition stays. */
export function withDestinations(
  change: AlertChange,
  changes: ReadonlyMap<string, DestinationChange>,
): AlertChange {
  if (change.row === undefined || changes.size === 0) return change;
  const channels = change.row.row.notification_channels.map((channel) => channel.trim());
  const destinations = [...new Set(channels)].flatMap((channel) => changes.get(channel) ?? []);
  if (destinations.length === 0) return change;
  const stays = change.kind === "unchanged" || change.kind === "drifted";
  return {
    ...change,
    destinations,
    ...(stays && { kind: "changed", fields: [{ field: TOLD }] }),
  };
}

function isSame(before: DestinationTarget, after: DestinationTarget): boolean {
  const keys = ({ addresses }: DestinationTarget) =>
    JSON.stringify(addresses.map((one) => one.toLowerCase()).sort());
  const names = ({ secrets = {} }: DestinationTarget) => JSON.stringify(Object.entries(secrets).sort());
  return keys(before) === keys(after) && (before.secrets === undefined || names(before) === names(after));
}
