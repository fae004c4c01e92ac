import { tableObject } from "../../access/data-rights";
import { securableOf } from "../../grants/securable";
import { SqlError } from "../sql-engine";
import { catalogNotFound, schemaNotFound, tableNotFound } from "../sql-faults";
import { INFORMATION_SCHEMA } from "../store/catalogs";
import { deleteCommits } from "../store/history-file";
import { deleteSchemaNote, deleteTableNotes } from "../store/notes-file";
import { displayName, physicalSchema, physicalTable } from "../store/physical-name";
import { pastTable } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import { resolveName } from "../translate/names";
import { dropFunction } from "./functions";
import { schemaName } from "./schemas";
import { NO_RESULT, type StatementKind, type StatementRun } from "./statement-run";
import { wrongObjectType } from "./target-table";

const KINDS = ["TABLE", "VIEW"] as const;

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-drop-table */
export const DROP_TABLE: readonly StatementKind[] = KINDS.map((kind) => ({
  words: ["DROP", kind],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("DROP", kind);
    const ifExists = cursor.accept("IF", "EXISTS");
    const written = cursor.name();
    const name = resolveName(written, run.session);
    cursor.end();
    const temporary = written.length === 1 ? name.table : "";
    if (kind === "VIEW" && run.session.temporaryViews.delete(temporary)) return NO_RESULT;
    const table = run.files.catalogs.find(name);
    if (!table) {
      if (ifExists) return NO_RESULT;
      throw tableNotFound(displayName(name));
    }
    run.files.catalogs.requireChangeable(table);
    run.files.rights.requireUse(run.session.userName, table);
    run.files.rights.requireManage(run.session.userName, tableObject(table));
    if ((table.view !== undefined) !== (kind === "VIEW")) throw wrongObjectType(table, `DROP ${kind}`);
    if (!table.view) await run.connection.run(`DROP TABLE ${physicalTable(table)}`);
    await forgetTable(run, table);
    run.onCommit(() => {
      run.files.catalogs.drop(table);
    });
    return NO_RESULT;
  },
}));

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-drop-schema */
export const DROP_SCHEMA: readonly StatementKind[] = ["SCHEMA", "DATABASE"].map((word) => ({
  words: ["DROP", word],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("DROP", word);
    const ifExists = cursor.accept("IF", "EXISTS");
    const { catalog, schema } = schemaName(cursor.name(), run.session);
    const cascade = cursor.accept("CASCADE");
    cursor.accept("RESTRICT");
    cursor.end();
    const { catalogs } = run.files;
    const display = `\`${catalog}\`.\`${schema}\``;
    if (!catalogs.hasSchema(catalog, schema)) {
      if (ifExists) return NO_RESULT;
      throw schemaNotFound(display);
    }
    catalogs.requireChangeable({ catalog, schema });
    run.files.rights.requireManage(run.session.userName, securableOf([catalog, schema]));
    const tables = catalogs.tablesOf(catalog, schema);
    const functions = catalogs.functions.in(catalog, schema);
    if (tables.length + functions.length > 0 && !cascade) throw schemaNotEmpty(display);
    for (const table of tables) await forgetTable(run, table);
    for (const notes of functions) await dropFunction(run, notes);
    await run.connection.run(`DROP SCHEMA ${physicalSchema(catalog, schema)} CASCADE`);
    await deleteSchemaNote(run.connection, catalog, schema);
    run.onCommit(() => {
      catalogs.dropSchema(catalog, schema);
    });
    return NO_RESULT;
  },
}));

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-drop-catalog */
export const DROP_CATALOG: StatementKind = {
  words: ["DROP", "CATALOG"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("DROP", "CATALOG");
    const ifExists = cursor.accept("IF", "EXISTS");
    const catalog = cursor.identifier().toLowerCase();
    const cascade = cursor.accept("CASCADE");
    cursor.accept("RESTRICT");
    cursor.end();
    const { catalogs } = run.files;
    if (!catalogs.hasCatalog(catalog)) {
      if (ifExists) return NO_RESULT;
      throw catalogNotFound(catalog);
    }
    // The schema that every catalog begins with counts, too.
    const schemas = catalogs.schemaNames(catalog).filter((schema) => schema !== INFORMATION_SCHEMA);
    for (const schema of schemas) catalogs.requireChangeable({ catalog, schema });
    if (schemas.length > 0 && !cascade) throw catalogNotEmpty(catalog, schemas.length);
    run.files.rights.requireManage(run.session.userName, securableOf([catalog]));
    await run.files.dropCatalog(run.connection, catalog);
    return NO_RESULT;
  },
};

/** A table's notes and its past. */
async function forgetTable(run: StatementRun, table: TableNotes): Promise<void> {
  if (!table.view) await run.connection.run(`DROP TABLE ${pastTable(table)}`);
  await deleteCommits(run.connection, table);
  await deleteTableNotes(run.connection, table);
  run.onCommit(() => {
    run.files.catalogs.versions.forget(table.id);
  });
}

function schemaNotEmpty(display: string): SqlError {
  return new SqlError(
    "SCHEMA_NOT_EMPTY",
    "2BP01",
    `Cannot drop a schema ${display} because it contains objects. Use DROP SCHEMA ... CASCADE to drop the schema and all its objects.`,
  );
}

function catalogNotEmpty(catalog: string, schemas: number): SqlError {
  return new SqlError(
    "CATALOG_NOT_EMPTY",
    "2BP01",
    `Catalog '${catalog}' is not empty. The catalog has ${schemas} schema(s). Use DROP CATALOG ... CASCADE to drop the catalog and all its objects.`,
  );
}
