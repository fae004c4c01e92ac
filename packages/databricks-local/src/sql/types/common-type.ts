import { simpleType, type SqlType, typeName } from "./sql-type";

/** From narrow to wide; DECIMAL stands between BIGINT and FLOAT. */
const INTEGERS = ["tinyint", "smallint", "int", "bigint"];
const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

export interface DecimalType {
  readonly kind: "decimal";
  readonly precision: number;
  readonly scale: number;
}

export function isSimple(type: SqlType | undefined, ...names: string[]): boolean {
  return type?.kind === "simple" && names.includes(type.name);
}

export function isInteger(type: SqlType | undefined): boolean {
  return isSimple(type, ...INTEGERS);
}

export function isFractional(type: SqlType | undefined): boolean {
  return isSimple(type, "float", "double");
}

export function isNumeric(type: SqlType | undefined): boolean {
  return isInteger(type) || isFractional(type) || type?.kind === "decimal";
}

/** A DECIMAL wide enough for every value of the type. */
export function decimalFor(type: SqlType | undefined): DecimalType | undefined {
  if (type?.kind === "decimal") return type;
  const digits = type?.kind === "simple" ? DIGITS[type.name] : undefined;
  return digits === undefined ? undefined : { kind: "decimal", precision: digits, scale: 0 };
}

/**
 * The least common type of values that meet in one column, such as COALESCE's.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatype-rules
 */
export function commonType(types: readonly (SqlType | undefined)[]): SqlType | undefined {
  const known = types.filter((type) => !isSimple(type, "void"));
  if (known.length === 0) return types[0];
  return known.reduce((a, b) => (a && b ? common(a, b) : undefined));
}

function common(a: SqlType, b: SqlType): SqlType | undefined {
  if (typeName(a) === typeName(b)) return a;
  if (isNumeric(a) && isNumeric(b)) return commonNumber(a, b);
  if (isSimple(a, "date", "timestamp") && isSimple(b, "date", "timestamp")) return simpleType("timestamp");
  if (isSimple(a, "string") && b.kind === "simple") return a;
  if (isSimple(b, "string") && a.kind === "simple") return b;
  if (a.kind === "array" && b.kind === "array") {
    const element = commonType([a.element, b.element]);
    return element && { kind: "array", element };
  }
  return undefined;
}

function commonNumber(a: SqlType, b: SqlType): SqlType | undefined {
  if (isFractional(a) || isFractional(b)) return simpleType("double");
  if (a.kind === "simple" && b.kind === "simple")
    return INTEGERS.indexOf(a.name) > INTEGERS.indexOf(b.name) ? a : b;

  const [left, right] = [decimalFor(a), decimalFor(b)];
  if (!left || !right) return undefined;
  const scale = Math.max(left.scale, right.scale);
  return boundedDecimal(Math.max(left.precision - left.scale, right.precision - right.scale) + scale, scale);
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
