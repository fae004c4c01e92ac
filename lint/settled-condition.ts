import { isCount, isGrouped } from "../sql/aggregates";
import type { ColumnExpression } from "../sql/column-origin";
import { literalOf } from "../sql/literal";
import { argumentsOf, nameOf } from "../sql/function-calls";
import { inputRows, resultRows, type RowBounds } from "../sql/result-rows";
import type { Expression } from "../sql/tree";
import type { LintSubject } from "./lint-subject";

/** A condition that the data does not decide. */
export interface SettledCondition {
  readonly fires: boolean;
  /** Why, as the beginning of a sentence: `total is a count`. */
  readonly because: string;
  /** What to do where the rule's own advice does not fit. */
  readonly fix?: string;
}

const ANY_COUNT: RowBounds = { least: 0, most: Infinity };
/** Over one row these give the row's own value. */
const KEEPING: ReadonlySet<string> = new Set(["AVG", "MAX", "MEDIAN", "MIN", "SUM"]);

/** Whether the condition holds for every count or for none; `undefined` where it depends, or is about something else. */
export function settledCondition(subject: LintSubject): SettledCondition | undefined {
  const { definition, thresholdNumber, row } = subject;
  const { source, comparisonOperator: operator } = definition.evaluation;
  if (source.aggregation === "STDDEV" && rowsOf(subject).most <= 1) {
    return operator === "IS_NOT_NULL" || definition.evaluation.threshold !== undefined
      ? { fires: false, because: "STDDEV of one row is NULL", fix: NO_AGGREGATION }
      : { fires: true, because: "STDDEV of one row is NULL", fix: NO_AGGREGATION };
  }
  const counted = countBounds(subject);
  const fires = counted && outcome(counted.bounds, operator, thresholdNumber);
  if (counted === undefined || fires === undefined) return undefined;

  const { bounds, fix } = counted;
  const { least, most } = bounds;
  const isAny = outcome(ANY_COUNT, operator, thresholdNumber) !== undefined;
  const range =
    least === most ? `always ${least}` : most === Infinity ? `at least ${least}` : `at most ${most}`;
  return isAny
    ? { fires, because: `${row.threshold_column} is a count` }
    : { fires, because: `${counted.what} is ${range}`, fix };
}

/** The column of the row that decides: IS NULL and IS NOT NULL have no threshold. */
export function decidingColumn({ definition }: LintSubject) {
  return definition.evaluation.threshold ? "threshold_value_double" : "threshold_operator";
}

const NO_AGGREGATION =
  "Set aggregation_type to NONE: the query gives one row, whose value can be compared as it is.";
const WITHIN_LIMIT = "Compare with a count that the query can reach, or take the limit out of it.";

interface CountBounds {
  readonly bounds: RowBounds;
  readonly what: string;
  readonly fix: string;
}

/** What is counted, and between what the count lies. */
function countBounds(subject: LintSubject): CountBounds | undefined {
  const { definition, comparedExpression: compared, row } = subject;
  const { aggregation } = definition.evaluation.source;
  const rows = rowsOf(subject);
  if (aggregation === "COUNT" || aggregation === "COUNT_DISTINCT") {
    const isThere = compared !== undefined && isNeverNull(compared.expression);
    const least = isThere ? (aggregation === "COUNT" ? rows.least : Math.min(1, rows.least)) : 0;
    return {
      bounds: { least, most: rows.most },
      what: `${aggregation} of ${rows.most === 1 ? "one row" : "the query's rows"}`,
      fix: rows.most === 1 ? NO_AGGREGATION : WITHIN_LIMIT,
    };
  }
  const isKept =
    aggregation === undefined || (KEEPING.has(aggregation) && rows.least === 1 && rows.most === 1);
  if (!isKept || compared === undefined || !isCount(compared.expression)) return undefined;

  const { least, most } = inputRows(compared.scope);
  return {
    bounds: { least: isOfAllRows(compared) ? least : 0, most },
    what: `${row.threshold_column}, a count of ${most === 1 ? "one row" : "the rows that the query reads"},`,
    fix: most === 1 ? "Count the table's own rows, or compare the figure of that row itself." : WITHIN_LIMIT,
  };
}

/** The rows of the alert's query; any number where it cannot be analysed. */
function rowsOf({ query, results }: LintSubject): RowBounds {
  return query ? resultRows(query, results) : ANY_COUNT;
}

/** `count(*)` of all rows that are read: neither of a group nor of some. */
function isOfAllRows({ expression: { Function: call }, scope }: ColumnExpression): boolean {
  const isPlain = call !== undefined && nameOf(call) === "count" && !call.filter && !call.over;
  const args = isPlain ? (argumentsOf(call) ?? []) : [];
  return isPlain && !isGrouped(scope.select) && args.every((argument) => literalOf(argument) !== undefined);
}

function isNeverNull(expression: Expression): boolean {
  const { Nested, Cast, Function: call } = expression;
  const inner = Nested ?? Cast?.expr;
  if (inner) return isNeverNull(inner);

  const isGuarded = call && ["coalesce", "ifnull", "nvl"].includes(nameOf(call));
  return (
    isCount(expression) ||
    literalOf(expression) !== undefined ||
    (isGuarded === true && (argumentsOf(call ?? { name: [], args: "None" }) ?? []).some(isNeverNull))
  );
}

/** What the condition says of every number between the bounds, if it says the same of all. */
function outcome(
  { least, most }: RowBounds,
  operator: string,
  threshold: number | undefined,
): boolean | undefined {
  if (operator === "IS_NULL" || operator === "IS_NOT_NULL") return operator === "IS_NOT_NULL";

  if (threshold === undefined) return undefined;

  const isOutside = threshold < least || threshold > most || !Number.isInteger(threshold);
  const isAll = least === most && least === threshold;
  switch (operator) {
    case "GREATER_THAN":
      return settled(least > threshold, most <= threshold);
    case "GREATER_THAN_OR_EQUAL":
      return settled(least >= threshold, most < threshold);
    case "LESS_THAN":
      return settled(most < threshold, least >= threshold);
    case "LESS_THAN_OR_EQUAL":
      return settled(most <= threshold, least > threshold);
    case "EQUAL":
      return settled(isAll, isOutside);
    case "NOT_EQUAL":
      return settled(isOutside, isAll);
    default:
      return undefined;
  }
}

function settled(always: boolean, never: boolean): boolean | undefined {
  return always ? true : never ? false : undefined;
}
