import { quoteIdentifier } from "../../../sql/quoting";
import type { Dataset } from "../dataset";
import type { Field, Widget } from "../lakeview";

/** The widget's rows: the dataset's columns as they are. */
export function rowsOf<Column extends string>(
  dataset: Dataset<Column>,
  columns: readonly Column[],
): Widget["queries"] {
  const fields = columns.map((name) => ({ name, expression: quoteIdentifier(name) }));
  return [{ name: "main_query", query: { datasetName: dataset.name, fields, disaggregated: true } }];
}

/** The sum of a column, for each combination of the others. */
export function sumsOf<Column extends string>(
  dataset: Dataset<Column>,
  sum: Column,
  by: readonly Column[],
): Widget["queries"] {
  const fields = [
    ...by.map((name) => ({ name, expression: quoteIdentifier(name) })),
    { name: sumName(sum), expression: `SUM(${quoteIdentifier(sum)})` },
  ] satisfies Field[];
  return [{ name: "main_query", query: { datasetName: dataset.name, fields, disaggregated: false } }];
}

/** What Lakeview calls the sum of a column. */
export function sumName(column: string): string {
  return `sum(${column})`;
}
