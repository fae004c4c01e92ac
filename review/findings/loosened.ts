import type { AlertEvaluation } from "../../alerting/definition";

/** So many times as far is out of reach. */
const FAR = 10;

export interface Loosened {
  readonly from: number;
  readonly to: number;
  /** What is compared now, where it is a number. */
  readonly value?: number;
}

/**
 * A threshold that moves away from what is compared, to ten times as much: of the old threshold, or of the value of now where that
 * is more (of 1, where both are 0). Below that it is a threshold like another.
 */
export function loosened(
  before: AlertEvaluation,
  after: AlertEvaluation,
  valueNow: unknown,
): Loosened | undefined {
  const [from, to] = [numberOf(before), numberOf(after)];
  const direction = directionOf(after);
  if (
    from === undefined ||
    to === undefined ||
    direction === undefined ||
    direction !== directionOf(before)
  ) {
    return undefined;
  }
  const value = typeof valueNow === "number" ? valueNow : undefined;
  const told = { from, to, ...(value === undefined ? {} : { value }) };
  const size = Math.max(Math.abs(from), Math.abs(value ?? 0)) || 1;
  // Downwards from a positive one there is little left, and nothing below zero where amounts are compared.
  const isFar =
    direction === "up"
      ? to > from && to >= FAR * size
      : to < from && (from > 0 ? to <= from / FAR : to <= -FAR * size);
  return isFar ? told : undefined;
}

function numberOf({ threshold }: AlertEvaluation): number | undefined {
  const { value } = threshold ?? {};
  return value && "doubleValue" in value ? value.doubleValue : undefined;
}

/** Which values fire: those above, or those below. */
export function directionOf({ comparisonOperator: operator }: AlertEvaluation): "up" | "down" | undefined {
  return operator.startsWith("GREATER") ? "up" : operator.startsWith("LESS") ? "down" : undefined;
}
