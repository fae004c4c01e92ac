import { displayName } from "../alerting/fields/name";
import { ALERT_CONFIGURATIONS, type AlertRow } from "../alerting/tables/alert-configurations";
import { type RawRow, rowReader } from "../alerting/tables/row-reader";
import { namedAlert, type Ownership, whichAlerts } from "../alerting/which-alert";
import type { RemoteAlert } from "../databricks/remote-alert";

/** A row with the alerts that it could mean. */
interface Candidate {
  readonly raw: RawRow;
  readonly row: AlertRow;
  readonly alerts: readonly RemoteAlert[];
  /** Why the alert that it names is not its own. */
  readonly fault?: string;
}

/** The rows with their alerts, and why others have none that is theirs alone. */
export interface PairedRows {
  readonly pairs: readonly (readonly [RawRow, RemoteAlert])[];
  readonly problems: readonly string[];
}

/**
 * Finds the one alert of each wanted row, among the active ones of the workspace. No alert is that of two rows. Who asks for a
 * row by its `alert_id` says that the alert which it names is meant, wherever it lives and whatever it is called; among all
 * rows one counts as in an up.
 */
export function pairRows(
  alertRows: readonly RawRow[],
  active: readonly RemoteAlert[],
  settings: Authority,
  wanted: readonly string[] | "all",
): PairedRows {
  const candidates = candidatesOf(alertRows, active, settings, wanted !== "all");
  const pairs: [RawRow, RemoteAlert][] = [];
  const problems = new Set<string>();
  for (const candidate of candidates) {
    const { raw, row, alerts } = candidate;
    if (wanted !== "all" && !wanted.includes(row.alert_id)) continue;
    const [alert] = alerts;
    const problem = problemOf(candidate, candidates);
    if (alert !== undefined && problem === undefined) pairs.push([raw, alert]);
    else if (problem !== undefined && (wanted !== "all" || alert !== undefined)) problems.add(problem);
  }
  const known = alertRows.map((row) => row["alert_id"]);
  for (const alertId of wanted === "all" ? [] : wanted) {
    if (!known.includes(alertId)) problems.add(`alert_configurations has no row ${alertId}.`);
  }
  return { pairs, problems: [...problems] };
}

type Authority = Pick<Ownership, "parentPath" | "adoptForeign" | "adoptAlerts">;

function candidatesOf(
  alertRows: readonly RawRow[],
  active: readonly RemoteAlert[],
  settings: Authority,
  isSaidByName: boolean,
): Candidate[] {
  const authority = isSaidByName ? { ...settings, adoptForeign: true, wasDeployed: () => true } : settings;
  const read = rowReader(ALERT_CONFIGURATIONS);
  const rows = alertRows.map((raw) => ({ raw, row: read(raw).row }));
  const held = rows.flatMap(({ row }) => {
    const id = namedAlert(row);
    return id === undefined ? [] : [[row.alert_id, id] as const];
  });
  return rows.map(({ raw, row }) => {
    const alertId = row.alert_id;
    const own = namedAlert(row);
    // Which of two rows that hold one id is meant is for people to say: neither is held against the other here.
    const others = held.filter(([holder, id]) => holder !== alertId && id !== own);
    const claims = new Map(own === undefined ? others : [...others, [alertId, own] as const]);
    const meant = whichAlerts(active, { ...authority, claims });
    const { alert, candidates, fault } = meant({ alertId, displayName: displayName(row) });
    const named = candidates.find(({ id }) => id === own);
    // The alert may have been given the name of another one: that it is this row's, the id says.
    const sure = alert ?? named;
    return {
      ...{ raw, row, alerts: sure ? [sure] : candidates },
      ...(named !== undefined && fault !== undefined && !isSaidByName && { fault }),
    };
  });
}

const BY_NAME = "Or name the row instead of --all, if it is to say what that alert says.";

function problemOf({ row, alerts, fault }: Candidate, candidates: readonly Candidate[]): string | undefined {
  const [alert, ...others] = alerts;
  const subject = `alert_configurations row ${row.alert_id}`;
  if (alert === undefined) return `${subject} has no alert in the workspace.`;
  if (others.length > 0) {
    const ids = alerts.map(({ id }) => id).join(" and ");
    return `${subject} could mean alerts ${ids}: set its databricks_alert_id to the right one.`;
  }
  if (candidates.filter((other) => other.row.alert_id === row.alert_id).length > 1) {
    return `${subject} is there more than once: one alert_id names one row.`;
  }
  const rivals = candidates
    .filter((other) => other.alerts.includes(alert))
    .map((other) => other.row.alert_id);
  if (rivals.length > 1) {
    return `alert_configurations rows ${rivals.join(" and ")} could all mean alert ${alert.id}: set databricks_alert_id in the one whose alert it is, and clear it in the others.`;
  }
  return fault === undefined ? undefined : `${subject} ${fault} ${BY_NAME}`;
}
