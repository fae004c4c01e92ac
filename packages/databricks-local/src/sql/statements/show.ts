import { securableOf } from "../../grants/securable";
import { quoted } from "../sql-faults";
import type { ColumnNotes, KeyNotes, TableNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import { schemaName } from "./schemas";
import { type StatementKind, type StatementRun, textResult } from "./statement-run";
import { readPropertyKey } from "./table-definition";
import { seenTable, seenTables } from "./target-table";

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
export const SHOW_SCHEMAS: readonly StatementKind[] = ["SCHEMAS", "DATABASES"].map((word) => ({
  words: ["SHOW", word],
  writes: false,
  run: promised((run) => {
    const cursor = run.text.cursor();
    cursor.expect("SHOW", word);
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
}));

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

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-show-columns */
export const SHOW_COLUMNS: StatementKind = {
  words: ["SHOW", "COLUMNS"],
  writes: false,
  run: (run) => {
    const cursor = run.text.cursor();
    cursor.expect("SHOW", "COLUMNS");
    if (!cursor.accept("IN")) cursor.expect("FROM");
    const name = cursor.name();
    const inSchema = cursor.accept("IN") || cursor.accept("FROM") ? cursor.name() : [];
    cursor.end();
    const table = seenTable(run, [...inSchema, ...name]);
    return Promise.resolve(
      textResult(
        ["col_name"],
        table.columns.map((column) => [column.name]),
      ),
    );
  },
};

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-show-views */
export const SHOW_VIEWS: StatementKind = {
  words: ["SHOW", "VIEWS"],
  writes: false,
  run: (run) => {
    const cursor = run.text.cursor();
    cursor.expect("SHOW", "VIEWS");
    const { catalog, schema } = readSchema(run, cursor);
    const matches = likePattern(cursor);
    const views = seenTables(run, catalog, schema)
      .filter(({ view, table }) => view && matches(table))
      .map(({ table }) => [schema, table, false]);
    const temporary = [...run.session.temporaryViews.keys()].filter(matches).map((name) => ["", name, true]);
    const columns = [
      { name: "namespace", type: "string" },
      { name: "viewName", type: "string" },
      { name: "isTemporary", type: "boolean" },
    ];
    return Promise.resolve({ columns, rows: [...views, ...temporary] });
  },
};

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-show-create-table */
export const SHOW_CREATE_TABLE: StatementKind = {
  words: ["SHOW", "CREATE", "TABLE"],
  writes: false,
  run: (run) => {
    const cursor = run.text.cursor();
    cursor.expect("SHOW", "CREATE", "TABLE");
    const table = seenTable(run, cursor.name());
    cursor.end();
    return Promise.resolve(textResult(["createtab_stmt"], [[createTableText(table)]]));
  },
};

export function keyClause(
  kind: KeyNotes["kind"],
  columns: readonly string[],
  references: KeyNotes["references"],
): string {
  const list = (names: readonly string[]) => `(${names.map(quoted).join(", ")})`;
  if (!references) return `${kind} ${list(columns)}`;
  const { catalog, schema, table } = references.table;
  const to = references.columns.length > 0 ? ` ${list(references.columns)}` : "";
  return `${kind} ${list(columns)} REFERENCES ${[catalog, schema, table].map(quoted).join(".")}${to}`;
}

function promised<T>(run: (statement: StatementRun) => T): (statement: StatementRun) => Promise<T> {
  return (statement) =>
    new Promise((resolve) => {
      resolve(run(statement));
    });
}

function readSchema(run: StatementRun, cursor: TokenCursor) {
  const name = cursor.accept("IN") || cursor.accept("FROM") ? cursor.name() : [run.session.schema];
  return schemaName(name, run.session);
}

/** The statement that would make the table or the view, as SHOW CREATE TABLE gives it; CHECK constraints are properties. */
function createTableText(table: TableNotes): string {
  const name = [table.catalog, table.schema, table.table].join(".");
  const comment = table.comment === undefined ? [] : [`COMMENT ${literal(table.comment)}`];
  if (table.view) {
    const columns = table.columns.map((column) => `  ${column.name}${commentText(column)}`);
    return [`CREATE VIEW ${name} (`, `${columns.join(",\n")})`, ...comment, `AS ${table.view.query}`].join(
      "\n",
    );
  }
  const elements = [...table.columns.map(columnText), ...table.keys.map(keyText)];
  const checks = table.checks.map((check) => [`delta.constraints.${check.name}`, check.expression] as const);
  const properties = [...table.properties, ...checks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `  ${literal(key)} = ${literal(value)}`);
  const clause = properties.length === 0 ? [] : [`TBLPROPERTIES (\n${properties.join(",\n")})`];
  return [`CREATE TABLE ${name} (`, `${elements.join(",\n")})`, "USING delta", ...comment, ...clause].join(
    "\n",
  );
}

function columnText(column: ColumnNotes): string {
  const notNull = column.nullable ? "" : " NOT NULL";
  const byDefault = column.default === undefined ? "" : ` DEFAULT ${column.default}`;
  return `  ${column.name} ${column.type.toUpperCase()}${notNull}${byDefault}${commentText(column)}`;
}

function commentText({ comment }: ColumnNotes): string {
  return comment === undefined ? "" : ` COMMENT ${literal(comment)}`;
}

function keyText({ name, kind, columns, references }: KeyNotes): string {
  return `  CONSTRAINT ${quoted(name)} ${keyClause(kind, columns, references)}`;
}

/** As Databricks reads it back. */
function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** `[LIKE] 'pattern'` at a SHOW statement's end: `*` any characters, `|` or; case does not matter. Without one all fit. */
function likePattern(cursor: TokenCursor): (name: string) => boolean {
  cursor.accept("LIKE");
  const pattern = cursor.atEnd ? "*" : cursor.string();
  cursor.end();
  const source = pattern.replace(/[.+?^${}()[\]\\]/g, "\\$&").replaceAll("*", ".*");
  const expression = new RegExp(`^(?:${source})$`, "i");
  return (name) => expression.test(name);
}
