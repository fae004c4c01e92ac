import * as pulumi from "@pulumi/pulumi";
import type { ManagedDestination } from "../alerting/destinations/managed-destination";
import type { MadeDestinations } from "./notification-destinations";
import { unmade } from "./order";
import { providerText } from "./provider-text";

/** Nothing where the stack makes no destination: what it made before is cleared from the rows then. */
export function declareDestinationIds(
  managed: readonly ManagedDestination[],
  { ids, byPlanned }: MadeDestinations,
  tables: readonly pulumi.Resource[],
): void {
  if (managed.length > 0) {
    const written = Object.fromEntries(
      managed.map(({ destinationId, plannedId }) => [destinationId, plannedId]),
    );
    const dependsOn = unmade([...byPlanned.values()]).then((missing) => [...tables, ...missing]);
    new DestinationIds("destination-ids", { ids: { ...ids }, written }, { dependsOn });
  }
}

interface DestinationIdsArgs {
  /** Row → id of the destination that this stack made for it. */
  readonly ids: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Row → the id that it has, as read. */
  readonly written: pulumi.Input<Record<string, string>>;
}

/** Writes into the rows of notification_destinations which destinations were made for them. */
class DestinationIds extends pulumi.CustomResource {
  constructor(name: string, args: DestinationIdsArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:DestinationIds",
      name,
      { ...args, __provider: providerText("destination-ids") },
      options,
    );
  }
}
