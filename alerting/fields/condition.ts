import { shownText } from "../../messages/words";
import {
  type Aggregation,
  AGGREGATIONS,
  type LiveDefinition,
  type ComparisonOperator,
  type ThresholdValue,
} from "../definition";
import type { Cells } from "../row-from-alert";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import { EMPTY_RESULT_STATES } from "../tables/allowed-values";

/** How the rows of the result become one value; `undefined` also for NONE, the first row's value. */
export function aggregation(
  row: Pick<AlertRow, "aggregation_type">,
  notes: AlertNotes,
): Aggregation | undefined {
  const written = row.aggregation_type?.trim().toUpperCase() ?? "";
  if (written === "" || written === "NONE") {
    return undefined;
  }
  if (written === "FIRST") {
    // The earlier framework's word, in nearly all of its own rows.
    notes.warning("aggregation_type", "is read as NONE, which is the first row's value: write NONE");
    return undefined;
  }
  return (
    AGGREGATIONS.find((name) => name === written) ??
    notes.fault(
      "aggregation_type",
      `Unsupported aggregation_type: ${shownText(written)}; use NONE or one of ${AGGREGATIONS.join(", ")}`,
    )
  );
}

type ThresholdCells = Pick<
  AlertRow,
  "threshold_value_type" | "threshold_value_double" | "threshold_value_string" | "threshold_value_bool"
>;

/** The value that the figure is compared with; `undefined` also for IS NULL and IS NOT NULL, which need none. */
export function threshold(
  row: ThresholdCells,
  operator: ComparisonOperator | undefined,
  notes: AlertNotes,
): ThresholdValue | undefined {
  if (operator === "IS_NULL" || operator === "IS_NOT_NULL" || notes.isBroken("threshold_value_type")) {
    return undefined;
  }
  switch (row.threshold_value_type) {
    case "DOUBLE":
      return row.threshold_value_double === null
        ? missing("threshold_value_double", row, notes)
        : { doubleValue: row.threshold_value_double };
    case "STRING":
      return row.threshold_value_string === null
        ? missing("threshold_value_string", row, notes)
        : { stringValue: row.threshold_value_string };
    case "BOOLEAN":
      return row.threshold_value_bool === null
        ? missing("threshold_value_bool", row, notes)
        : { boolValue: row.threshold_value_bool };
  }
}

function missing(
  column: Exclude<keyof ThresholdCells, "threshold_value_type">,
  row: ThresholdCells,
  notes: AlertNotes,
): undefined {
  return notes.fault(column, `${column} is required for ${row.threshold_value_type} threshold_value_type`);
}

const OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  ">": "GREATER_THAN",
  ">=": "GREATER_THAN_OR_EQUAL",
  "<": "LESS_THAN",
  "<=": "LESS_THAN_OR_EQUAL",
  "=": "EQUAL",
  "==": "EQUAL",
  "!=": "NOT_EQUAL",
  "<>": "NOT_EQUAL",
  "IS NULL": "IS_NULL",
  "IS NOT NULL": "IS_NOT_NULL",
};

/** The API's word for the row's operator. */
export function comparisonOperator(
  row: Pick<AlertRow, "threshold_operator">,
  notes: AlertNotes,
): ComparisonOperator | undefined {
  const written = row.threshold_operator.trim();
  if (written === "") {
    return notes.fault("threshold_operator", "threshold_operator is required");
  }
  const operator = new Map(Object.entries(OPERATORS)).get(written.toUpperCase().replaceAll(/\s+/g, " "));
  return (
    operator ??
    notes.fault(
      "threshold_operator",
      `Unsupported threshold_operator: ${shownText(written)}; use one of ${Object.keys(OPERATORS).join(", ")}`,
    )
  );
}

/** The sign that a row writes for the API's word; the first, where there are two. */
function operatorSign(operator: string): string | undefined {
  return Object.entries(OPERATORS).find(([, word]) => word === operator)?.[0];
}

export function sourceCells({ evaluation: { source } }: LiveDefinition): Cells {
  return { threshold_column: source.name, aggregation_type: source.aggregation ?? "NONE" };
}

export function operatorCells({ evaluation: { comparisonOperator } }: LiveDefinition): Cells {
  const sign = operatorSign(comparisonOperator);
  return sign === undefined ? {} : { threshold_operator: sign };
}

/** Nothing without a threshold: IS NULL and IS NOT NULL leave the row's as it is. Nor for one that is a column. */
export function thresholdCells({ evaluation: { threshold } }: LiveDefinition): Cells {
  const { doubleValue, stringValue, boolValue } = threshold?.value ?? {};
  if (doubleValue !== undefined)
    return { threshold_value_type: "DOUBLE", threshold_value_double: doubleValue };
  if (stringValue !== undefined)
    return { threshold_value_type: "STRING", threshold_value_string: stringValue };
  return boolValue === undefined ? {} : { threshold_value_type: "BOOLEAN", threshold_value_bool: boolValue };
}

export function emptyResultCells({ evaluation: { emptyResultState } }: LiveDefinition): Cells {
  const known = EMPTY_RESULT_STATES.find((state) => state === emptyResultState);
  return known === undefined ? {} : { empty_result_state: known };
}
