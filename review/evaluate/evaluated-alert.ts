import type {
  Aggregation,
  AlertDefinition,
  AlertEvaluation,
  ThresholdValue,
} from "../../alerting/definition";

/** A column that is compared, as an alert of the workspace may have it. */
export interface ComparedColumn {
  readonly name: string;
  readonly aggregation?: Aggregation;
  /** What the service calls the column in its wrapper. Rows never set it. */
  readonly display?: string;
}

/**
 * What can be evaluated: every definition that a row describes, and what somebody made of its alert in the workspace,
 * such as a comparison with another column.
 */
export interface EvaluatedAlert extends Pick<AlertDefinition, "queryText"> {
  readonly evaluation: Pick<AlertEvaluation, "comparisonOperator" | "emptyResultState"> & {
    readonly source: ComparedColumn;
    readonly threshold?: { readonly value?: ThresholdValue; readonly column?: ComparedColumn };
  };
}
