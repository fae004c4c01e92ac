import { comparandOf, type Condition, directionOf } from "../../alerting/condition";
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

/**
 * What a condition takes from the one before it, of the same figure. Nothing, where all values fire that did: a stricter
 * threshold, `>=` for `>`.
 */
export function loosened(was: Condition, is: Condition, valueNow: unknown): Loosened | undefined {
  if (holdsWhere(was, is)) return undefined;
  const direction = directionOf(was);
  const [from, to] = [limitOf(was), limitOf(is)];
  const isMoved = direction !== undefined && direction === directionOf(is) && from !== to;
  if (isMoved && from !== undefined && to !== undefined) {
    const value = typeof valueNow === "number" ? valueNow : undefined;
    const shown = value === undefined ? "" : `; the value is ${value} now`;
    const message = `The threshold moves from ${shownText(String(comparandOf(was)))} to ${shownText(String(to))}${shown}.`;
    return { extent: extentOf(direction, from, to, value), message };
  }
  if (isDisjoint(was, is))
    return { extent: "all", message: "Its condition holds for none of the values for which it did." };

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

/** Whether the condition holds for a value that no row has a say in; null stands for NULL. */
export function holdsFor(value: Literal | null, condition: Condition): boolean {
  const { operator } = condition;
  const threshold = limitOf(condition);
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
    default:
      return false;
  }
}

/** NaN, which an alert of somebody else's may have, is above all numbers, as Databricks SQL has it. */
function limitOf(condition: Condition): Literal | undefined {
  const value = comparandOf(condition);
  return Number.isNaN(value) ? Infinity : value;
}

/** Whether `is` holds for all values for which `was` does. */
function holdsWhere(was: Condition, is: Condition): boolean {
  if (was.operator === is.operator && limitOf(was) === limitOf(is)) return true;
  if (was.operator === "IS_NULL" || is.operator === "IS_NULL") return false;
  if (is.operator === "IS_NOT_NULL") return true;
  const [from, to] = [limitOf(was), limitOf(is)];
  if (from === undefined || to === undefined) return false;
  if (was.operator === "EQUAL") return holdsFor(from, is);
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
  const [from, to] = [limitOf(was), limitOf(is)];
  if (from === undefined || to === undefined) return false;
  if (was.operator === "EQUAL") return !holdsFor(from, is);
  if (is.operator === "EQUAL") return !holdsFor(to, was);
  if (was.operator === "NOT_EQUAL" || is.operator === "NOT_EQUAL") return false;
  const [wasUp, isUp] = [was, is].map(({ operator }) => operator.startsWith("GREATER"));
  return wasUp !== isUp && (wasUp ? to <= from : to >= from);
}
