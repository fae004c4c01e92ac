import type { DecimalType } from "./common-type";

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
