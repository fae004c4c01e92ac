import { z } from "zod";
import type { Channels } from "../../alerting/channels";
import type { Subscription } from "../../alerting/definition";
import { channelSubscription, isAllowedAddress } from "../../alerting/fields/notification";
import { ExpectedError } from "../../messages/expected-error";
import { nearestWord, shownText } from "../../messages/words";
import type { Settings } from "../../settings/settings";

/** Somebody who is told by a test. */
export interface Receiver {
  /** As it was asked for: a channel, or an address. */
  readonly name: string;
  readonly subscription: Subscription;
  /** The row of notification_destinations that is tested by it. */
  readonly destinationId?: string;
}

export interface WantedReceivers {
  readonly to: readonly string[];
  readonly channel: readonly string[];
  readonly allChannels?: true;
}

type ReceiverSettings = Pick<Settings, "defaultEmail" | "allowedEmailDomains">;

/**
 * Whom the options name, each once.
 *
 * @param own channels of the alert's row
 * @throws ExpectedError that names everybody who cannot be told
 */
export function receiversOf(
  { to, channel, allChannels }: WantedReceivers,
  own: readonly string[],
  channels: Channels,
  settings: ReceiverSettings,
): Receiver[] {
  const named = [...channel, ...(allChannels ? own : [])].map((name) => name.trim());
  if (allChannels && own.length === 0)
    throw new ExpectedError("The row names no channel: --to or --channel says who is told.");

  const faults: string[] = [];
  const receivers = [...new Set([...to, ...named])].flatMap((name): readonly Receiver[] => {
    const found =
      to.includes(name) || name.includes("@") ? address(name, settings) : channelOf(name, channels, settings);
    if (typeof found !== "string") return [found];
    faults.push(`${shownText(name)} ${found}`);
    return [];
  });
  if (faults.length > 0) throw new ExpectedError(`Nobody was told.\n${faults.join("\n")}`);
  return receivers;
}

function address(name: string, { allowedEmailDomains }: ReceiverSettings): Receiver | string {
  if (!z.email().safeParse(name).success) return "is no e-mail address";
  return isAllowedAddress(name, allowedEmailDomains)
    ? { name, subscription: { userEmail: name } }
    : `is no address of the setting allowedEmailDomains (${allowedEmailDomains.join(", ")})`;
}

function channelOf(name: string, channels: Channels, settings: ReceiverSettings): Receiver | string {
  const row = channels.byId.get(name);
  if (row === undefined) {
    const near = nearestWord(name, [...channels.byId.keys()]);
    return `is no destination_id of notification_destinations${near === undefined ? "" : `; did you mean ${near}?`}`;
  }
  if (!row.is_enabled) return "is disabled in notification_destinations: set is_enabled to TRUE";
  const subscription = channelSubscription(name, channels, settings);
  return subscription === undefined
    ? "has no databricks_destination_id in notification_destinations: it notifies nobody"
    : { name, subscription, destinationId: name };
}
