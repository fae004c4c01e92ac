import { tableObject } from "../../access/data-rights";
import { SqlError } from "../sql-engine";
import { unresolvedColumn } from "../sql-faults";
import { displayName } from "../store/physical-name";
import { type ColumnNotes, columnNotes, type TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { nameParts, resolveName } from "../translate/names";
import type { StatementRun } from "./statement-run";

/** The table that a statement is to change. */
export function writableTable(run: StatementRun, target: SyntaxNode): TableNotes {
  const table = run.files.catalogs.table(resolveName(nameParts(target), run.session));
  run.files.catalogs.requireChangeable(table);
  run.files.rights.requireTable(run.session.userName, table, "MODIFY");
  if (!table.view) return table;
  throw new SqlError(
    "DELTA_CANNOT_WRITE_INTO_VIEW",
    "0A000",
    `${displayName(table)} is a view. Writes to a view are not supported.`,
  );
}

/** Refuses a view where `operation` needs a table. */
export function requireTable(table: TableNotes, operation: string): TableNotes {
  if (!table.view) return table;
  throw new SqlError(
    "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
    "42809",
    `'${operation}' expects a table but ${displayName(table)} is a view.`,
  );
}

/** As `namedTable`, for a statement that changes it; the right to is asked for by what it changes. */
export function changeableTable(run: StatementRun, name: readonly string[], operation: string): TableNotes {
  const table = namedTable(run, name, operation);
  run.files.catalogs.requireChangeable(table);
  return table;
}

/** The table that a statement reads, or asks after. */
export function namedTable(run: StatementRun, name: readonly string[], operation: string): TableNotes {
  return requireTable(seenTable(run, name), operation);
}

/** A table or view that whoever asks may know of. */
export function seenTable(run: StatementRun, name: readonly string[]): TableNotes {
  const table = run.files.catalogs.table(resolveName(name, run.session));
  run.files.rights.requireSeen(run.session.userName, tableObject(table));
  return table;
}

/** Those of a schema that whoever asks may know of. */
export function seenTables(run: StatementRun, catalog: string, schema: string): TableNotes[] {
  const { catalogs, rights } = run.files;
  catalogs.requireSchema(catalog, schema);
  rights.requireUse(run.session.userName, { catalog, schema });
  return catalogs
    .tablesOf(catalog, schema)
    .filter((table) => rights.sees(run.session.userName, tableObject(table)));
}

/** Refuses a table where `operation` needs a view. */
export function requireView(notes: TableNotes, operation: string): TableNotes {
  if (notes.view) return notes;
  throw new SqlError(
    "EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE",
    "42809",
    `The table ${displayName(notes)} does not support ${operation}.`,
  );
}

export function wrongObjectType(notes: TableNotes, operation: string): SqlError {
  const [required, found, other] = notes.view
    ? ["EXTERNAL or MANAGED", "VIEW", "DROP VIEW"]
    : ["VIEW", "MANAGED", "DROP TABLE"];
  return new SqlError(
    "WRONG_COMMAND_FOR_OBJECT_TYPE",
    "42809",
    `The operation ${operation} requires a ${required}. But ${displayName(notes)} is a ${found}. Use ${other} instead.`,
  );
}

export function requireColumn(table: TableNotes, name: string): ColumnNotes {
  const column = columnNotes(table, name);
  if (column) return column;
  throw unresolvedColumn(
    name,
    table.columns.map((known) => known.name),
  );
}
