import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS, type AlertRow } from "../../alerting/tables/alert-configurations";
import { rowsSource } from "./rows-source";
import { quoteIdentifier } from "../../sql/quote-identifier";

/** Writes the given cells of one row, signed by whoever is connected. What others write into other cells stays. */
export function writeRowCells(names: TableNames, alertId: string, cells: Partial<AlertRow>): Statement {
  const columns = ALERT_CONFIGURATIONS.columns.filter(({ name }) => name in cells);
  const key = ALERT_CONFIGURATIONS.columns.filter(({ name }) => name === ALERT_CONFIGURATIONS.primaryKey);
  const assignments = columns.map(({ name }) => `${quoteIdentifier(name)} = s.${quoteIdentifier(name)}`);
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS t`,
      `USING ${rowsSource("rows", [...key, ...columns])} AS s`,
      "ON t.`alert_id` = s.`alert_id`",
      `WHEN MATCHED THEN UPDATE SET ${[...assignments, "`updated_by` = current_user()", "`updated_at` = current_timestamp()"].join(", ")}`,
    ].join("\n"),
    parameters: { rows: JSON.stringify([{ alert_id: alertId, ...cells }]) },
  };
}
