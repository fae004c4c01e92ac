import { z } from "zod";
import type { AuthoritySettings } from "../../settings/principals";
import type { Settings } from "../../settings/settings";
import type { Channels } from "../channels";
import type { LiveDefinition, Subscription } from "../definition";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import type { DestinationRow } from "../tables/notification-destinations";
import { type AlertField, canonicalJson, type Cells } from "./alert-field";
import { isShadow } from "./name";

/** The seeded destination that stands for the setting `defaultEmail`. */
export const DEFAULT_EMAIL_CHANNEL = "default_email";

/** Who is told, in the row's order and without doubles. */
function subscriptions(
  row: Pick<AlertRow, "notification_channels" | "notification_mode">,
  channels: Channels,
  settings: Pick<Settings, "defaultEmail"> & Partial<Pick<AuthoritySettings, "allowedEmailDomains">>,
  notes: AlertNotes,
): Subscription[] {
  const named = row.notification_channels
    .map((channel) => channel.trim())
    .filter((channel) => channel !== "");
  const found = new Map<string, Subscription>();
  for (const channel of new Set(named)) {
    const subscription = channel.includes("@")
      ? emailAddress(channel, settings, notes)
      : destination(channel, channels, settings, notes);
    if (subscription !== undefined) found.set(JSON.stringify(subscription), subscription);
  }
  // An alert that is only tried tells nobody: its channels are checked all the same, for it may be promoted.
  return isShadow(row) ? [] : [...found.values()];
}

function emailAddress(
  channel: string,
  { allowedEmailDomains = [] }: Partial<Pick<AuthoritySettings, "allowedEmailDomains">>,
  notes: AlertNotes,
): Subscription | undefined {
  if (!z.email().safeParse(channel).success)
    return notes.fault("notification_channels", "is no e-mail address", channel);

  return isAllowedAddress(channel, allowedEmailDomains)
    ? { userEmail: channel }
    : notes.fault(
        "notification_channels",
        `is no address of the setting allowedEmailDomains (${allowedEmailDomains.join(", ")})`,
        channel,
      );
}

/** Where domains are named, an address is of one of them, and of none below one. */
export function isAllowedAddress(address: string, domains: readonly string[]): boolean {
  return domains.length === 0 || domains.includes(address.slice(address.lastIndexOf("@") + 1).toLowerCase());
}

function destination(
  channel: string,
  channels: Channels,
  settings: Pick<Settings, "defaultEmail">,
  notes: AlertNotes,
): Subscription | undefined {
  const row = channels.byId.get(channel);
  if (row === undefined) {
    return notes.fault(
      "notification_channels",
      "is neither an e-mail address nor a destination_id of notification_destinations",
      channel,
    );
  }
  if (!row.is_enabled)
    return notes.fault("notification_channels", "is disabled in notification_destinations", channel);

  const subscription = channelSubscription(channel, channels, settings);
  if (subscription === undefined) {
    notes.warning(
      "notification_channels",
      `has no databricks_destination_id in notification_destinations, so it notifies nobody${
        standsForSetting(row) ? "; set that id, or the setting defaultEmail" : "; set that id"
      }`,
      channel,
    );
  }
  return subscription;
}

/** Whom a channel that can be used stands for; nobody, where its destination has no id yet. */
export function channelSubscription(
  channel: string,
  channels: Channels,
  { defaultEmail }: Pick<Settings, "defaultEmail">,
): Subscription | undefined {
  if (channel.includes("@")) return { userEmail: channel };

  const row = channels.byId.get(channel);
  if (row?.is_enabled !== true) return undefined;

  const destinationId = row.databricks_destination_id?.trim() ?? "";
  if (destinationId !== "") return { destinationId };

  return standsForSetting(row) && defaultEmail !== undefined ? { userEmail: defaultEmail } : undefined;
}

function standsForSetting(row: DestinationRow): boolean {
  return row.destination_id === DEFAULT_EMAIL_CHANNEL && row.destination_type === "EMAIL";
}

/**
 * Channels that mean these subscriptions: those of the row that still do, else a destination by its id, else the
 * address itself. Nothing, if one of the subscriptions is a destination that has no row.
 */
function channelCells(
  { evaluation }: LiveDefinition,
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

export const SUBSCRIPTIONS: AlertField<"evaluation.notification.subscriptions"> = {
  path: "evaluation.notification.subscriptions",
  words: "who is notified",
  unsayable: "names a destination that notification_destinations has no row for",
  read: (row, notes, { channels, settings }) => subscriptions(row, channels, settings, notes),
  cells: (alert, row, { channels, settings }) => channelCells(alert, row, channels, settings),
  // Who is told does not depend on the order in which they are named.
  hashed: (value) => (Array.isArray(value) ? [...new Set(value.map(canonicalJson))].sort() : value),
  canonical: (value) =>
    Array.isArray(value)
      ? value
          .map((one) => JSON.stringify(one).toLowerCase())
          .sort()
          .join()
      : "",
};

export const NOTIFY_ON_OK: AlertField<"evaluation.notification.notifyOnOk"> = {
  path: "evaluation.notification.notifyOnOk",
  words: "whether recovery is notified",
  hasFewValues: true,
  read: (row) => row.notify_on_ok,
  cells: ({ evaluation }) => ({ notify_on_ok: evaluation.notification.notifyOnOk }),
};

/** Seconds between reminders; 0: one notification until the alert is OK again. */
export const RETRIGGER_SECONDS: AlertField<"evaluation.notification.retriggerSeconds"> = {
  path: "evaluation.notification.retriggerSeconds",
  words: "how often it reminds",
  read({ retrigger_seconds: seconds }, notes) {
    return (seconds ?? 0) >= 0 ? (seconds ?? 0) : notes.fault("retrigger_seconds", "must be 0 or more");
  },
  cells: ({ evaluation }) => ({ retrigger_seconds: evaluation.notification.retriggerSeconds }),
};
