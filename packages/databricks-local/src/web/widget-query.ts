import type { FileDataset, FileWidget } from "../dashboards/dashboard-file";
import { quotedName } from "./ask-engine";

const MOST_ROWS = 1000;
const AGGREGATE = /^\s*(SUM|COUNT|COUNT_IF|AVG|MIN|MAX|MEDIAN|STDDEV|ANY_VALUE|FIRST|LAST|MEASURE)\s*\(/i;

/** The statement behind a widget: its fields over the dataset's query, grouped by those that aggregate nothing. */
export function widgetStatement(
  { fields, disaggregated }: FileWidget["queries"][number]["query"],
  dataset: FileDataset,
): string {
  const text = dataset.queryLines?.join("") ?? dataset.query ?? "";
  const query = text.trim().replace(/;$/, "");
  const columns = fields.map(({ name, expression }) => `${expression} AS ${quotedName(name)}`);
  const groups = fields.flatMap(({ expression }, index) => (AGGREGATE.test(expression) ? [] : [index + 1]));
  const isGrouped = !disaggregated && groups.length > 0;
  return [
    `SELECT ${columns.join(", ")} FROM (\n${query}\n)`,
    ...(isGrouped ? [`GROUP BY ${groups.join(", ")} ORDER BY ${groups.join(", ")}`] : []),
    `LIMIT ${MOST_ROWS}`,
  ].join("\n");
}
