import type { AlertBody, ComparisonOperator } from "../../alerts/alert-shape";
import { cellText } from "../../statements/cell-text";
import type { Outcome } from "../evaluate-alert";
import { resultTable } from "./result-table";

const SIGNS: Readonly<Record<ComparisonOperator, string>> = {
  EQUAL: "=",
  NOT_EQUAL: "!=",
  GREATER_THAN: ">",
  GREATER_THAN_OR_EQUAL: ">=",
  LESS_THAN: "<",
  LESS_THAN_OR_EQUAL: "<=",
  IS_NULL: "IS NULL",
  IS_NOT_NULL: "IS NOT NULL",
};

export type TemplateVariables = Readonly<Record<string, unknown>>;

/**
 * The service's variables for `custom_summary` and `custom_description`.
 *
 * @see https://docs.databricks.com/aws/en/sql/user/alerts/
 */
export function templateVariables(alert: AlertBody, outcome: Outcome, url: string): TemplateVariables {
  const { columns, rows } = outcome.result;
  const texts = rows.map((row) => row.map((cell, index) => cellText(cell, columns[index]?.type ?? "") ?? ""));
  return {
    ALERT_STATUS: outcome.state,
    ALERT_NAME: alert.display_name,
    ALERT_CONDITION: SIGNS[alert.evaluation.comparison_operator],
    ALERT_THRESHOLD: outcome.threshold ?? "",
    ALERT_COLUMN: alert.evaluation.source.name,
    ALERT_URL: url,
    QUERY_RESULT_VALUE: outcome.value ?? "",
    QUERY_RESULT_COLS: columns.map(({ name, type }) => ({ name, type })),
    QUERY_RESULT_ROWS: texts.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? ""])),
    ),
    QUERY_RESULT_TABLE: resultTable(outcome.result),
  };
}
