import type { LiveColumn, LiveDefinition } from "./definition";

/** A value that is compared, as it stands in a row. */
export type Comparand = number | string | boolean;

/** When an alert fires: a figure of its query's result, and what that is compared with. */
export interface Condition {
  readonly column: string;
  /** How the rows of the result become one value. Left out: the first row's value. */
  readonly aggregation?: string;
  /** The API's word. One that was chosen by hand may be none of ours. */
  readonly operator: string;
  /** Left out for `IS_NULL` and `IS_NOT_NULL`. Another column only where somebody chose that by hand. */
  readonly threshold?: Comparand | LiveColumn;
}

/** The condition that the service is given, or has. */
export function conditionOf({ evaluation }: Pick<LiveDefinition, "evaluation">): Condition {
  const { source, comparisonOperator: operator, threshold: { value = {}, column: limit } = {} } = evaluation;
  const { name: column, aggregation } = source;
  const threshold = value.doubleValue ?? value.stringValue ?? value.boolValue ?? limit;
  return {
    column,
    operator,
    ...(aggregation !== undefined && { aggregation }),
    ...(threshold !== undefined && { threshold }),
  };
}

/** The value that the figure is compared with, where it is one. */
export function comparandOf({ threshold }: Condition): Comparand | undefined {
  return typeof threshold === "object" ? undefined : threshold;
}

/** Which values fire: those above the threshold, or those below. */
export function directionOf({ operator }: Pick<Condition, "operator">): "up" | "down" | undefined {
  return operator.startsWith("GREATER") ? "up" : operator.startsWith("LESS") ? "down" : undefined;
}
