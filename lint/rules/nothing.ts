import { conditionHolds } from "../../alerting/comparable";
import { visit } from "../../sql/nodes-of";
import { hasAlwaysARow } from "../../sql/result-rows";
import type { Expression } from "../../sql/tree";
import type { LintRule } from "../lint-rule";
import type { LintSubject } from "../lint-subject";
import { overNothing } from "../over-nothing";
import { unguardedDivisors } from "../unguarded-divisors";

const EMPTY_ABSENCE_OK: LintRule = {
  id: "empty/absence-ok",
  severity: "warning",
  title: "An alert that is to tell that nothing came is OK when the query finds nothing.",
  reason:
    "Where the source is dead the query has no row at all, and with empty_result_state OK the alert is silent just then.",
  fix: "Set empty_result_state to TRIGGERED, or make the query give a row with 0: an aggregate without GROUP BY does.",
  check({ row, definition, query, results, thresholdNumber }) {
    const { source, comparisonOperator: operator, emptyResultState } = definition.evaluation;
    const isAbsence =
      operator === "IS_NULL" ||
      (operator === "LESS_THAN" && thresholdNumber !== undefined && thresholdNumber <= 1) ||
      (operator === "LESS_THAN_OR_EQUAL" && thresholdNumber === 0) ||
      (operator === "EQUAL" && thresholdNumber === 0);
    // With an aggregation the service's own query always gives a row, which has 0 of COUNT; empty/null-row tells of the others.
    const isEmpty = source.aggregation === undefined && query && !hasAlwaysARow(query, results);
    return emptyResultState === "OK" && isAbsence && isEmpty
      ? [
          {
            column: "empty_result_state",
            message: `It fires when ${row.threshold_column} is next to nothing, but not when there is no row.`,
          },
        ]
      : [];
  },
};

const EMPTY_NULL_ROW: LintRule = {
  id: "empty/null-row",
  severity: "warning",
  title: "Where the query finds nothing, it still gives a row, and the alert is OK.",
  reason:
    "An aggregate without GROUP BY gives one row also over no rows: count gives 0, all others NULL, and NULL compares as OK. The result is never empty, so empty_result_state is never used.",
  fix: "Write COALESCE(sum(x), 0) for a figure that is 0 then, or HAVING count(*) > 0, which leaves no row, so that empty_result_state decides; to hear of nothing at all compare count(*) with < 1.",
  check(subject) {
    const { definition, query, scopes } = subject;
    const { source, emptyResultState: state } = definition.evaluation;
    const given = query && overNothing(definition.evaluation, query, scopes);
    if (given === undefined || fires(subject, given.value)) return [];

    const { value, by } = given;
    const isNever = state === "TRIGGERED" || (state !== "OK" && value === "NULL");
    if (!isNever && !(value === "NULL" && isTooLittle(subject))) return [];

    const end = isNever
      ? `: empty_result_state ${state} is never used.`
      : ", not 0: the alert is silent just then.";
    return [
      {
        column: "empty_result_state",
        message: `Where no row is found, ${by} gives ${value}, which is OK${end}`,
        ...(source.aggregation === by && { fix: IN_QUERY }),
      },
    ];
  },
};

const IN_QUERY =
  "Aggregate in the query instead and set aggregation_type to NONE: COALESCE(sum(x), 0) for a figure that is 0 then, or HAVING count(*) > 0, which leaves no row, so that empty_result_state decides.";

/** Whether the alert fires by that value; by NULL only where it is asked for. */
function fires({ definition: { evaluation } }: LintSubject, value: "NULL" | "0"): boolean {
  const figure = { kind: "number", value: value === "NULL" ? null : 0 } as const;
  const { value: limit, column } = evaluation.threshold ?? {};
  // Of a text, and of another column, nothing can be told.
  const isTold = column === undefined && (limit === undefined || "doubleValue" in limit);
  return isTold && conditionHolds(evaluation, figure);
}

/** A sum that is to fire when it is low: of nothing it is NULL, where its author thinks of 0. */
function isTooLittle({ definition, comparedExpression, thresholdNumber }: LintSubject): boolean {
  const { source, comparisonOperator: operator } = definition.evaluation;
  const name = comparedExpression?.expression.Function?.name.at(-1)?.Identifier?.value.toLowerCase();
  const isSum =
    source.aggregation === "SUM" || ((name === "sum" || name === "try_sum") && !source.aggregation);
  const isLow =
    operator === "LESS_THAN" ||
    operator === "LESS_THAN_OR_EQUAL" ||
    (operator === "EQUAL" && thresholdNumber === 0);
  return isSum && isLow && thresholdNumber !== undefined && thresholdNumber >= 0;
}

const COMPARING = new Set(["Eq", "NotEq", "Lt", "LtEq", "Gt", "GtEq"]);

const QUERY_EQUALS_NULL: LintRule = {
  id: "query/equals-null",
  severity: "error",
  title: "The query compares with NULL by a sign that never holds for it.",
  reason:
    "Both x = NULL and x <> NULL are neither true nor false, so a condition with one of them keeps no row at all.",
  fix: "Write IS NULL, IS NOT NULL, or <=> where both sides can be NULL.",
  check({ query }) {
    let isFound = false;
    visit(query, (node) => {
      const { BinaryOp }: Expression = node;
      isFound ||=
        BinaryOp !== undefined &&
        COMPARING.has(BinaryOp.op) &&
        (isNull(BinaryOp.left) || isNull(BinaryOp.right));
      return !isFound;
    });
    return isFound
      ? [
          {
            column: "alert_query_template",
            message: "The query compares something with NULL by = or <> or the like.",
          },
        ]
      : [];
  },
};

function isNull({ Value }: Expression): boolean {
  const value: unknown = Value?.value;
  return value === "Null" || (typeof value === "object" && value !== null && "Null" in value);
}

const QUERY_DIVISION_BY_ZERO: LintRule = {
  id: "query/division-by-zero",
  severity: "warning",
  title: "The query divides by something that can be zero.",
  reason:
    "SQL warehouses follow ANSI rules: a division by zero fails the query, and the alert is in ERROR on the quiet day when there is nothing to divide by.",
  fix: "Write try_divide(a, b), or a / NULLIF(b, 0), and choose what NULL shall mean.",
  check({ analysis, scopes }) {
    if (analysis.outcome !== "query") return [];

    const divisors = new Set(scopes.flatMap((scope) => unguardedDivisors(scope, scopes)));
    return [...divisors].map((divisor) => ({
      column: "alert_query_template",
      about: divisor,
      message: `The query divides by ${divisor}, which can be zero.`,
    }));
  },
};

export const NOTHING_RULES: readonly LintRule[] = [
  EMPTY_ABSENCE_OK,
  EMPTY_NULL_ROW,
  QUERY_DIVISION_BY_ZERO,
  QUERY_EQUALS_NULL,
];
