import type { Channels } from "../../alerting/channels";
import type { AlertDefinition, Subscription } from "../../alerting/definition";

/** Who is told: e-mail addresses, and destinations by the name that notification_destinations gives them. */
export function subscriberWords({ evaluation }: AlertDefinition, channels: Channels): string[] {
  return wordsFor(evaluation.notification.subscriptions, channels);
}

/** The same of some of them. */
export function wordsFor(subscriptions: readonly Subscription[], { byId }: Channels): string[] {
  const names = new Map(
    [...byId.values()].map(
      ({ databricks_destination_id: id, destination_name: name, destination_type: type }) => [
        id,
        `${name} (${type})`,
      ],
    ),
  );
  return subscriptions.map((subscription) =>
    "userEmail" in subscription
      ? subscription.userEmail
      : (names.get(subscription.destinationId) ?? `destination ${subscription.destinationId}`),
  );
}

/** Those whom `after` tells and `before` does not; addresses are the same in any case. */
export function newSubscriptions(
  before: AlertDefinition | undefined,
  after: AlertDefinition,
): readonly Subscription[] {
  const known = new Set(before?.evaluation.notification.subscriptions.map(keyOf));
  return after.evaluation.notification.subscriptions.filter((one) => !known.has(keyOf(one)));
}

function keyOf(subscription: Subscription): string {
  return JSON.stringify(subscription).toLowerCase();
}
