import * as pulumi from "@pulumi/pulumi";
import type { ManagedDestination } from "../alerting/destinations/plan-destinations";
import { describeDestinationTakeover, ofRow, strangersFault } from "../alerting/destinations/takeover";
import { NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
import { readDestination } from "../databricks/notification-destinations";
import type { RestClient } from "../databricks/rest-client";
import { ExpectedError } from "../messages/expected-error";
import { shownText, someOf } from "../messages/words";
import type { MadeDestinations } from "./notification-destinations";
import { knownValue, unmade } from "./order";
import type { DeclaredDestinationIds } from "../providers/destination-ids";
import { type ArgsOf, providerText } from "./dynamic-resource";
import type { PlannedStack } from "./plan-stack";

export interface WrittenDestinationIds {
  /** Known when it was told which destinations are taken over. */
  readonly told: pulumi.Output<void>;
  /** Row with faults → the destination that this stack made for it. */
  kept(): Promise<Readonly<Record<string, string>>>;
}

/** Nothing where the stack makes no destination: what it made before is cleared from the rows then. */
export function declareDestinationIds(
  {
    settings,
    managed,
    faultyDestinations,
  }: Pick<PlannedStack, "settings" | "managed" | "faultyDestinations">,
  { ids, byPlanned }: MadeDestinations,
  tables: readonly pulumi.Resource[],
  rest: RestClient,
): WrittenDestinationIds {
  const faulty = settings.manageDestinations
    ? faultyDestinations.flatMap(({ destinationId }) => destinationId ?? [])
    : [];
  if (managed.length + faulty.length === 0)
    return { told: pulumi.output(undefined), kept: () => Promise.resolve({}) };
  const written = Object.fromEntries(
    managed.map(({ destinationId, plannedId }) => [destinationId, plannedId]),
  );
  const dependsOn = unmade([...byPlanned.values()]).then((missing) => [...tables, ...missing]);
  const declared = new DestinationIds(
    "destination-ids",
    { ids: { ...ids }, written, ...destinationClaims(managed), ...(faulty.length > 0 && { faulty }) },
    { dependsOn },
  );
  const reported = knownValue(declared.takenOver).then((taken = {}) =>
    reportTakeovers(
      managed.filter(({ destinationId }) => Object.hasOwn(taken, destinationId)),
      { rest, resourceOf: (one) => byPlanned.get(one.plannedId) ?? declared },
    ),
  );
  return {
    told: pulumi.output(reported),
    kept: async () =>
      faulty.length === 0 ? {} : ((await knownValue(declared.stays)) ?? unknownRows(faulty)),
  };
}

/** What the program leaves out the engine deletes. */
function unknownRows(faulty: readonly string[]): never {
  throw new ExpectedError(
    `It is not known which destinations this stack made for rows with faults (${NOTIFICATION_DESTINATIONS.name} ` +
      `${shownText(someOf(faulty))}), since ids of destinations could not be written: nothing is deleted. Mend what failed, or the rows.`,
  );
}

function destinationClaims(
  managed: readonly ManagedDestination[],
): Pick<DeclaredDestinationIds, "alike" | "others"> {
  return {
    alike: Object.fromEntries(
      managed.flatMap(({ destinationId, existingId }) =>
        existingId === undefined ? [] : [[destinationId, existingId]],
      ),
    ),
    others: Object.fromEntries(
      managed.flatMap(({ namedOther, ...row }) =>
        namedOther === undefined
          ? []
          : [[row.destinationId, ofRow(row.destinationId, strangersFault(row, namedOther))]],
      ),
    ),
  };
}

/** At the preview of the run that does it, with what changes by it. */
async function reportTakeovers(
  taken: readonly ManagedDestination[],
  { rest, resourceOf }: { rest: RestClient; resourceOf: (one: ManagedDestination) => pulumi.Resource },
): Promise<void> {
  if (!pulumi.runtime.isDryRun()) return;
  await Promise.all(
    taken.map(async (one) => {
      const { destinationId, existingId = "" } = one;
      const live = await readDestination(rest, existingId);
      const text = ofRow(destinationId, describeDestinationTakeover(one, existingId, live));
      await pulumi.log.warn(text, resourceOf(one));
    }),
  );
}

/**
 * Writes into the rows of notification_destinations which destinations were made for them. Its state is what tells those from
 * destinations that are taken over, and refuses a row that names somebody else's.
 */
class DestinationIds extends pulumi.CustomResource {
  /** Row → the destination of the workspace that it takes over: known at a preview, where there is one. */
  declare readonly takenOver: pulumi.Output<Readonly<Record<string, string>>>;
  /** Row with faults → the destination that this stack made for it; not known after a failure. */
  declare readonly stays: pulumi.Output<Readonly<Record<string, string>> | undefined>;

  constructor(name: string, args: ArgsOf<DeclaredDestinationIds>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:DestinationIds",
      name,
      { ...args, takenOver: undefined, stays: undefined, __provider: providerText("destination-ids") },
      options,
    );
  }
}
