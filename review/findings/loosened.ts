import type { AlertEvaluation, ComparisonOperator } from "../../alerting/definition";
import { shownText } from "../../messages/words";
import type { Literal } from "../../sql/literal";

/** So many times as far is out of reach. */
const FAR = 10;

/** How much of what fired fires no more. */
export interface Loosened {
  /** `all` and `far`: the alert is as good as switched off. `some`: who knows. `few`: a threshold like another. */
  readonly extent: "all" | "far" | "some" | "few";
  readonly message: string;
}

/** Which values fire, where the condition alone says it. */
interface Condition {
  readonly operator: ComparisonOperator;
  readonly threshold?: Literal;
}

/**
 * What a condition takes from the one before it, of the same figure. Nothing, where all values fire that did: a stricter
 * threshold, `>=` for `>`.
 */
export function loosened(
  before: AlertEvaluation,
  after: AlertEvaluation,
  valueNow: unknown,
): Loosened | undefined {
  const [was, is] = [conditionOf(before), conditionOf(after)];
  if (holdsWhere(was, is)) return undefined;
  const direction = directionOf(before);
  const [from, to] = [was.threshold, is.threshold];
  const isMoved = direction !== undefined && direction === directionOf(after) && from !== to;
  if (isMoved && from !== undefined && to !== undefined) {
    const value = typeof valueNow === "number" ? valueNow : undefined;
    const shown = value === undefined ? "" : `; the value is ${value} now`;
    const message = `The threshold moves from ${shownText(String(from))} to ${shownText(String(to))}${shown}.`;
    return { extent: extentOf(direction, from, to, value), message };
  }
  if (isDisjoint(was, is)) {
    return { extent: "all", message: "Its condition holds for none of the values for which it did." };
  }
  return is.operator === "EQUAL"
    ? { extent: "all", message: "Its condition holds for one of the values only for which it did." }
    : { extent: "some", message: "Its condition no longer holds for all values for which it did." };
}

/**
 * A threshold that moves away from what is compared is far at ten times as much: of the old threshold, or of the value of now
 * where that is more (of 1, where both are 0). How far one text is from another nobody can tell.
 */
function extentOf(
  direction: "up" | "down",
  from: Literal,
  to: Literal,
  value: number | undefined,
): Loosened["extent"] {
  if (typeof from !== "number" || typeof to !== "number") return "some";
  const size = Math.max(Math.abs(from), Math.abs(value ?? 0)) || 1;
  // Downwards from a positive one there is little left, and nothing below zero where amounts are compared.
  const isFar = direction === "up" ? to >= FAR * size : from > 0 ? to <= from / FAR : to <= -FAR * size;
  return isFar ? "far" : "few";
}

/** Which values fire: those above, or those below. */
function directionOf({ comparisonOperator: operator }: AlertEvaluation): "up" | "down" | undefined {
  return operator.startsWith("GREATER") ? "up" : operator.startsWith("LESS") ? "down" : undefined;
}

/** Whether the condition holds for a value that no row has a say in; null stands for NULL. */
export function holdsFor(value: Literal | null, evaluation: AlertEvaluation): boolean {
  return holds(value, conditionOf(evaluation));
}

function holds(value: Literal | null, { operator, threshold }: Condition): boolean {
  if (operator === "IS_NULL") return value === null;
  if (operator === "IS_NOT_NULL") return value !== null;
  if (value === null || threshold === undefined) return false;
  switch (operator) {
    case "GREATER_THAN":
      return value > threshold;
    case "GREATER_THAN_OR_EQUAL":
      return value >= threshold;
    case "LESS_THAN":
      return value < threshold;
    case "LESS_THAN_OR_EQUAL":
      return value <= threshold;
    case "EQUAL":
      return value === threshold;
    case "NOT_EQUAL":
      return value !== threshold;
  }
}

/** Whether `is` holds for all values for which `was` does. */
function holdsWhere(was: Condition, is: Condition): boolean {
  if (was.operator === is.operator && was.threshold === is.threshold) return true;
  if (was.operator === "IS_NULL" || is.operator === "IS_NULL") return false;
  if (is.operator === "IS_NOT_NULL") return true;
  const [from, to] = [was.threshold, is.threshold];
  if (from === undefined || to === undefined) return false;
  if (was.operator === "EQUAL") return holds(from, is);
  if (was.operator === "NOT_EQUAL" || is.operator === "EQUAL") return false;
  const isUp = was.operator.startsWith("GREATER");
  const hasEnd = was.operator.endsWith("_OR_EQUAL");
  const isBeyond = isUp ? to < from : to > from;
  if (is.operator === "NOT_EQUAL") return isBeyond || (to === from && !hasEnd);
  if (is.operator.startsWith("GREATER") !== isUp) return false;
  return isBeyond || (to === from && (!hasEnd || is.operator.endsWith("_OR_EQUAL")));
}

/** Whether no value fulfils both. */
function isDisjoint(was: Condition, is: Condition): boolean {
  if (was.operator === "IS_NULL" || is.operator === "IS_NULL") return true;
  if (was.operator === "IS_NOT_NULL") return false;
  const [from, to] = [was.threshold, is.threshold];
  if (from === undefined || to === undefined) return false;
  if (was.operator === "EQUAL") return !holds(from, is);
  if (is.operator === "EQUAL") return !holds(to, was);
  if (was.operator === "NOT_EQUAL" || is.operator === "NOT_EQUAL") return false;
  const [wasUp, isUp] = [was, is].map(({ operator }) => operator.startsWith("GREATER"));
  return wasUp !== isUp && (wasUp ? to <= from : to >= from);
}

function conditionOf({ comparisonOperator: operator, threshold }: AlertEvaluation): Condition {
  const { value } = threshold ?? {};
  if (value === undefined) return { operator };
  const literal =
    "doubleValue" in value ? value.doubleValue : "stringValue" in value ? value.stringValue : value.boolValue;
  return { operator, threshold: literal };
}
