import type { AlertPlan } from "../../alerting/plan-alerts";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { formatFault } from "../../alerting/row-faults";
import type { Identity } from "../../databricks/directory";
import type { ListedDestination } from "../../databricks/notification-destinations";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { ALERT_QUOTA, quotaFindings, subscriptionFindings } from "../../lint/checks/alert-findings";
import type { Finding } from "../../lint/finding";
import { counted, someOf } from "../../messages/words";
import type { Settings } from "../../settings/settings";
import { type Diagnosis, fault, ok, warning } from "./diagnosis";
import { ADMINS } from "./warehouse";

const MOST_FAULTS = 5;
/** Who asks for more than that should know what room is left. */
const LITTLE_ROOM = 100;

export function examineRows({ rows, alerts, faults }: AlertPlan): Diagnosis[] {
  if (faults.length === 0) {
    return [
      ok("rows", `${counted(rows.length, "row")}, of which an up deploys ${counted(alerts.length, "alert")}`),
    ];
  }
  const shown = faults.slice(0, MOST_FAULTS).map((one) => fault("rows", formatFault(one)));
  const rest = faults.length - shown.length;
  return rest > 0
    ? [...shown, fault("rows", `and ${counted(rest, "fault")} more`, "A preview names all of them.")]
    : shown;
}

/** Whether there is room for the alerts; without rows, how much there is. */
export function examineQuota(
  remote: readonly RemoteAlert[],
  alerts: readonly PlannedAlert[] | undefined,
  settings: Pick<Settings, "adoptForeign">,
  { userName, groups }: Identity,
): Diagnosis[] {
  const findings = quotaFindings(alerts ?? [], remote, settings);
  if (findings.length > 0) return findings.map(({ message, fix }) => fault("quota", message, fix));
  const trashed = remote.filter(({ lifecycleState }) => lifecycleState === "DELETED").length;
  const trash =
    trashed > 0
      ? `${trashed} of them are in the trash`
      : "those in its trash, which it does not list, come on top";
  const others = groups.includes(ADMINS) ? "" : `, and so do those that ${userName} may not see`;
  const text = `The workspace lists ${remote.length} of ${ALERT_QUOTA.toLocaleString("en")} alerts; ${trash}${others}`;
  return remote.length + LITTLE_ROOM <= ALERT_QUOTA
    ? [ok("quota", text)]
    : [
        warning(
          "quota",
          text,
          "Purge alerts in the trash, delete alerts that nobody needs, or have the quota raised.",
        ),
      ];
}

/** Destinations that channels stand for. */
export function examineChannels(
  listed: readonly ListedDestination[],
  alerts: readonly PlannedAlert[],
): Diagnosis[] {
  const known = new Set(listed.map(({ id }) => id));
  return grouped(
    "destinations",
    alerts.flatMap((alert) => subscriptionFindings(alert, known)),
  );
}

/** One line for all rows that have the same. */
export function grouped(about: string, findings: readonly Finding[]): Diagnosis[] {
  const rows = new Map<string, { readonly finding: Finding; readonly ids: string[] }>();
  for (const finding of findings) {
    const group = rows.get(finding.message) ?? { finding, ids: [] };
    group.ids.push(finding.alertId);
    rows.set(finding.message, group);
  }
  return [...rows.values()].map(({ finding: { severity, message, fix }, ids }) =>
    (severity === "error" ? fault : warning)(about, `${someOf(ids)}: ${message}`, fix),
  );
}
