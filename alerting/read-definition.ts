import type { AlertDefinition } from "./definition";
import { ALERT_FIELDS, withValueAt } from "./definition-fields";
import type { DefinitionContext } from "./fields/alert-field";
import { refuseOutwardCalls } from "./one-query";
import type { AlertNotes } from "./row-notes";
import { ALERT_CONFIGURATIONS, type AlertRow } from "./tables/alert-configurations";

const COLUMNS = ALERT_CONFIGURATIONS.columns.map(({ name }) => name);

/** The alert that the row describes. With faults in the notes it is `undefined`: every field was read all the same. */
export function readDefinition(
  row: AlertRow,
  context: DefinitionContext,
  notes: AlertNotes,
): AlertDefinition | undefined {
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
  });
  const { queryText } = parts;
  if (typeof queryText === "string") refuseOutwardCalls(queryText, context.settings, notes);
  // Each field gave what its type says, and one that must be there and is not has a fault.
  return notes.faults.length > 0 ? undefined : (parts as unknown as AlertDefinition);
}
