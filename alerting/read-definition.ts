import { type AuthoredDefinition, checksAsked, needsCompiler } from "./authored-alert";
import { conditionOf } from "./condition";
import { compile } from "./compile/compile";
import type { AlertDefinition } from "./definition";
import { ALERT_FIELDS, withValueAt } from "./definition-fields";
import type { DefinitionContext } from "./fields/alert-field";
import { readGuards } from "./fields/guards";
import { withCondition } from "./fields/message";
import { noticeWithin } from "./fields/notice-within";
import { refuseOutwardCalls } from "./one-query";
import { withOtherFields } from "./other-fields";
import { tooLong } from "./query-size";
import type { AlertNotes } from "./row-notes";
import { ALERT_CONFIGURATIONS, type AlertRow } from "./tables/alert-configurations";

const COLUMNS = ALERT_CONFIGURATIONS.columns.map(({ name }) => name);

/** An alert as its row says it, and as the service is given it. */
export interface ReadDefinition {
  readonly authored: AuthoredDefinition;
  /** The same object where the service knows all of it. */
  readonly definition: AlertDefinition;
}

/** The alert that the row describes. With faults in the notes it is `undefined`: every field was read all the same. */
export function readDefinition(
  row: AlertRow,
  context: DefinitionContext,
  notes: AlertNotes,
): ReadDefinition | undefined {
  const { parentPath } = context.settings;
  // The order in which people read it.
  let parts: Readonly<Record<string, unknown>> = {
    displayName: "",
    queryText: "",
    warehouseId: "",
    parentPath,
    evaluation: {},
    schedule: {},
  };
  notes.inOrderOf(COLUMNS, () => {
    for (const { path, read } of ALERT_FIELDS) {
      const value = read?.(row, notes, context);
      if (value !== undefined) parts = withValueAt(parts, path, value);
    }
    parts = withOtherFields({ ...parts, ...readGuards(row, notes, context) }, row, notes);
    noticeWithin(row, notes);
  });
  const { queryText } = parts;
  if (typeof queryText === "string") refuseOutwardCalls(queryText, context.settings, notes);
  // Each field gave what its type says, and one that must be there and is not has a fault.
  const said = parts as unknown as AuthoredDefinition;
  if (notes.faults.length > 0) {
    // What cannot be compiled is told beside the faults, as far as they leave it to be seen.
    if (isReadToCompile(parts)) compiled(said, notes);
    return undefined;
  }
  const authored = withCondition(said, conditionOf(said), { isCompiled: needsCompiler(said) });
  const definition = compiled(authored, notes);
  return definition && { authored, definition };
}

/** Whether faults left what a compiled query is made of: `3 of 5` of what, and when. */
function isReadToCompile({ queryText, evaluation, schedule }: Readonly<Record<string, unknown>>): boolean {
  const parts = { ...(evaluation as object), ...(schedule as object) };
  const needed = ["source", "comparisonOperator", "quartzCronSchedule", "timezoneId"];
  return typeof queryText === "string" && needed.every((name) => name in parts);
}

/** The alert as the service is given it; faults where it cannot be. */
function compiled(alert: AuthoredDefinition, notes: AlertNotes): AlertDefinition | undefined {
  const definition = compile(alert);
  const checks = checksAsked(alert);
  const { firesFor } = alert;
  if ("reason" in definition) {
    const column = firesFor === undefined ? "recover_value_double" : "fires_for";
    return notes.fault(
      column,
      `cannot look back on earlier checks: ${definition.reason}, or set ${column} to NULL`,
    );
  }
  const excess = tooLong(Buffer.byteLength(definition.queryText));
  if (excess === undefined) return definition;
  if (checks === 1)
    return notes.fault("alert_query_template", `is sent as a query of ${excess}: write a shorter query`);

  const asked = `is compiled into a query of ${excess}: it asks the row's query at each of ${checks} checks`;
  return firesFor?.checks === checks
    ? notes.fault("fires_for", `${asked}. Look back on fewer checks, or write a shorter query`)
    : notes.fault("recover_value_double", `${asked}. Leave it out, or write a shorter query`);
}
