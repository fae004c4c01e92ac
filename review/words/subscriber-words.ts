import type { Channels } from "../../alerting/channels";
import type { AlertDefinition } from "../../alerting/definition";

/** Who is told: e-mail addresses, and destinations by the name that notification_destinations gives them. */
export function subscriberWords({ evaluation }: AlertDefinition, { byId }: Channels): string[] {
  const names = new Map(
    [...byId.values()].map(
      ({ databricks_destination_id: id, destination_name: name, destination_type: type }) => [
        id,
        `${name} (${type})`,
      ],
    ),
  );
  return evaluation.notification.subscriptions.map((subscription) =>
    "userEmail" in subscription
      ? subscription.userEmail
      : (names.get(subscription.destinationId) ?? `destination ${subscription.destinationId}`),
  );
}
