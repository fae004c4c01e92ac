import type { LintRule } from "../lint-rule";

export const NOTIFY_NOBODY: LintRule = {
  id: "notify/nobody",
  severity: "warning",
  title: "Nobody is told when the alert fires.",
  reason: "The alert costs a run each time, and its firings can only be found by who looks for them.",
  fix: "Name an e-mail address or a destination in notification_channels, or pause the alert.",
  check({ definition, isPaused, row }) {
    const { subscriptions } = definition.evaluation.notification;
    if (isPaused || subscriptions.length > 0) {
      return [];
    }
    const message = row.notify_on_ok
      ? "The alert has no subscriber, so notify_on_ok tells nobody either."
      : "The alert has no subscriber.";
    return [{ column: "notification_channels", message }];
  },
};
