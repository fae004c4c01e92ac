import type { Finding } from "../findings/finding";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import { shownText } from "../../messages/shown-value";

/** The ids of the destinations that an alert tells. */
export function destinationIdsOf({ definition }: Pick<PlannedAlert, "definition">): string[] {
  return definition.evaluation.notification.subscriptions.flatMap((subscription) =>
    "destinationId" in subscription ? [subscription.destinationId] : [],
  );
}

/** Destinations that the workspace does not have: it takes an alert with such a one, and tells nobody. */
export function subscriptionFindings(alert: PlannedAlert, known: ReadonlySet<string>): Finding[] {
  return destinationIdsOf(alert)
    .filter((id) => !known.has(id))
    .map((id) => ({
      rule: "subscription/unknown",
      severity: "error",
      alertId: alert.alertId,
      column: "notification_channels",
      about: id,
      message: `The workspace has no notification destination ${shownText(id)}.`,
      fix: "Set databricks_destination_id in notification_destinations to the id of one that exists.",
    }));
}
