import type { AlertNotes } from "./alert-notes";
import type { ComparisonOperator, ThresholdValue } from "./definition";
import type { AlertRow } from "./tables/alert-configurations";

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
