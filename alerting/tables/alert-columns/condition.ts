import {
  AGGREGATION_TYPES,
  EMPTY_RESULT_STATES,
  THRESHOLD_OPERATORS,
  THRESHOLD_VALUE_TYPES,
} from "../allowed-values";
import type { ColumnSpec } from "../column-spec";

/** When the alert fires. */
export const CONDITION_COLUMNS = [
  {
    name: "threshold_column",
    type: "STRING",
    nullable: false,
    label: true,
    business: "Which figure of the query's result is watched.",
    technical: "Column of the result; evaluation.source.name.",
  },
  {
    name: "threshold_operator",
    type: "STRING",
    nullable: false,
    values: THRESHOLD_OPERATORS,
    check: true,
    anyCase: true,
    ownRule: true,
    business: "How the figure is compared with the threshold.",
    technical:
      "evaluation.comparison_operator; == is =, <> is !=; IS NULL and IS NOT NULL need no threshold.",
  },
  {
    name: "threshold_value_type",
    type: "STRING",
    nullable: false,
    values: THRESHOLD_VALUE_TYPES,
    check: true,
    anyCase: true,
    business: "Whether the threshold is a number, a text or a truth value.",
    technical: "Says which of the threshold_value_ columns is read.",
  },
  {
    name: "threshold_value_double",
    type: "DOUBLE",
    nullable: true,
    business: "The threshold when it is a number.",
    technical: "evaluation.threshold.value.double_value; required for DOUBLE.",
  },
  {
    name: "threshold_value_string",
    type: "STRING",
    nullable: true,
    business: "The threshold when it is a text.",
    technical: "evaluation.threshold.value.string_value; required for STRING.",
  },
  {
    name: "threshold_value_bool",
    type: "BOOLEAN",
    nullable: true,
    business: "The threshold when it is a truth value.",
    technical: "evaluation.threshold.value.bool_value; required for BOOLEAN.",
  },
  {
    name: "empty_result_state",
    type: "STRING",
    nullable: false,
    default: "OK",
    values: EMPTY_RESULT_STATES,
    check: true,
    business: "What it means when the query finds nothing.",
    technical: "evaluation.empty_result_state.",
  },
  {
    name: "aggregation_type",
    type: "STRING",
    nullable: true,
    default: "NONE",
    values: AGGREGATION_TYPES,
    ownRule: true,
    business: "How several rows of the result become one figure.",
    technical: "evaluation.source.aggregation; NONE takes the first row's value.",
  },
] as const satisfies readonly ColumnSpec[];
