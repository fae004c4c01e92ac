import type { Fault } from "../row-faults";
import { NOTIFICATION_DESTINATIONS } from "../tables/notification-destinations";
import { DESTINATION_KINDS } from "./destination-kinds";
import type { ExistingDestination, ManagedDestination } from "./managed-destination";
import type { DestinationPlan } from "./plan-destinations";

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
          ...{ table: NOTIFICATION_DESTINATIONS.name, row: destination.destinationId },
          ...{ column: "databricks_destination_id", rule },
        },
      ];
}
