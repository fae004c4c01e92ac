import { groupBy } from "../messages/group-by";
import { counted, shownText, shownValue, someOf } from "../messages/words";
import type { AlertCandidate } from "./planned-alert";
import { displayName } from "./fields/name";
import { ALERT_CONFIGURATIONS, type AlertColumnName } from "./tables/alert-configurations";

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
  return `${titleOf(fault)}: ${formatCell(fault)}`;
}

/** Likewise, for faults that several rows have alike: each is said once, with all of their rows. */
export function formatAlike(
  faults: readonly Fault[],
): { readonly text: string; readonly rows: readonly string[] }[] {
  return [...groupBy(faults, (fault) => `${fault.table}\n${formatCell(fault)}`).values()].flatMap((group) => {
    const rows = [...new Set(group.map(({ row }) => row))];
    const [fault] = group;
    if (fault === undefined) return [];
    return rows.length === 1
      ? [{ text: formatFault(fault), rows }]
      : [{ text: `${fault.table} rows ${shownText(someOf(rows))}: ${formatCell(fault)}`, rows }];
  });
}

function titleOf({ table, row }: Fault): string {
  return `${table} row ${shownText(row)}`;
}

/** All faults in one message, row by row. */
export function formatFaults(faults: readonly Fault[]): string {
  const groups = groupBy(faults, titleOf);
  const rows = [...groupBy(faults, ({ table }) => table)].map(([table, found]) => {
    const count = new Set(found.map(({ row }) => row)).size;
    return `${counted(count, "row")} of ${table}`;
  });
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

/** Of a row that asks for an alert. Those of other tables concern more than one alert. */
export function isOfRow({ table }: Pick<Fault, "table">): boolean {
  return table === ALERT_CONFIGURATIONS.name;
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
  for (const [key, group] of groupBy(candidates, keyOf)) {
    if (key === undefined || key === "" || group.length === 1) continue;
    for (const { notes } of group) {
      const others = group.map((other) => other.notes.row).filter((label) => label !== notes.row);
      notes.fault(column, `is also that of row ${others.join(" and row ")}: ${rule}`, key);
    }
  }
}
