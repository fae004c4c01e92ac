import { shownText, shownValue } from "../../messages/words";
import type { Fault } from "../row-faults";
import { NOTIFICATION_DESTINATIONS } from "../tables/notification-destinations";
import { DESTINATION_KINDS } from "./destination-kinds";
import type { DestinationPlan, ExistingDestination, ManagedDestination } from "./plan-destinations";

interface Found {
  readonly destination: ManagedDestination;
  /** Ids that the row could mean. */
  readonly ids: readonly string[];
  readonly namedOther?: ExistingDestination;
}

/**
 * The managed destinations, each with the one that it means of those that there are: by the row's id, else by name and
 * kind. An id alone makes none of them the row's: the other one that it names is told as such. Which of two is meant, or
 * which of two rows means one, is for a person to say.
 */
export function findExisting(
  { managed, claimedIds }: Pick<DestinationPlan, "managed" | "claimedIds">,
  existing: readonly ExistingDestination[],
): Pick<DestinationPlan, "managed" | "faults"> {
  const byId = new Map(existing.map((one) => [one.id, one]));
  const taken = new Set([...claimedIds.values(), ...managed.map(({ plannedId }) => plannedId)]);
  const found = managed.map((destination): Found => {
    const isAlike = ({ displayName, type }: ExistingDestination) =>
      displayName === destination.displayName && type === DESTINATION_KINDS[destination.kind].type;
    const named = byId.get(destination.plannedId);
    if (named === undefined) {
      const alike = existing.filter((one) => isAlike(one) && !taken.has(one.id));
      return { destination, ids: alike.map(({ id }) => id) };
    }
    return { destination, ids: [named.id], ...(!isAlike(named) && { namedOther: named }) };
  });
  const faults = found.flatMap((one) => ambiguity(one, found));
  return {
    managed: found.map(({ destination, ids: [existingId], namedOther }) => ({
      ...destination,
      ...(namedOther ? { namedOther } : existingId !== undefined && { existingId }),
    })),
    faults,
  };
}

function ambiguity({ destination, ids }: Found, all: readonly Found[]): Fault[] {
  const others = all.filter((other) => other.destination !== destination);
  const rivals = others.filter((other) => other.ids.some((id) => ids.includes(id)));
  const rule =
    ids.length > 1
      ? `could be each of the destinations ${ids.join(" and ")} of the workspace, which are all called ` +
        `${JSON.stringify(destination.displayName)}: write the id of the one that is meant, or delete the others`
      : rivals.length > 0
        ? `could be the destination ${ids.join()}, and so could the row ` +
          `${rivals.map((rival) => rival.destination.destinationId).join(" and ")}: write its id into the row that means ` +
          "it, and into no other"
        : undefined;
  return rule === undefined
    ? []
    : [
        {
          table: NOTIFICATION_DESTINATIONS.name,
          row: destination.destinationId,
          column: "databricks_destination_id",
          rule,
        },
      ];
}

/** Where a destination of the workspace goes, as far as the service shows it: of addresses that are secrets nothing. */
interface ShownDestination {
  readonly addresses: readonly string[];
}

type Taken = Pick<ManagedDestination, "displayName" | "kind" | "plain" | "secrets">;

/**
 * What becomes of a destination that a row takes over: `takes over the notification destination "Legal" (EMAIL, 4f1b):
 * addresses a@example.com → b@example.com`.
 *
 * @param live left out where it may not be read
 */
export function describeDestinationTakeover(
  row: Taken,
  id: string,
  live: ShownDestination | undefined,
): string {
  const type = DESTINATION_KINDS[row.kind].type;
  return `takes over the notification destination ${shownValue(row.displayName)} (${type}, ${shownText(id)})${becomes(row, live)}`;
}

function becomes({ plain, secrets }: Taken, live: ShownDestination | undefined): string {
  const names = Object.values(secrets).map((name) => shownText(name));
  if (names.length > 0)
    return `: it goes where ${names.join(" and ")} of the stack's configuration says, and where it went no service shows`;

  const after = addressesOf(plain["addresses"]);
  if (live === undefined) return `: addresses that may not be read → ${after}`;
  const before = addressesOf(live.addresses);
  return before === after ? " as it is" : `: addresses ${before} → ${after}`;
}

function addressesOf(addresses: string | readonly string[] = []): string {
  return (
    [addresses]
      .flat()
      .map((address) => shownText(address))
      .join(", ") || "none"
  );
}

/** Why a row may not have the destination that it names: to follow the row's name. */
export function strangersFault(
  { displayName, kind }: Pick<ManagedDestination, "displayName" | "kind">,
  other: ExistingDestination,
): string {
  const wanted = `${shownValue(displayName)} (${DESTINATION_KINDS[kind].type})`;
  return (
    `${NAMES} ${shownText(other.id)}, ${shownValue(other.displayName)} (${shownText(other.type)}), which is not ${wanted} and ` +
    "which this stack did not make for the row, as far as its state says. If the row is to take it over: give both the same " +
    "name and kind, in the row (destination_name and destination_type) or at the destination. Else clear the row's " +
    "databricks_destination_id to have a new destination."
  );
}

const NAMES = "names the notification destination";

/** As a fault of a row stands in a message. */
export function ofRow(destinationId: string, text: string): string {
  return `${NOTIFICATION_DESTINATIONS.name} row ${shownText(destinationId)}: ${text}`;
}
