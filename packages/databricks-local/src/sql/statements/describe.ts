import { unsupported } from "../sql-faults";
import type { TableNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import { DETAIL_COLUMNS } from "../translate/described-tables";
import { allProperties, keyClause } from "./show";
import { type StatementKind, type StatementRun, textResult } from "./statement-run";
import { namedTable, requireColumn, seenTable } from "./target-table";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-table */
function describe(run: StatementRun) {
  const cursor = run.text.cursor();
  cursor.next();
  cursor.accept("TABLE");
  const extended = cursor.accept("EXTENDED");
  if (["FUNCTION", "SCHEMA", "DATABASE", "CATALOG", "VOLUME"].some((word) => cursor.sees(word)))
    throw cursor.refuse("DESCRIBE");

  const table = seenTable(run, cursor.name());
  if (cursor.sees("AS")) throw cursor.refuse("DESCRIBE");
  if (!extended && !cursor.atEnd) return columnRows(table, cursor);
  cursor.end();
  const rows: (string | null)[][] = table.columns.map(({ name, type, comment }) => [
    name,
    type,
    comment ?? null,
  ]);
  if (extended) rows.push(...detailRows(table));
  return textResult(["col_name", "data_type", "comment"], rows);
}

/** `DESCRIBE t c`: of one column. */
function columnRows(table: TableNotes, cursor: TokenCursor) {
  const written = cursor.name();
  if (written.length > 1 && written[0]?.toLowerCase() === table.table) written.shift();
  const [name = "", field] = written;
  const { type, comment = "NULL" } = requireColumn(table, name);
  if (field !== undefined) throw unsupported("DESCRIBE of a column's field");
  cursor.end();
  return textResult(
    ["info_name", "info_value"],
    [
      ["col_name", name],
      ["data_type", type],
      ["comment", comment],
    ],
  );
}

export const DESCRIBE: readonly StatementKind[] = ["DESCRIBE", "DESC"].map((word) => ({
  words: [word],
  writes: false,
  run: (statement) =>
    new Promise((resolve) => {
      resolve(describe(statement));
    }),
}));

function detailRows(table: TableNotes): string[][] {
  const properties = allProperties(table).map(([key, value]) => `${key}=${value}`);
  const details: (readonly [string, string])[] = [
    ["Catalog", table.catalog],
    ["Database", table.schema],
    ["Table", table.table],
    ["Created Time", table.createdAt],
    ["Type", table.view ? "VIEW" : "MANAGED"],
    ["Comment", table.comment ?? ""],
    ...(table.view ? [["View Text", table.view.query] as const] : [["Provider", "delta"] as const]),
    ["Table Properties", `[${properties.join(",")}]`],
  ];
  const keys = table.keys.map(({ name, kind, columns, references }) => [
    name,
    keyClause(kind, columns, references),
  ]);
  const constraints = keys.length === 0 ? [] : [["", ""], ["# Constraints", ""], ...keys];
  return [["", ""], ["# Detailed Table Information", ""], ...details, ...constraints].map((row) => [
    ...row,
    "",
  ]);
}

/**
 * What there is no truth for here, such as files and protocol versions, is NULL or left out.
 *
 * @see https://docs.databricks.com/aws/en/tables/operations/table-details
 */
export const DESCRIBE_DETAIL: readonly StatementKind[] = ["DESCRIBE", "DESC"].map((word) => ({
  words: [word, "DETAIL"],
  writes: false,
  run: (run) => {
    const cursor = run.text.cursor();
    cursor.expect(word, "DETAIL");
    const table = namedTable(run, cursor.name(), "DESCRIBE DETAIL");
    cursor.end();
    const { id, catalog, schema, comment = null, createdAt, properties } = table;
    const lastModified = run.files.catalogs.versions.latest(id)?.at.toISOString() ?? createdAt;
    const name = [catalog, schema, table.table].join(".");
    const row = [
      "delta",
      id,
      name,
      comment,
      "",
      createdAt,
      lastModified,
      [],
      [],
      null,
      null,
      new Map(properties),
    ];
    return Promise.resolve({ columns: DETAIL_COLUMNS, rows: [row] });
  },
}));
