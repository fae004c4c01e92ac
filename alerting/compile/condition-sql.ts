import { sqlLiteral } from "../../sql/quoting";
import type { AuthoredAlert } from "../authored-alert";
import type { Comparand } from "../condition";
import { signOf } from "../fields/condition";

type Evaluation = Pick<AuthoredAlert["evaluation"], "comparisonOperator" | "threshold">;

/**
 * Whether the condition holds of `value`, an expression: TRUE, FALSE, or NULL where a value is NULL. `limit` is the other column
 * of a condition that compares two.
 */
export function holdsSql(
  { comparisonOperator: operator, threshold = {} }: Evaluation,
  value: string,
  limit: string,
): string {
  const { value: { doubleValue, stringValue, boolValue } = {}, range, list } = threshold;
  const sign = signOf(operator) ?? operator;
  if (operator === "IS_NULL" || operator === "IS_NOT_NULL") return `${value} ${sign}`;
  if (range) return `${value} ${sign} ${literalSql(range.from)} AND ${literalSql(range.to)}`;
  if (list) return `${value} ${sign} (${list.values.map(literalSql).join(", ")})`;
  const comparand = doubleValue ?? stringValue ?? boolValue;
  return `${value} ${sign} ${comparand === undefined ? limit : literalSql(comparand)}`;
}

/** Whether a figure is on the near side of where the alert is well again. */
export function lastsSql(
  { evaluation }: Pick<AuthoredAlert, "evaluation">,
  value: string,
  clearsAt: number,
): string {
  return `${value} ${evaluation.comparisonOperator.startsWith("GREATER") ? ">=" : "<="} ${literalSql(clearsAt)}`;
}

/** Numbers are doubles, as the service's threshold is. */
export function literalSql(value: Comparand): string {
  if (typeof value === "string") return sqlLiteral(value);
  return typeof value === "number" ? `${value}D` : String(value).toUpperCase();
}

export function momentSql(iso: string): string {
  return `TIMESTAMP '${iso}'`;
}
