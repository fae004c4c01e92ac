import { channelSubscription } from "../../alerting/subscriptions";
import type { LintRule } from "../lint-rule";

export const NOTIFY_TWICE: LintRule = {
  id: "notify/twice",
  severity: "info",
  title: "Two channels of the row reach the same subscriber.",
  reason: "Whoever takes one of them out believes that the subscriber is gone, and it is not.",
  fix: "Keep one of the channels.",
  check({ row, context }) {
    const seen = new Map<string, string>();
    return row.notification_channels.flatMap((listed) => {
      const channel = listed.trim();
      const subscription = channelSubscription(channel, context.channels, context.settings);
      const key = JSON.stringify(subscription ?? channel).toLowerCase();
      const earlier = seen.get(key);
      seen.set(key, channel);
      return earlier === undefined
        ? []
        : [
            {
              column: "notification_channels" as const,
              about: channel,
              message: `${channel} reaches the same subscriber as ${earlier === channel ? "the channel of that name before it" : earlier}.`,
            },
          ];
    });
  },
};
