import { fieldValue, type ManagedField } from "../../alerting/definition-fields";
import type { LiveDefinition } from "../../alerting/definition";
import {
  type PlannedAlert,
  readAlertRow,
  readCandidate,
  type RowContext,
} from "../../alerting/planned-alert";
import { formatCell } from "../../alerting/row-faults";
import { cellsFromAlert } from "../../alerting/row-from-alert";
import { unlikeFields } from "../../alerting/same-meaning";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { shownUpTo, shownValue } from "../../messages/words";
import { freeName } from "../free-name";

/** What the workspace does not say of an alert, as far as it is known. */
export interface RowsOwn {
  readonly alert_id: string;
  readonly agent_domain?: string;
  readonly severity?: string;
  readonly owner?: string;
}

/** What stands for what nobody has said yet. */
export const BLANK = "?";

/** An alert as a row, tried field by field. */
export type RowOfAlert =
  | {
      readonly raw: RawRow;
      readonly planned: PlannedAlert;
      /** Fields in which the row's alert is not the workspace's: the up after the import changes them. */
      readonly changes: readonly ManagedField[];
    }
  | { readonly faults: readonly string[] };

/** As long as a name may be that a row makes of severity and name. */
const MOST_NAME = 200;

/**
 * The row that describes the alert. What the other columns cannot say goes into `other_fields`; then the row is read as any other,
 * and held against the alert field by field.
 */
export function rowOfAlert(
  { id, definition }: Pick<RemoteAlert, "definition"> & { readonly id?: string | undefined },
  own: RowsOwn,
  context: RowContext,
): RowOfAlert {
  const { displayName } = definition;
  const { source, threshold } = definition.evaluation;
  const others = {
    ...(!saysSeverity(displayName) && { displayName }),
    ...(threshold?.column && source.aggregation && { "evaluation.source.aggregation": source.aggregation }),
  };
  const base = {
    ...own,
    // For who reads rows whose blanks are yet to be filled in.
    agent_domain: own.agent_domain ?? "COST",
    severity: own.severity ?? "WARNING",
    owner: own.owner ?? BLANK,
    alert_name: plainName(displayName),
    alert_query_template: definition.queryText,
    threshold_column: definition.evaluation.source.name,
    threshold_operator: "IS NOT NULL",
    threshold_value_type: "DOUBLE",
    created_by: "import",
    ...(id !== undefined && { databricks_alert_id: id }),
    other_fields: others,
  };
  const said = cellsFromAlert(readAlertRow(base), definition, context);
  const whole: RawRow = { ...base, ...said.cells };
  const hasOthers = Object.keys(whole["other_fields"] ?? {}).length > 0;
  const raw = hasOthers ? whole : { ...whole, other_fields: null };
  const { alert: planned, notes } = readCandidate(raw, own.alert_id, context);
  if (planned === undefined) return { faults: notes.faults.map(formatCell) };
  return { raw, planned, changes: unlikeFields(definition, planned.definition) };
}

/** `[WARNING] Tag Coverage Drop`, exactly as a row makes it. */
function saysSeverity(displayName: string): boolean {
  const [, name] = /^\[(?:CRITICAL|WARNING|INFO)\] (.+)$/su.exec(displayName) ?? [];
  return name !== undefined && name.trim() === name && name.length <= MOST_NAME;
}

/** What people call the alert, without what no name may hold. */
function plainName(displayName: string): string {
  const name = displayName
    .replace(/^\[(?:CRITICAL|WARNING|INFO)\] /u, "")
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim();
  return name.slice(0, MOST_NAME).trim() || "Unnamed";
}

const MOST_SHOWN = 60;

/** `runAs none → {"userName":"ana@example.com"}`, for each of the fields. */
export function describeDifferences(
  { definition }: PlannedAlert,
  alert: LiveDefinition,
  fields: readonly ManagedField[],
): string[] {
  const shown = (one: LiveDefinition, field: ManagedField) => {
    const value = fieldValue(one, field);
    return value === undefined ? "none" : shownUpTo(shownValue(value), MOST_SHOWN);
  };
  return fields.map((field) => `${field} ${shown(alert, field)} → ${shown(definition, field)}`);
}

/** `DAILY-COST-SPIKE`: short, of the name, and nobody else's. */
export function freeAlertId(displayName: string, taken: Set<string>): string {
  const form = { separator: "-", otherwise: "alert" } as const;
  const alertId = freeName(plainName(displayName), form, (name) =>
    taken.has(name.toUpperCase()),
  ).toUpperCase();
  taken.add(alertId);
  return alertId;
}
