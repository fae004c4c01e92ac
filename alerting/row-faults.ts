import { counted, shownText, shownValue } from "../messages/words";
import type { AlertCandidate } from "./planned-alert";
import { displayName } from "./fields/name";
import type { AlertColumnName } from "./tables/alert-configurations";

/** A rule that a row breaks. */
export interface Fault {
  readonly table: string;
  /** The row's key; `#3` if it has none, `COST-012 (#3)` if several rows have it. */
  readonly row: string;
  readonly column?: string;
  /** As the row holds it. */
  readonly value?: unknown;
  readonly rule: string;
  /** Where it is said, if not in the table: `packs/cost/pack.yaml:14:5`. */
  readonly place?: string;
}

/** One line: `alert_configurations row COST-012: severity "HIGH" is not one of CRITICAL, WARNING, INFO`. */
export function formatFault(fault: Fault): string {
  return `${fault.table} row ${shownText(fault.row)}: ${formatCell(fault)}`;
}

/** All faults in one message, row by row. */
export function formatFaults(faults: readonly Fault[]): string {
  const groups = new Map<string, Fault[]>();
  const rowsOfTable = new Map<string, Set<string>>();
  for (const fault of faults) {
    const title = `${fault.table} row ${shownText(fault.row)}`;
    groups.set(title, [...(groups.get(title) ?? []), fault]);
    rowsOfTable.set(fault.table, (rowsOfTable.get(fault.table) ?? new Set()).add(fault.row));
  }
  const rows = [...rowsOfTable].map(([table, keys]) => `${counted(keys.size, "row")} of ${table}`);
  return [
    `${counted(faults.length, "fault")} in ${rows.join(" and ")}; nothing was changed.`,
    ...[...groups].flatMap(([title, group]) => [title, ...group.map((fault) => `  ${formatCell(fault)}`)]),
  ].join("\n");
}

/** One cell and the rule that it breaks, without its row. */
export function formatCell({ column, value, rule, place }: Fault): string {
  const cell = column === undefined ? "" : value === undefined ? column : `${column} ${shownValue(value)}`;
  // A rule that starts with a verb continues the cell; any other is a sentence of its own.
  const said =
    cell === "" ? rule : /^(is|are|must|has|names) /.test(rule) ? `${cell} ${rule}` : `${cell}: ${rule}`;
  return place === undefined ? said : `${place}: ${said}`;
}

/** Whether one of the faults is about the cell that this one is about. */
export function isCellAmong(faults: readonly Fault[], { table, row, column }: Fault): boolean {
  return faults.some((fault) => fault.table === table && fault.row === row && fault.column === column);
}

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
    if (key !== undefined && key !== "") groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  for (const [key, group] of groups) {
    for (const { notes } of group.length > 1 ? group : []) {
      const others = group.map((other) => other.notes.row).filter((label) => label !== notes.row);
      notes.fault(column, `is also that of row ${others.join(" and row ")}: ${rule}`, key);
    }
  }
}
