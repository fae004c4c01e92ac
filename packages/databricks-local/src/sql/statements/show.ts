import { securableOf } from "../../grants/securable";
import type { TableNotes } from "../store/table-notes";
import { schemaName } from "./create-schema";
import { likePattern } from "./like-pattern";
import { readPropertyKey } from "./properties";
import { seenTable, seenTables } from "./target-table";
import { textResult, type StatementKind, type StatementRun } from "./statement-run";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-show-tblproperties */
export const SHOW_TBLPROPERTIES: StatementKind = {
  words: ["SHOW", "TBLPROPERTIES"],
  writes: false,
  run: promised((run) => {
    const cursor = run.text.cursor();
    cursor.expect("SHOW", "TBLPROPERTIES");
    const table = seenTable(run, cursor.name());
    const wanted = cursor.accept("(") ? readPropertyKey(cursor) : undefined;
    if (wanted !== undefined) cursor.expect(")");
    cursor.end();
    const all = allProperties(table);
    if (wanted === undefined) return textResult(["key", "value"], all);
    const missing = `Table ${table.catalog}.${table.schema}.${table.table} does not have property: ${wanted}`;
    return textResult(["key", "value"], [[wanted, new Map(all).get(wanted) ?? missing]]);
  }),
};

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-show-tables */
export const SHOW_TABLES: StatementKind = {
  words: ["SHOW", "TABLES"],
  writes: false,
  run: promised((run) => {
    const cursor = run.text.cursor();
    cursor.expect("SHOW", "TABLES");
    const inSchema = cursor.accept("IN") || cursor.accept("FROM") ? cursor.name() : [run.session.schema];
    const { catalog, schema } = schemaName(inSchema, run.session);
    const matches = likePattern(cursor);
    const tables = seenTables(run, catalog, schema).filter(({ table }) => matches(table));
    const columns = [
      { name: "database", type: "string" },
      { name: "tableName", type: "string" },
      { name: "isTemporary", type: "boolean" },
    ];
    return { columns, rows: tables.map(({ table }) => [schema, table, false]) };
  }),
};

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-show-schemas */
export const SHOW_SCHEMAS: StatementKind = {
  words: ["SHOW", "SCHEMAS"],
  writes: false,
  run: promised((run) => {
    const cursor = run.text.cursor();
    cursor.expect("SHOW", "SCHEMAS");
    const catalog = cursor.accept("IN") || cursor.accept("FROM") ? cursor.identifier() : run.session.catalog;
    const matches = likePattern(cursor);
    const { catalogs, rights } = run.files;
    const { userName } = run.session;
    const names = catalogs
      .schemaNames(catalog.toLowerCase())
      .filter((name) => matches(name) && rights.sees(userName, securableOf([catalog.toLowerCase(), name])));
    return textResult(
      ["databaseName"],
      names.map((name) => [name]),
    );
  }),
};

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-show-catalogs */
export const SHOW_CATALOGS: StatementKind = {
  words: ["SHOW", "CATALOGS"],
  writes: false,
  run: promised((run) => {
    const { catalogs, rights } = run.files;
    const { userName } = run.session;
    const names = catalogs.catalogNames().filter((name) => rights.sees(userName, securableOf([name])));
    return textResult(
      ["catalog"],
      names.map((name) => [name]),
    );
  }),
};

/** What is set, and what Delta keeps there itself: its constraints. */
export function allProperties(table: TableNotes): (readonly [string, string])[] {
  const checks = table.checks.map((check) => [`delta.constraints.${check.name}`, check.expression] as const);
  return [...table.properties, ...checks].sort(([a], [b]) => (a < b ? -1 : 1));
}

function promised<T>(run: (statement: StatementRun) => T): (statement: StatementRun) => Promise<T> {
  return (statement) =>
    new Promise((resolve) => {
      resolve(run(statement));
    });
}
