import { shownText, shownValue } from "../../messages/words";
import { NOTIFICATION_DESTINATIONS } from "../tables/notification-destinations";
import { DESTINATION_KINDS } from "./destination-kinds";
import type { ExistingDestination, ManagedDestination } from "./managed-destination";

/** Where a destination of the workspace goes, as far as the service shows it: of addresses that are secrets nothing. */
export interface ShownDestination {
  readonly addresses: readonly string[];
}

type Taken = Pick<ManagedDestination, "displayName" | "kind" | "plain" | "secrets">;

/**
 * What becomes of a destination that a row takes over: `takes over the notification destination "Legal" (EMAIL, 4f1b):
 * addresses a@example.com → b@example.com`.
 *
 * @param live left out where it may not be read
 */
export function describeTakeover(row: Taken, id: string, live: ShownDestination | undefined): string {
  const type = DESTINATION_KINDS[row.kind].type;
  return `takes over the notification destination ${shownValue(row.displayName)} (${type}, ${shownText(id)})${becomes(row, live)}`;
}

function becomes({ plain, secrets }: Taken, live: ShownDestination | undefined): string {
  const names = Object.values(secrets).map((name) => shownText(name));
  if (names.length > 0) {
    return `: it goes where ${names.join(" and ")} of the stack's configuration says, and where it went no service shows`;
  }
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
