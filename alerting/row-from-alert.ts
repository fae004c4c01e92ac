import { decompile, isCompiled } from "./compile/decompile";
import type { LiveDefinition } from "./definition";
import {
  changedFields,
  COMPILED_FIELDS,
  fieldAt,
  hashFields,
  isCompiledField,
  MANAGED_FIELDS,
  type ManagedField,
} from "./definition-fields";
import { isOtherFieldOf, otherFieldsOf } from "./other-fields";
import { guardCells } from "./fields/guards";
import type { Cells, DefinitionContext } from "./fields/alert-field";
import { readAlertRow } from "./planned-alert";
import { readDefinition } from "./read-definition";
import type { Fault } from "./row-faults";
import { RowNotes } from "./row-notes";
import { ALERT_CONFIGURATIONS, type AlertRow, type ReadAlertRow } from "./tables/alert-configurations";
import type { RawRow } from "./tables/row-reader";

interface RowFromAlert {
  /** To be written; none if the row describes the alert already. */
  readonly cells: Cells;
  /** Fields of the alert that no row can describe: these stay as the row has them. */
  readonly refused: readonly ManagedField[];
  /** Of the row as it would be. */
  readonly faults: readonly Fault[];
}

/**
 * The cells that make the row describe `alert`, and no others. Whether they do is not believed but tried: the row is read
 * with them, and what still differs is refused. A row that has `other_fields`, be there any or none, says there what it can.
 */
export function cellsFromAlert(
  read: ReadAlertRow,
  alert: LiveDefinition,
  context: DefinitionContext,
): RowFromAlert {
  const said = cellsOfColumns(read, alert, context);
  const { other_fields: others } = read.row;
  if (others === null || said.refused.length === 0) return said;
  const kept = Object.entries(others).filter(
    ([path]) => !said.refused.some((field) => isOtherFieldOf(path, field)),
  );
  const cells = { other_fields: { ...Object.fromEntries(kept), ...otherFieldsOf(alert, said.refused) } };
  const again = cellsOfColumns(readAlertRow({ ...read.raw, ...said.cells, ...cells }), alert, context);
  return { ...again, cells: changed({ ...said.cells, ...cells, ...again.cells }, read.raw) };
}

/**
 * The same of columns that say one thing each. Written twice at most, since a cell can stand in more than one field (a severity in
 * the name and, as `{{SEVERITY}}`, in a template).
 */
function cellsOfColumns(read: ReadAlertRow, alert: LiveDefinition, context: DefinitionContext): RowFromAlert {
  const { raw } = read;
  const authored = decompile(alert);
  let cells: Cells = {};
  let { fields, row, faults, isCompiled: isRowCompiled } = difference(read, alert, context);
  for (let pass = 0; pass < 2 && fields.length > 0; pass++) {
    const isCompared = isRowCompiled || isCompiled(alert);
    const others = isCompared ? fields.filter((field) => !isCompiledField(field)) : fields;
    const compiled = others.length < fields.length && (authored !== alert || !isCompiled(alert));
    for (const field of compiled ? [...others, ...COMPILED_FIELDS] : others)
      cells = { ...cells, ...changed(fieldAt(field)?.cells?.(authored, row, context) ?? {}, raw) };

    if (compiled) cells = { ...cells, ...changed(guardCells(authored, row), raw) };
    ({
      fields,
      row,
      faults,
      isCompiled: isRowCompiled,
    } = difference(readAlertRow({ ...raw, ...cells }), alert, context));
  }
  return { cells, refused: faults.length > 0 ? [] : fields, faults };
}

function changed(cells: Cells, raw: RawRow): Cells {
  return Object.fromEntries(
    Object.entries(cells).filter(([name, value]) => cellJson(raw[name]) !== cellJson(value)),
  );
}

/** NaN and infinity are no NULL, as which JSON has them: a row that gets them says that it cannot. */
function cellJson(cell: unknown): string {
  return typeof cell === "number" ? String(cell) : JSON.stringify(cell ?? null);
}

/** A row with faults describes no alert: all of it may differ. */
function difference({ raw, row, broken }: ReadAlertRow, alert: LiveDefinition, context: DefinitionContext) {
  const notes = new RowNotes<keyof AlertRow>(ALERT_CONFIGURATIONS.name, row.alert_id, raw, broken);
  const described = readDefinition(row, context, notes);
  const fields =
    described === undefined
      ? MANAGED_FIELDS
      : changedFields(hashFields(described.definition), hashFields(alert));
  const isCompiled = described !== undefined && described.authored !== described.definition;
  return { fields, row, faults: notes.faults, isCompiled };
}
