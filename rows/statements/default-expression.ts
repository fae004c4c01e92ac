import type { ColumnSpec } from "../../alerting/tables/column-spec";
import { sqlLiteral } from "../../sql/sql-literal";

/** The SQL of a column's DEFAULT. */
export function defaultExpression(value: NonNullable<ColumnSpec["default"]>): string {
  if (typeof value === "string") {
    return sqlLiteral(value);
  }
  return typeof value === "boolean" ? String(value).toUpperCase() : value.expression;
}
