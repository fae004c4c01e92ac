import { someOf } from "../../messages/counted";
import type { Finding } from "../findings/finding";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import type { Settings } from "../../settings/settings";
import type { RemoteAlert } from "../../databricks/remote-alert";

/** What a workspace holds at most, its trash included. */
export const ALERT_QUOTA = 1000;

/**
 * The workspace has no room for some of the alerts that are made: the new ones, and those that move into another folder, whose
 * old one goes at the end. Told once. What its trash holds and its listing leaves out is not known.
 *
 * @param adoptForeign an alert stays in the folder where it is
 */
export function quotaFindings(
  alerts: readonly PlannedAlert[],
  remote: readonly RemoteAlert[],
  { adoptForeign }: Pick<Settings, "adoptForeign">,
): Finding[] {
  const live = new Map(remote.map((alert) => [alert.id, alert]));
  const added = alerts.filter(
    (alert) =>
      !alert.everDeployed || (!adoptForeign && isMoved(alert, live.get(alert.databricksAlertId ?? ""))),
  );
  const room = Math.max(0, ALERT_QUOTA - remote.length);
  const trashed = remote.filter(({ lifecycleState }) => lifecycleState === "DELETED").length;
  const trash = trashed > 0 ? `, ${trashed} of them in the trash` : "";
  const beyond = added.slice(room).map(({ alertId }) => alertId);
  const [first] = beyond;
  if (first === undefined) return [];
  return [
    {
      rule: "quota/full",
      severity: "error",
      alertId: first,
      message:
        `The workspace holds ${remote.length} of ${ALERT_QUOTA} alerts${trash}: there is room for ${room} of ${added.length} new ones, ` +
        `and none for ${someOf(beyond)}.`,
      fix: "Purge alerts in the trash, delete alerts that nobody needs, or have the quota raised.",
    },
  ];
}

function isMoved({ definition }: PlannedAlert, live: RemoteAlert | undefined): boolean {
  return live?.lifecycleState === "ACTIVE" && live.definition.parentPath !== definition.parentPath;
}
