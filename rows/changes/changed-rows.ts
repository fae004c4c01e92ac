import { hashDefinition } from "../../alerting/definition-fields";
import { planAlerts, type PlanInput, type PlannedAlert } from "../../alerting/plan-alerts";
import type { RawRow } from "../../alerting/tables/row-reader";

/** The rows whose definition is not what was last synced, by `alert_id`. */
export function changedRows(tableRows: readonly RawRow[], alerts: readonly PlannedAlert[]): string[] {
  const synced = new Map(tableRows.map((row) => [row["alert_id"], row["last_synced_hash"] ?? null]));
  return alerts.flatMap(({ alertId, definition }) =>
    synced.has(alertId) && synced.get(alertId) !== hashDefinition(definition) ? [alertId] : [],
  );
}

/** The alerts of these rows, and those whose rows are yet to be written. */
export function newOrChanged(
  alerts: readonly PlannedAlert[],
  tableRows: readonly RawRow[],
  changed: readonly string[],
): PlannedAlert[] {
  const old = new Set(tableRows.map((row) => row["alert_id"]));
  return alerts.filter(({ alertId }) => !old.has(alertId) || changed.includes(alertId));
}

/** The hash of the definition that `row` asks for, if it asks for one. */
export function definitionHash(row: RawRow, context: Omit<PlanInput, "alertRows">): string | undefined {
  const [alert] = planAlerts({ ...context, alertRows: [row] }).alerts;
  return alert && hashDefinition(alert.definition);
}
