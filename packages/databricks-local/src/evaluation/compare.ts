import type { ComparisonOperator } from "../alerts/alert-shape";
import type { SqlCell } from "../sql/sql-engine";

type OrderedValue = number | bigint | string | boolean;

/** Kinds of values, each comparable with its own. */
export const COMPARED_KINDS = ["number", "text", "boolean", "time", "other"] as const;

/** A value, with the kind of values that it can be compared with. */
export interface Comparable {
  readonly kind: (typeof COMPARED_KINDS)[number];
  readonly value: OrderedValue | null;
}

/** The words are a third party's report of the service's. */
export class IncompatibleTypesError extends Error {
  override readonly name = "IncompatibleTypesError";
  constructor({ kind }: Comparable, { kind: limit }: Comparable) {
    super(`[INVALID_PARAMETER_VALUE] Incompatible type in alert evaluation: ${kind} against ${limit}`);
  }
}

const KINDS: readonly [pattern: RegExp, kind: Comparable["kind"]][] = [
  [/^(tinyint|smallint|int|bigint|float|double|decimal)\b/i, "number"],
  [/^(date|timestamp)/i, "time"],
  [/^boolean$/i, "boolean"],
  [/^string$/i, "text"],
];

const NEEDS: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  EQUAL: (order) => order === 0,
  NOT_EQUAL: (order) => order !== 0,
  GREATER_THAN: (order) => order > 0,
  GREATER_THAN_OR_EQUAL: (order) => order >= 0,
  LESS_THAN: (order) => order < 0,
  LESS_THAN_OR_EQUAL: (order) => order <= 0,
  // Decided before there is an order.
  IS_NULL: () => false,
  IS_NOT_NULL: () => false,
};

/** A cell of a result; `type` is its column's. */
export function comparableCell(cell: SqlCell, type: string): Comparable {
  const kind = KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? "other";
  // Of arrays, structs and maps only NULL matters: they compare with nothing.
  return { kind, value: typeof cell === "object" && cell !== null ? "" : cell };
}

/** As SQL compares: NULL on either side fulfils nothing but IS_NULL. Throws `IncompatibleTypesError`. */
export function fulfils(operator: ComparisonOperator, source: Comparable, threshold?: Comparable): boolean {
  if (operator === "IS_NULL") return source.value === null;
  if (operator === "IS_NOT_NULL") return source.value !== null;
  if (threshold === undefined || source.value === null || threshold.value === null) return false;
  const comparison = `${source.kind} ${threshold.kind}`;
  switch (comparison) {
    case "number number":
      return NEEDS[operator](order(exactNumber(source.value), exactNumber(threshold.value)));
    case "time time":
    case "time text":
    case "text time": {
      const [time, limit] = [moment(source), moment(threshold)];
      if (Number.isNaN(time) || Number.isNaN(limit)) throw new IncompatibleTypesError(source, threshold);
      return NEEDS[operator](order(time, limit));
    }
    case "text text":
    case "boolean boolean":
      return NEEDS[operator](order(source.value, threshold.value));
    default:
      throw new IncompatibleTypesError(source, threshold);
  }
}

function order(left: OrderedValue, right: OrderedValue): number {
  // As Databricks SQL has it, NaN equals itself and is larger than any other number.
  const [isLeftNaN, isRightNaN] = [Number.isNaN(left), Number.isNaN(right)];
  if (isLeftNaN || isRightNaN) return Number(isLeftNaN) - Number(isRightNaN);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** DECIMAL comes as text, and a whole one may be larger than a double can tell apart. */
function exactNumber(value: OrderedValue): number | bigint {
  if (typeof value === "string" && /^-?\d+$/.test(value)) return BigInt(value);
  return typeof value === "bigint" ? value : Number(value);
}

/** Milliseconds, NaN for a text that tells no time; one without a zone is UTC, the zone of the warehouse. */
function moment({ value }: Comparable): number {
  const iso = String(value).trim().replace(" ", "T");
  // Date.parse would read a year out of "80".
  if (!/^\d{4}/.test(iso)) return Number.NaN;
  return Date.parse(/T[^Z+-]*$/i.test(iso) ? `${iso}Z` : iso);
}
