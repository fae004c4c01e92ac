import type { AuthoredAlert, FiresFor, ThresholdList, ThresholdRange } from "./authored-alert";
import type { LiveColumn, LiveValue } from "./definition";

/** A value that is compared, as it stands in a row. */
export type Comparand = number | string | boolean;

/** When an alert fires: a figure of its query's result, what that is compared with, and how often that must hold. */
export interface Condition {
  readonly column: string;
  /** How the rows of the result become one value. Left out: the first row's value. */
  readonly aggregation?: string;
  /** The API's word, or one of `COMPILED_OPERATORS`. One that was chosen by hand may be none of ours. */
  readonly operator: string;
  /** Left out for `IS_NULL` and `IS_NOT_NULL`. */
  readonly threshold?: Comparand | LiveColumn | ThresholdRange | ThresholdList;
  readonly firesFor?: FiresFor;
  readonly clearsAt?: number;
}

/** The condition that the author of an alert wrote. */
export function conditionOf({
  evaluation,
  firesFor,
  clearsAt,
}: Pick<AuthoredAlert, "evaluation" | "firesFor" | "clearsAt">): Condition {
  const { source, comparisonOperator: operator, threshold: limit = {} } = evaluation;
  const { name: column, aggregation } = source;
  const threshold = comparandIn(limit.value ?? {}) ?? limit.range ?? limit.list ?? limit.column;
  return {
    column,
    operator,
    ...(aggregation !== undefined && { aggregation }),
    ...(threshold !== undefined && { threshold }),
    ...(firesFor && { firesFor }),
    ...(clearsAt !== undefined && { clearsAt }),
  };
}

/** What a threshold of the service compares with: NaN and infinity as the numbers that they are. */
export function comparandIn({ doubleValue, stringValue, boolValue }: LiveValue): Comparand | undefined {
  return doubleValue === undefined ? (stringValue ?? boolValue) : Number(doubleValue);
}

/** The value that the figure is compared with, where it is one. */
export function comparandOf({ threshold }: Condition): Comparand | undefined {
  return typeof threshold === "object" ? undefined : threshold;
}

/** Which values fire: those above the threshold, or those below. */
export function directionOf({ operator }: Pick<Condition, "operator">): "up" | "down" | undefined {
  return operator.startsWith("GREATER") ? "up" : operator.startsWith("LESS") ? "down" : undefined;
}
