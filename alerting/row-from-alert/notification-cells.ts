import type { Channels } from "../channels";
import type { AlertDefinition } from "../definition";
import type { Settings } from "../../settings/settings";
import { channelSubscription } from "../subscriptions";
import type { AlertRow } from "../tables/alert-configurations";
import type { Cells } from "./cells";

/**
 * Channels that mean these subscriptions: those of the row that still do, else a destination by its id, else the
 * address itself. Nothing, if one of the subscriptions is a destination that has no row.
 */
export function channelCells(
  { evaluation }: AlertDefinition,
  row: Pick<AlertRow, "notification_channels">,
  channels: Channels,
  settings: Pick<Settings, "defaultEmail">,
): Cells {
  const known = new Map<string, string>();
  for (const name of [...row.notification_channels, ...channels.byId.keys()]) {
    const channel = name.trim();
    const subscription = JSON.stringify(channelSubscription(channel, channels, settings));
    if (!known.has(subscription)) known.set(subscription, channel);
  }
  const named = evaluation.notification.subscriptions.map(
    (subscription) =>
      known.get(JSON.stringify(subscription)) ??
      ("userEmail" in subscription ? subscription.userEmail : undefined),
  );
  const channelNames = named.filter((channel) => channel !== undefined);
  return channelNames.length < named.length ? {} : { notification_channels: channelNames };
}
