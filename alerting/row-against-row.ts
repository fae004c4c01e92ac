import type { AlertCandidate } from "./alert-candidate";
import { displayName } from "./display-name";
import type { AlertColumnName } from "./tables/alert-configurations";

/**
 * Takes down what only shows when rows are held against each other. A display name and an alert in the workspace
 * are taken by rows that are declared only; an alert id names one row whatever becomes of it.
 */
export function compareRows(candidates: readonly AlertCandidate[], parentPath: string): void {
  const declared = candidates.filter(({ skipReason }) => skipReason === undefined);
  unique("alert_id", candidates, ({ row }) => row.alert_id, "one alert_id names one row");
  unique(
    "alert_name",
    // Without a name or a severity there is nothing to compare yet.
    declared.filter(({ notes }) => !notes.isBroken("alert_name") && !notes.isBroken("severity")),
    ({ row }) => displayName(row),
    `a display name must be unique in ${parentPath}`,
  );
  unique(
    "databricks_alert_id",
    declared,
    ({ databricksAlertId }) => databricksAlertId,
    "one alert in the workspace belongs to one row",
  );
}

function unique(
  column: AlertColumnName,
  candidates: readonly AlertCandidate[],
  keyOf: (candidate: AlertCandidate) => string | undefined,
  rule: string,
): void {
  const groups = new Map<string, AlertCandidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    if (key !== undefined && key !== "") {
      groups.set(key, [...(groups.get(key) ?? []), candidate]);
    }
  }
  for (const [key, group] of groups) {
    for (const { notes } of group.length > 1 ? group : []) {
      const others = group.map((other) => other.notes.row).filter((label) => label !== notes.row);
      notes.fault(column, `is also that of row ${others.join(" and row ")}: ${rule}`, key);
    }
  }
}
