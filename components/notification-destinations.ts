import { NotificationDestination } from "@pulumi/databricks/notificationDestination";
import type { NotificationDestinationConfig } from "@pulumi/databricks/types/input";
import * as pulumi from "@pulumi/pulumi";
import type { ManagedDestination } from "../alerting/destinations/plan-destinations";
import { withoutEdges } from "./order";

/** Kind of a destination → the argument that its config stands under. */
const CONFIG_ARGUMENTS = {
  EMAIL: "email",
  SLACK: "slack",
  WEBHOOK: "genericWebhook",
  TEAMS: "microsoftTeams",
  PAGERDUTY: "pagerduty",
} as const satisfies Record<ManagedDestination["kind"], keyof NotificationDestinationConfig>;

export interface MadeDestinations {
  /** Row → id of the destination that is made for it. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;
  /** What stands for a destination in planned definitions → the destination. */
  readonly byPlanned: ReadonlyMap<string, NotificationDestination>;
}

export function declareDestinations(managed: readonly ManagedDestination[]): MadeDestinations {
  return managed.length === 0
    ? { ids: {}, byPlanned: new Map() }
    : new NotificationDestinations("destinations", { managed });
}

/**
 * Those that this stack made for rows that have faults now: each stays as the last run declared it, whatever its row says.
 *
 * @param ids row → the destination. Of others nothing may be declared: the engine would make it.
 */
export function keepDestinations(
  made: MadeDestinations,
  ids: Readonly<Record<string, string>>,
): Pick<MadeDestinations, "ids"> {
  const kept = Object.entries(ids);
  if (kept.length === 0) return made;
  const parent =
    made instanceof NotificationDestinations
      ? made
      : new NotificationDestinations("destinations", { managed: [] });
  for (const [row] of kept) {
    new NotificationDestination(
      row,
      { displayName: row, config: {} },
      { parent, additionalSecretOutputs: ["config"], ignoreChanges: ["displayName", "config"] },
    );
  }
  return { ids: { ...made.ids, ...Object.fromEntries(kept.map(([row, id]) => [row, pulumi.output(id)])) } };
}

/** The notification destinations that rows ask for by their config_json; their secrets come from the stack's configuration. */
class NotificationDestinations extends pulumi.ComponentResource implements MadeDestinations {
  readonly ids: MadeDestinations["ids"];
  readonly byPlanned: MadeDestinations["byPlanned"];

  constructor(
    name: string,
    args: { readonly managed: readonly ManagedDestination[] },
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("databricks-alerts:index:NotificationDestinations", name, {}, options);
    const config = new pulumi.Config();
    const made = args.managed.map((destination) => {
      const secrets = Object.entries(destination.secrets).map(([argument, key]) => [
        argument,
        config.requireSecret(key),
      ]);
      const fields: unknown = { ...destination.plain, ...Object.fromEntries(secrets) };
      const resource = new NotificationDestination(
        destination.destinationId,
        { displayName: destination.displayName, config: { [CONFIG_ARGUMENTS[destination.kind]]: fields } },
        {
          parent: this,
          additionalSecretOutputs: ["config"],
          // Only of the row's name and kind. Nothing new for what this stack has made itself; that may be called otherwise
          // now, and is renamed. After a lost state, the import is followed by an update: the service gives no secret
          // back, and so gets those of the stack again.
          ...(destination.existingId !== undefined && { import: destination.existingId }),
        },
      );
      return { ...destination, resource };
    });
    this.ids = Object.fromEntries(
      made.map(({ destinationId, resource }) => [destinationId, withoutEdges(resource.id)]),
    );
    this.byPlanned = new Map(made.map(({ plannedId, resource }) => [plannedId, resource]));
    this.registerOutputs({ ids: this.ids });
  }
}
