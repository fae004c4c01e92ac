import { conflictingSet, fieldNotFound } from "../sql-faults";
import { type ColumnNotes, columnNotes, type TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "../translate/translator";
import { parseType } from "../types/parse-type";
import { identifier, type SqlType, typeName } from "../types/sql-type";
import { noField } from "../types/type-faults";
import type { StatementRun } from "./statement-run";
import { storedValue } from "./stored-value";
import { defaultText, isDefault } from "./table-definition";
import { requireColumn } from "./target-table";

/** What UPDATE and MERGE give a column, or a field of a column that is a STRUCT. */
export interface Assignment {
  readonly column: ColumnNotes;
  /** The names of the fields on the way to the one that is set; none for the whole column. */
  readonly path: readonly string[];
  readonly value: SyntaxNode;
}

/** Of `[catalog.schema.]target.column.field` all before the column may be missing. */
export function assignmentTo(
  table: TableNotes,
  target: string,
  parts: readonly string[],
  value: SyntaxNode,
): Assignment {
  const own = parts.slice(0, -1).findIndex((part) => part.toLowerCase() === target.toLowerCase());
  const isColumn = own !== 0 && columnNotes(table, parts[0] ?? "") !== undefined;
  const [name = "", ...path] = isColumn ? parts : parts.slice(own + 1);
  return { column: requireColumn(table, name), path, value };
}

/** Nothing is set twice, nor a field beside the whole that it is a part of. */
export function refuseConflicts(assignments: readonly Assignment[]): void {
  const names = assignments.map(({ column, path }) => [column.name, ...path].join("."));
  const conflict = names.filter((name, at) =>
    names.some(
      (other, index) => index !== at && `${name}.`.toLowerCase().startsWith(`${other}.`.toLowerCase()),
    ),
  );
  if (conflict.length > 0) throw conflictingSet(conflict);
}

/** The column's new value; nothing where nothing is assigned to it. */
export function assignedValue(
  run: StatementRun,
  column: ColumnNotes,
  assignments: readonly Assignment[],
  current: string,
  translator: Translator,
): string | undefined {
  const own = assignments.filter((assignment) => assignment.column === column);
  const whole = own.find(({ path }) => path.length === 0);
  if (whole && isDefault(whole.value)) return defaultText(run, column, translator);
  if (whole) return storedValue(run, translator.typed(whole.value), column);
  if (own.length === 0) return undefined;
  return withFields(current, parseType(column.type), own, (value, field) =>
    storedValue(run, translator.typed(value), { name: column.name, type: typeName(field) }),
  );
}

/** A STRUCT with other values in some of its fields; from one that is NULL, the others are NULL. */
function withFields(
  current: string,
  type: SqlType,
  assignments: readonly Assignment[],
  print: (value: SyntaxNode, type: SqlType) => string,
): string {
  if (type.kind !== "struct") throw noField(type);
  const { fields } = type;
  const isField = (name: string) => (path: readonly string[]) =>
    path[0]?.toLowerCase() === name.toLowerCase();
  const unknown = assignments.find(({ path }) => !fields.some(({ name }) => isField(name)(path)));
  if (unknown) {
    throw fieldNotFound(
      unknown.path[0] ?? "",
      fields.map(({ name }) => name),
    );
  }
  const values = fields.map((field) => {
    const kept = `${current}.${identifier(field.name)}`;
    const own = assignments.filter(({ path }) => isField(field.name)(path));
    const [first] = own;
    if (!first) return kept;
    if (first.path.length === 1) return print(first.value, field.type);
    const deeper = own.map((assignment) => ({ ...assignment, path: assignment.path.slice(1) }));
    return withFields(`(${kept})`, field.type, deeper, print);
  });
  return `struct_pack(${fields.map(({ name }, at) => `${identifier(name)} := ${values[at] ?? "NULL"}`).join(", ")})`;
}
