import type { TokenCursor } from "../text/token-cursor";
import { schemaName } from "./create-schema";
import { likePattern } from "./like-pattern";
import { createTableText } from "./create-table-text";
import { seenTable, seenTables } from "./target-table";
import { textResult, type StatementKind, type StatementRun } from "./statement-run";

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

function readSchema(run: StatementRun, cursor: TokenCursor) {
  const name = cursor.accept("IN") || cursor.accept("FROM") ? cursor.name() : [run.session.schema];
  return schemaName(name, run.session);
}
