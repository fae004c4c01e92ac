import type { AlertDefinition, ComparisonOperator, ThresholdValue } from "./definition";

/** A value that is compared, as it stands in a row. */
export type Comparand = number | string | boolean;

/** When an alert fires: a figure of its query's result, and what that is compared with. */
export interface Condition {
  readonly column: string;
  /** How the rows of the result become one value. Left out: the first row's value. */
  readonly aggregation?: string;
  readonly operator: ComparisonOperator;
  /** Left out for `IS_NULL` and `IS_NOT_NULL`. */
  readonly threshold?: Comparand;
}

/** The condition that the service is given. */
export function conditionOf({ evaluation }: Pick<AlertDefinition, "evaluation">): Condition {
  const { source, comparisonOperator: operator, threshold } = evaluation;
  const { name: column, aggregation } = source;
  return {
    ...{ column, operator },
    ...(aggregation === undefined ? {} : { aggregation }),
    ...(threshold === undefined ? {} : { threshold: comparand(threshold.value) }),
  };
}

function comparand(value: ThresholdValue): Comparand {
  if ("doubleValue" in value) return value.doubleValue;
  return "stringValue" in value ? value.stringValue : value.boolValue;
}
