import type { AuthoredAlert } from "./authored-alert";
import { type Comparand, comparandIn } from "./condition";
import type { LiveValue } from "./definition";
import { ExpectedError } from "../messages/expected-error";

/** Kinds of values: each compares with its own, a time also with a text. */
export type ComparableKind = "number" | "text" | "boolean" | "time" | "other";

/** A cell of a result, or a threshold, as it is compared. */
export interface Comparable {
  readonly kind: ComparableKind;
  readonly value: number | bigint | string | boolean | null;
}

/** The service refuses to compare them; its words as a third party reported them. */
export class IncompatibleTypesError extends ExpectedError {
  override readonly name = "IncompatibleTypesError";
  constructor(left: Comparable, right: Comparable) {
    super(`Incompatible type in alert evaluation: ${left.kind} against ${right.kind}`);
  }
}

/** What of a type's name tells its kind. */
export function kindOf(type: string): ComparableKind {
  if (/^(tinyint|smallint|int|bigint|float|double|decimal)\b/i.test(type)) return "number";
  if (/^(date|timestamp)/i.test(type)) return "time";
  if (/^boolean$/i.test(type)) return "boolean";
  return /^string$/i.test(type) ? "text" : "other";
}

/** A cell that was read as text, with the name of its type. */
export function comparableCell(text: string | null, type: string): Comparable {
  const kind = kindOf(type);
  if (text === null) return { kind, value: null };
  switch (kind) {
    case "number":
      return { kind, value: numberOf(text, type) };
    case "boolean":
      return { kind, value: text === "true" };
    case "time":
    case "text":
      return { kind, value: text };
    case "other":
      return { kind, value: "" };
  }
}

export function comparableThreshold(value: LiveValue): Comparable {
  return comparableOf(comparandIn(value) ?? "");
}

/**
 * Whether a condition of an author holds of the value; `limit` is the other column of one that compares two.
 *
 * @throws IncompatibleTypesError
 */
export function conditionHolds(
  {
    comparisonOperator: operator,
    threshold = {},
  }: Pick<AuthoredAlert["evaluation"], "comparisonOperator" | "threshold">,
  value: Comparable,
  limit?: Comparable,
): boolean {
  const { range, list, value: comparand } = threshold;
  const is = (known: string, other: Comparand) => fulfils(known, value, comparableOf(other));
  if (range) {
    const isWithin = is("GREATER_THAN_OR_EQUAL", range.from) && is("LESS_THAN_OR_EQUAL", range.to);
    return value.value !== null && isWithin === (operator === "BETWEEN");
  }
  if (list) {
    const isAmong = list.values.map((one) => is("EQUAL", one)).includes(true);
    return value.value !== null && isAmong === (operator === "IN");
  }
  return fulfils(operator, value, limit ?? (comparand && comparableThreshold(comparand)));
}

function comparableOf(value: Comparand): Comparable {
  if (typeof value === "number") return { kind: "number", value };
  return typeof value === "boolean" ? { kind: "boolean", value } : { kind: "text", value };
}

/** As SQL compares: NULL on either side fulfils nothing but IS_NULL. @throws IncompatibleTypesError */
export function fulfils(operator: string, left: Comparable, right?: Comparable): boolean {
  if (operator === "IS_NULL") return left.value === null;
  if (operator === "IS_NOT_NULL") return left.value !== null;
  if (right === undefined || left.value === null || right.value === null) return false;
  const order = compare(left, right);
  switch (operator) {
    case "EQUAL":
      return order === 0;
    case "NOT_EQUAL":
      return order !== 0;
    case "GREATER_THAN":
      return order > 0;
    case "GREATER_THAN_OR_EQUAL":
      return order >= 0;
    case "LESS_THAN":
      return order < 0;
    case "LESS_THAN_OR_EQUAL":
      return order <= 0;
    default:
      // A word that was chosen by hand, and that nobody here knows.
      return false;
  }
}

function compare(left: Comparable, right: Comparable): number {
  const isTimed = left.kind === "time" || right.kind === "time";
  const timed = isTimed && [left, right].every(({ kind }) => kind === "time" || kind === "text");
  if (timed) {
    const [time, limit] = [timeOf(left), timeOf(right)];
    if (Number.isNaN(time) || Number.isNaN(limit)) throw new IncompatibleTypesError(left, right);
    return order(time, limit);
  }
  if (left.kind !== right.kind || left.kind === "other" || left.value === null || right.value === null)
    throw new IncompatibleTypesError(left, right);

  return order(left.value, right.value);
}

type Ordered = NonNullable<Comparable["value"]>;

/** NaN equals itself and is larger than any other number, as Databricks SQL has it. */
function order(left: Ordered, right: Ordered): number {
  const [isLeftNaN, isRightNaN] = [Number.isNaN(left), Number.isNaN(right)];
  if (isLeftNaN || isRightNaN) return Number(isLeftNaN) - Number(isRightNaN);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whole numbers may be larger than a double can tell apart; a FLOAT or DOUBLE is compared with what it is, not how it is shown. */
function numberOf(text: string, type: string): number | bigint {
  if (/^float/i.test(type)) return Math.fround(Number(text));
  return /^-?\d+$/.test(text) && !/^double/i.test(type) ? BigInt(text) : Number(text);
}

/** Milliseconds; NaN for a text that tells no time. One without a zone is UTC, the zone of warehouses. */
function timeOf({ value }: Comparable): number {
  const iso = String(value).trim().replace(" ", "T");
  // Date.parse would read a year out of "80".
  if (!/^\d{4}/.test(iso)) return Number.NaN;
  return Date.parse(/T[^Z+-]*$/i.test(iso) ? `${iso}Z` : iso);
}
