import { nearestWord } from "../../messages/words";
import { isCount } from "../../sql/aggregates";
import { literalComparisons } from "../../sql/comparisons";
import { literalOf } from "../../sql/literal";
import { nameOf } from "../../sql/function-calls";
import type { Expression } from "../../sql/tree";
import { keptRows } from "../kept-rows";
import type { LintRule } from "../lint-rule";
import { decidingColumn, settledCondition } from "../settled-condition";
import { systemTable } from "../system-tables";

const COLUMN_MISSING: LintRule = {
  id: "column/missing",
  severity: "error",
  title: "The query's result does not have the compared column.",
  reason:
    "The service evaluates the alert to ERROR at every run: it never fires, and only its own page says so.",
  fix: "Name a column of the result in threshold_column, or add the column to the query.",
  check({ row, resultColumns }) {
    const wanted = row.threshold_column.trim();
    // A name such as `count(1)` can be the service's own for a column without one.
    const isNamed = /^\w+$/.test(wanted);
    if (resultColumns === undefined || !isNamed || resultColumns.includes(wanted.toLowerCase())) return [];

    const names = resultColumns.filter((name) => name !== "");
    const near = nearestWord(wanted, names);
    const list = names.length === 0 ? "no column with a name" : names.join(", ");
    const message = `The result has no column ${wanted}; it has ${list}.`;
    return [
      {
        column: "threshold_column",
        message,
        ...(near !== undefined && {
          fix: `Write threshold_column as ${near}, or add ${wanted} to the query.`,
        }),
      },
    ];
  },
};

const TEXT_FUNCTIONS = new Set(["concat", "concat_ws", "date_format", "format_string", "lower", "upper"]);

const COLUMN_TYPE: LintRule = {
  id: "column/type",
  severity: "error",
  title: "A text is compared with a number, or a number with a text.",
  reason: "The service refuses to compare them, or compares them as texts, where 9 is more than 10.",
  fix: "Compare the figure itself, and choose threshold_value_type by it.",
  check({ row, definition, comparedExpression }) {
    const { source, threshold } = definition.evaluation;
    const type = comparedExpression && typeOf(comparedExpression.expression);
    const counts = source.aggregation === "COUNT" || source.aggregation === "COUNT_DISTINCT";
    const { value } = threshold ?? {};
    if (value === undefined || type === undefined || counts) return [];

    const wanted = "doubleValue" in value ? "number" : "stringValue" in value ? "text" : "";
    return wanted === "" || wanted === type
      ? []
      : [
          {
            column: "threshold_value_type",
            message: `${row.threshold_column} is a ${type}, and the threshold is a ${wanted}.`,
          },
        ];
  },
};

/** Where the text leaves no doubt. */
function typeOf(expression: Expression): "text" | "number" | undefined {
  const { Function: call, Cast } = expression;
  const literal = literalOf(expression);
  if (typeof literal === "string" || (call && TEXT_FUNCTIONS.has(nameOf(call)))) return "text";

  if (Cast) return isTextType(Cast.data_type) ? "text" : undefined;

  return typeof literal === "number" || isCount(expression) ? "number" : undefined;
}

function isTextType(type: unknown): boolean {
  return type === "String" || (typeof type === "object" && type !== null && "String" in type);
}

const THRESHOLD_ALWAYS: LintRule = {
  id: "threshold/always",
  severity: "error",
  title: "The condition holds whatever the data is.",
  reason:
    "A count is never below zero and never NULL, and a count of one row is always 1: the alert fires at every run, whatever happens.",
  fix: "Compare with > 0, or with the count that is still fine.",
  check(subject) {
    const condition = settledCondition(subject);
    if (condition?.fires !== true) return [];
    const { because, fix } = condition;
    return [
      {
        column: decidingColumn(subject),
        message: fix ? `${because}, so it fires at every run.` : `${because}, and every count fires.`,
        ...(fix && { fix }),
      },
    ];
  },
};

const THRESHOLD_FLOAT_EQUALITY: LintRule = {
  id: "threshold/float-equality",
  severity: "warning",
  title: "A fraction is compared for being equal.",
  reason:
    "Fractions are rounded while they are worked out: 0.1 + 0.2 is not 0.3, and the alert does not fire.",
  fix: "Compare with <= and >=, or round the figure in the query and compare whole numbers.",
  check({ row, definition, thresholdNumber, comparedExpression }) {
    const { comparisonOperator: operator, source } = definition.evaluation;
    const isEquality = operator === "EQUAL" || operator === "NOT_EQUAL";
    const isFraction =
      (thresholdNumber !== undefined && !Number.isInteger(thresholdNumber)) ||
      ["AVG", "MEDIAN", "STDDEV"].includes(source.aggregation ?? "") ||
      comparedExpression?.expression.BinaryOp?.op === "Divide";
    return isEquality && isFraction && thresholdNumber !== undefined
      ? [
          {
            column: "threshold_operator",
            message: `${row.threshold_column} can be a fraction, and is compared with ${row.threshold_operator.trim()} ${thresholdNumber}.`,
          },
        ]
      : [];
  },
};

const THRESHOLD_TWICE: LintRule = {
  id: "threshold/twice",
  severity: "warning",
  title: "The query applies a threshold of its own to the compared figure.",
  reason:
    "Rows below the query's threshold never reach the row's: whoever loosens the row changes nothing, and the message cannot show how close a figure came.",
  fix: "Take the condition out of the query and leave it to the row.",
  check: (subject) =>
    keptRows(subject)
      // `HAVING n > 0` leaves out what there is nothing of, before a condition on what there is.
      .filter(({ allFire, value }) => allFire && value !== 0)
      .slice(0, 1)
      .map(({ comparator, value }) => ({
        column: "alert_query_template",
        message: `The query keeps rows with ${subject.row.threshold_column} ${comparator} ${value} only, so the threshold of ${subject.thresholdNumber} decides nothing.`,
      })),
};

const THRESHOLD_UNREACHABLE: LintRule = {
  id: "threshold/unreachable",
  severity: "error",
  title: "The condition never holds, whatever the data is.",
  reason:
    "A count is never below zero and never NULL, and cannot be more than the rows that there are: the alert cannot fire.",
  fix: "For nothing at all compare with = 0; where there may be no row, set empty_result_state to TRIGGERED.",
  check(subject) {
    const condition = settledCondition(subject);
    if (condition?.fires !== false) return [];
    const { because, fix } = condition;
    return [
      {
        column: decidingColumn(subject),
        message: fix ? `${because}, so it never fires.` : `${because}, and no count fires.`,
        ...(fix && { fix }),
      },
    ];
  },
};

const VALUE_UNSEEN: LintRule = {
  id: "value/unseen",
  severity: "warning",
  title: "A column is compared with a value that it never has.",
  reason:
    "The condition keeps no row, or every row, and nothing says so: the alert looks healthy for as long as it is wrong.",
  fix: "Use a value that the table's documentation lists.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) =>
      literalComparisons(scope).flatMap(({ origin: { table, column }, comparator, value }) => {
        const values = systemTable(table)?.values?.[column];
        if (values === undefined || typeof value !== "string" || values.includes(value)) return [];
        if (comparator !== "=" && comparator !== "!=") return [];
        const near = nearestWord(value, values);
        return [
          {
            column: "alert_query_template" as const,
            about: `${column} ${value}`,
            message: `${column} of ${table} is never '${value}': it is one of ${values.join(", ")}.`,
            ...(near !== undefined && { fix: `Write '${near}'.` }),
          },
        ];
      }),
    ),
};

export const CONDITION_RULES: readonly LintRule[] = [
  COLUMN_MISSING,
  COLUMN_TYPE,
  THRESHOLD_ALWAYS,
  THRESHOLD_FLOAT_EQUALITY,
  THRESHOLD_TWICE,
  THRESHOLD_UNREACHABLE,
  VALUE_UNSEEN,
];
