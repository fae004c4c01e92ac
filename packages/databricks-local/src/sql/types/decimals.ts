import type { SqlType } from "./sql-type";

const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

export interface DecimalType {
  readonly kind: "decimal";
  readonly precision: number;
  readonly scale: number;
}

/** A DECIMAL wide enough for every value of the type. */
export function decimalFor(type: SqlType | undefined): DecimalType | undefined {
  if (type?.kind === "decimal") return type;
  const digits = type?.kind === "simple" ? DIGITS[type.name] : undefined;
  return digits === undefined ? undefined : { kind: "decimal", precision: digits, scale: 0 };
}

/** Both parts cut off at 38 digits. */
export function boundedDecimal(precision: number, scale: number): DecimalType {
  return { kind: "decimal", precision: Math.min(precision, 38), scale: Math.min(scale, 38) };
}

const MAX_PRECISION = 38;
const MIN_ADJUSTED_SCALE = 6;

/**
 * The type of an arithmetic operation on two DECIMALs.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type
 */
export function decimalResult(operator: string, a: DecimalType, b: DecimalType): DecimalType {
  const integers = Math.max(a.precision - a.scale, b.precision - b.scale);
  const scale = Math.max(a.scale, b.scale);
  switch (operator) {
    case "*":
      return adjusted(a.precision + b.precision + 1, a.scale + b.scale);
    case "/": {
      const quotientScale = Math.max(MIN_ADJUSTED_SCALE, a.scale + b.precision + 1);
      return adjusted(a.precision - a.scale + b.scale + quotientScale, quotientScale);
    }
    case "%":
      return adjusted(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
    default:
      return adjusted(integers + scale + 1, scale);
  }
}

/** Where more than 38 digits are needed, the fraction gives way, but not below 6 digits. */
function adjusted(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return { kind: "decimal", precision, scale };
  const integers = precision - scale;
  const kept = Math.max(MAX_PRECISION - integers, Math.min(scale, MIN_ADJUSTED_SCALE));
  return { kind: "decimal", precision: MAX_PRECISION, scale: kept };
}
