import { type AuthoredDefinition, needsCompiler } from "./authored-alert";
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
  if (notes.faults.length > 0) return undefined;

  // Each field gave what its type says, and one that must be there and is not has a fault.
  const said = parts as unknown as AuthoredDefinition;
  const authored = withCondition(said, conditionOf(said), { isCompiled: needsCompiler(said) });
  const definition = compile(authored);
  if (!("reason" in definition)) return { authored, definition };

  const column = authored.firesFor === undefined ? "recover_value_double" : "fires_for";
  return notes.fault(column, `cannot look back on earlier checks: ${definition.reason}`);
}
