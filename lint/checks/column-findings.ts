import {
  type Comparable,
  type ComparableKind,
  comparableThreshold,
  fulfils,
  IncompatibleTypesError,
  kindOf,
} from "../../alerting/comparable";
import { type AuthoredDefinition, needsCompiler } from "../../alerting/authored-alert";
import { FIRES } from "../../alerting/compile/compile";
import type { Aggregation, ThresholdValue } from "../../alerting/definition";
import { nearestWord, shownText } from "../../messages/words";
import type { Finding } from "../finding";
import type { ResultColumn } from "./check-queries";

/** So many columns are named when none is near. */
const MOST_NAMED = 10;

/** What is wrong with the compared column: it must be there, once, and of a type that can be aggregated and compared. */
export function columnFindings(
  alertId: string,
  definition: AuthoredDefinition,
  columns: readonly ResultColumn[],
): Finding[] {
  const { source, threshold } = definition.evaluation;
  const [column, other] = [
    columnOf(alertId, "threshold_column", source.name, columns),
    threshold?.column && columnOf(alertId, "threshold_value_column", threshold.column.name, columns),
  ];
  const missingOnes = [column, other].flatMap((one) => (one && "rule" in one ? [one] : []));
  const taken = columns.find(({ name }) => name.toLowerCase() === FIRES);
  if (needsCompiler(definition) && taken !== undefined) missingOnes.push(takenName(alertId));
  return missingOnes.length > 0 || "rule" in column ? missingOnes : typeFindings(alertId, definition, column);
}

type NamingColumn = "threshold_column" | "threshold_value_column";

/** The one column of that name, or what is wrong with it. */
function columnOf(
  alertId: string,
  cell: NamingColumn,
  name: string,
  columns: readonly ResultColumn[],
): ResultColumn | Finding {
  const [column, second] = columns.filter((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (column === undefined) return missing(alertId, cell, name, columns);
  return second === undefined ? column : ambiguous(alertId, cell, name);
}

function takenName(alertId: string): Finding {
  return {
    rule: "column/ambiguous",
    severity: "error",
    alertId,
    column: "alert_query_template",
    message: `The query gives a column ${FIRES}, which is what says that a compiled alert fires.`,
    fix: "Give the column another name in the query.",
  };
}

function missing(
  alertId: string,
  cell: NamingColumn,
  name: string,
  columns: readonly ResultColumn[],
): Finding {
  const names = columns.map((column) => column.name);
  const nearest = nearestWord(name, names);
  const others = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return {
    rule: "column/missing",
    severity: "error",
    alertId,
    column: cell,
    message: `The query gives no column ${shownText(name)}; it gives ${names.slice(0, MOST_NAMED).map(shownText).join(", ")}${others}.`,
    fix:
      nearest === undefined
        ? `Name one of these in ${cell}, or give the figure that name in the query.`
        : `Set ${cell} to ${shownText(nearest)}, or give the figure that name in the query.`,
  };
}

function ambiguous(alertId: string, cell: NamingColumn, name: string): Finding {
  return {
    rule: "column/ambiguous",
    severity: "error",
    alertId,
    column: cell,
    message: `The query gives several columns ${shownText(name)}.`,
    fix: `Give the one that is meant a name of its own in the query, and set ${cell} to it.`,
  };
}

function typeFindings(alertId: string, { evaluation }: AuthoredDefinition, column: ResultColumn): Finding[] {
  const { source, comparisonOperator, threshold } = evaluation;
  const { aggregation } = source;
  const kind = kindOf(column.type);
  if (aggregation !== undefined && !canAggregate(aggregation, kind)) {
    return [
      {
        rule: "column/aggregation",
        severity: "error",
        alertId,
        column: "aggregation_type",
        message: `${aggregation} needs numbers, and ${shownText(column.name)} is ${column.type.toUpperCase()}.`,
        fix: "Make it a number in the query, or choose COUNT, COUNT_DISTINCT, MIN, MAX or NONE.",
      },
    ];
  }
  const compared = aggregation === undefined || KEEPING.includes(aggregation) ? kind : "number";
  const value = valuesOf(threshold).find((one) => !compares(compared, one));
  if (value === undefined) return [];
  const shown = shownText(column.name);
  const figure =
    compared === kind ? `${shown}, which is ${column.type.toUpperCase()},` : `${aggregation} of ${shown}`;
  return [
    {
      rule: "column/type",
      severity: "error",
      alertId,
      column: "threshold_value_type",
      message:
        `${figure} cannot be compared with ${shownThreshold(value)} ` +
        `(${comparisonOperator}): every evaluation would end in ERROR.`,
      fix: "Cast it in the query to the threshold's type, or set the threshold in the column's type.",
    },
  ];
}

/** What the column is compared with, as far as it is written in the row. */
function valuesOf(threshold: AuthoredDefinition["evaluation"]["threshold"] = {}): ThresholdValue[] {
  const { value, range, list } = threshold;
  const values = [...(range ? [range.from] : []), ...(list?.values ?? [])];
  return [
    ...(value ? [value] : []),
    ...values.map((one) => (typeof one === "number" ? { doubleValue: one } : { stringValue: String(one) })),
  ];
}

/** The aggregations that leave the type as it is. */
const KEEPING: readonly Aggregation[] = ["MIN", "MAX"];

/** A text is taken for a number, and fails where it is none; the others are refused. */
function canAggregate(aggregation: Aggregation, kind: ComparableKind): boolean {
  return (
    ["COUNT", "COUNT_DISTINCT", "MIN", "MAX"].includes(aggregation) || kind === "number" || kind === "text"
  );
}

/** Any value of the kind: whether two compare depends on their kinds, and of a text on whether it tells a time. */
function sampleOf(kind: ComparableKind): NonNullable<Comparable["value"]> {
  return { number: 0, text: "", boolean: true, time: "2000-01-01", other: "" }[kind];
}

function compares(kind: ComparableKind, value: ThresholdValue): boolean {
  try {
    fulfils("EQUAL", { kind, value: sampleOf(kind) }, comparableThreshold(value));
    return true;
  } catch (error) {
    if (error instanceof IncompatibleTypesError) return false;
    throw error;
  }
}

function shownThreshold(value: ThresholdValue): string {
  if ("doubleValue" in value) return `the number ${value.doubleValue}`;
  return "boolValue" in value
    ? `the truth value ${value.boolValue}`
    : `the text ${shownText(value.stringValue)}`;
}
