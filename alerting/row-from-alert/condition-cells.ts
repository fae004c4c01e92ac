import type { AlertDefinition } from "../definition";
import { operatorSign } from "../threshold-operator";
import { EMPTY_RESULT_STATES } from "../tables/allowed-values";
import type { Cells } from "./cells";

export function sourceCells({ evaluation: { source } }: AlertDefinition): Cells {
  return { threshold_column: source.name, aggregation_type: source.aggregation ?? "NONE" };
}

export function operatorCells({ evaluation: { comparisonOperator } }: AlertDefinition): Cells {
  const sign = operatorSign(comparisonOperator);
  return sign === undefined ? {} : { threshold_operator: sign };
}

/** Nothing without a threshold: IS NULL and IS NOT NULL leave the row's as it is. Nor for one that is a column. */
export function thresholdCells({ evaluation: { threshold } }: AlertDefinition): Cells {
  const value = threshold?.value;
  if (value === undefined) return {};
  if ("doubleValue" in value)
    return { threshold_value_type: "DOUBLE", threshold_value_double: value.doubleValue };
  if ("stringValue" in value)
    return { threshold_value_type: "STRING", threshold_value_string: value.stringValue };
  return { threshold_value_type: "BOOLEAN", threshold_value_bool: value.boolValue };
}

export function emptyResultCells({ evaluation: { emptyResultState } }: AlertDefinition): Cells {
  const known = EMPTY_RESULT_STATES.find((state) => state === emptyResultState);
  return known === undefined ? {} : { empty_result_state: known };
}
