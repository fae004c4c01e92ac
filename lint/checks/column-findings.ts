import {
  type Comparable,
  type ComparableKind,
  comparableThreshold,
  fulfils,
  IncompatibleTypesError,
  kindOf,
} from "../../alerting/comparable";
import type { Aggregation, AlertDefinition, ThresholdValue } from "../../alerting/definition";
import { nearestWord, shownText } from "../../messages/words";
import type { Finding } from "../finding";
import type { ResultColumn } from "./check-queries";

/** So many columns are named when none is near. */
const MOST_NAMED = 10;

/** What is wrong with the compared column: it must be there, once, and of a type that can be aggregated and compared. */
export function columnFindings(
  alertId: string,
  definition: AlertDefinition,
  columns: readonly ResultColumn[],
): Finding[] {
  const { name } = definition.evaluation.source;
  const [column, second] = columns.filter((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (column === undefined) return [missing(alertId, name, columns)];
  if (second !== undefined) return [ambiguous(alertId, name)];
  return typeFindings(alertId, definition, column);
}

function missing(alertId: string, name: string, columns: readonly ResultColumn[]): Finding {
  const names = columns.map((column) => column.name);
  const nearest = nearestWord(name, names);
  const others = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return {
    rule: "column/missing",
    severity: "error",
    alertId,
    column: "threshold_column",
    message: `The query gives no column ${shownText(name)}; it gives ${names.slice(0, MOST_NAMED).map(shownText).join(", ")}${others}.`,
    fix:
      nearest === undefined
        ? "Name one of these in threshold_column, or give the figure that name in the query."
        : `Set threshold_column to ${shownText(nearest)}, or give the figure that name in the query.`,
  };
}

function ambiguous(alertId: string, name: string): Finding {
  return {
    rule: "column/ambiguous",
    severity: "error",
    alertId,
    column: "threshold_column",
    message: `The query gives several columns ${shownText(name)}.`,
    fix: "Give the one that is meant a name of its own in the query, and set threshold_column to it.",
  };
}

function typeFindings(alertId: string, { evaluation }: AlertDefinition, column: ResultColumn): Finding[] {
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
  if (threshold === undefined || compares(compared, threshold.value)) return [];
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
        `${figure} cannot be compared with ${shownThreshold(threshold.value)} ` +
        `(${comparisonOperator}): every evaluation would end in ERROR.`,
      fix: "Cast it in the query to the threshold's type, or set the threshold in the column's type.",
    },
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
