import type { LintRule } from "../lint-rule";

export const NOTIFY_CRITICAL_BY_EMAIL: LintRule = {
  id: "notify/critical-by-email",
  severity: "info",
  title: "A CRITICAL alert is told by e-mail only.",
  reason: "Nobody reads mail at three in the morning: what cannot wait needs a channel that wakes somebody.",
  fix: "Add a destination of type PAGERDUTY, SLACK, TEAMS or WEBHOOK.",
  check({ row, definition, context }) {
    const { subscriptions } = definition.evaluation.notification;
    const mails = new Set(
      [...context.channels.byId.values()]
        .filter(({ destination_type: type }) => type === "EMAIL")
        .map(({ databricks_destination_id: id }) => id),
    );
    const isMail = subscriptions.every((each) => "userEmail" in each || mails.has(each.destinationId));
    return row.severity === "CRITICAL" && subscriptions.length > 0 && isMail
      ? [
          {
            column: "notification_channels",
            message: "The alert is CRITICAL, and all who are told get a mail.",
          },
        ]
      : [];
  },
};
