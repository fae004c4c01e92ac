import { resolveName } from "../translate/translator";
import { textResult, type StatementKind, type StatementRun } from "./statement-run";
import { allProperties } from "./show";
import { displayName } from "../store/physical-name";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-table */
function describe(run: StatementRun) {
  const cursor = run.text.cursor();
  cursor.next();
  cursor.accept("TABLE");
  const extended = cursor.accept("EXTENDED");
  if (["QUERY", "HISTORY", "DETAIL", "FUNCTION", "SCHEMA", "CATALOG"].some((word) => cursor.sees(word))) {
    throw cursor.refuse("DESCRIBE");
  }
  const table = run.files.catalogs.table(resolveName(cursor.name(), run.session));
  cursor.end();
  const rows: (string | null)[][] = table.columns.map(({ name, type, comment }) => [
    name,
    type,
    comment ?? null,
  ]);
  if (extended) {
    const properties = allProperties(table).map(([key, value]) => `${key}=${value}`);
    rows.push(["", "", ""], ["# Detailed Table Information", "", ""]);
    rows.push(["Name", displayName(table).replaceAll("`", ""), ""], ["Comment", table.comment ?? "", ""]);
    rows.push(["Type", "MANAGED", ""], ["Provider", "delta", ""]);
    rows.push(["Table Properties", `[${properties.join(",")}]`, ""]);
  }
  return textResult(["col_name", "data_type", "comment"], rows);
}

export const DESCRIBE: readonly StatementKind[] = ["DESCRIBE", "DESC"].map((word) => ({
  words: [word],
  writes: false,
  run: (statement) =>
    new Promise((resolve) => {
      resolve(describe(statement));
    }),
}));
