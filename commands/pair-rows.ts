import { displayName } from "../alerting/fields/name";
import type { ReadAlertRow } from "../alerting/tables/alert-configurations";
import { claimsOf, namedAlert, type Ownership, whichAlerts } from "../alerting/which-alert";
import type { RemoteAlert } from "../databricks/remote-alert";

/** A row with the alerts that it could mean. */
interface Candidate {
  readonly read: ReadAlertRow;
  readonly alertId: string;
  readonly alerts: readonly RemoteAlert[];
  /** Why the alert that it names is not its own. */
  readonly fault?: string;
}

/** The rows with their alerts, and why others have none that is theirs alone. */
export interface PairedRows {
  readonly pairs: readonly (readonly [ReadAlertRow, RemoteAlert])[];
  readonly problems: readonly string[];
}

/**
 * Finds the one alert of each wanted row, among the active ones of the workspace. No alert is that of two rows. Who asks for a
 * row by its `alert_id` says that the alert which it names is meant, wherever it lives and whatever it is called; among all
 * rows one counts as in an up.
 */
export function pairRows(
  rows: readonly ReadAlertRow[],
  active: readonly RemoteAlert[],
  settings: Authority,
  wanted: readonly string[] | "all",
): PairedRows {
  const candidates = candidatesOf(rows, active, settings, wanted !== "all");
  const pairs: [ReadAlertRow, RemoteAlert][] = [];
  const problems = new Set<string>();
  for (const candidate of candidates) {
    const { read, alertId, alerts } = candidate;
    if (wanted !== "all" && !wanted.includes(alertId)) continue;
    const [alert] = alerts;
    const problem = problemOf(candidate, candidates);
    if (alert !== undefined && problem === undefined) pairs.push([read, alert]);
    else if (problem !== undefined && (wanted !== "all" || alert !== undefined)) problems.add(problem);
  }
  const known = candidates.map(({ alertId }) => alertId);
  for (const alertId of wanted === "all" ? [] : wanted)
    if (!known.includes(alertId)) problems.add(`alert_configurations has no row ${alertId}.`);

  return { pairs, problems: [...problems] };
}

type Authority = Pick<Ownership, "parentPath" | "adoptForeign" | "adoptAlerts">;

function candidatesOf(
  rows: readonly ReadAlertRow[],
  active: readonly RemoteAlert[],
  settings: Authority,
  isSaidByName: boolean,
): Candidate[] {
  const all = rows.map((read) => ({
    read,
    alertId: read.row.alert_id,
    databricksAlertId: namedAlert(read.row),
  }));
  return all.map((one) => {
    const { read, alertId, databricksAlertId } = one;
    // Which of two rows that hold one id is meant is for people to say: neither is held against the other here.
    const others = all.filter(
      (other) => other.alertId !== alertId && other.databricksAlertId !== databricksAlertId,
    );
    const claims = claimsOf([...others, one]);
    const meant = whichAlerts(active, { ...settings, claims, isBelieved: () => isSaidByName });
    const { alert, named, candidates, fault } = meant({ alertId, displayName: displayName(read.row) });
    // The alert may have been given the name of another one: that it is this row's, the id says.
    const sure = alert ?? named;
    return {
      read,
      alertId,
      alerts: sure ? [sure] : candidates,
      ...(named !== undefined && fault !== undefined && { fault }),
    };
  });
}

const BY_NAME = "Or name the row instead of --all, if it is to say what that alert says.";

function problemOf(
  { alertId, alerts, fault }: Candidate,
  candidates: readonly Candidate[],
): string | undefined {
  const [alert, ...others] = alerts;
  const subject = `alert_configurations row ${alertId}`;
  if (alert === undefined) return `${subject} has no alert in the workspace.`;
  if (others.length > 0) {
    const ids = alerts.map(({ id }) => id).join(" and ");
    return `${subject} could mean alerts ${ids}: set its databricks_alert_id to the right one.`;
  }
  if (candidates.filter((other) => other.alertId === alertId).length > 1)
    return `${subject} is there more than once: one alert_id names one row.`;

  const rivals = candidates.filter((other) => other.alerts.includes(alert)).map((other) => other.alertId);
  if (rivals.length > 1)
    return `alert_configurations rows ${rivals.join(" and ")} could all mean alert ${alert.id}: set databricks_alert_id in the one whose alert it is, and clear it in the others.`;

  return fault === undefined ? undefined : `${subject} ${fault} ${BY_NAME}`;
}
