import { SqlError } from "../sql-engine";
import { decimalOutOfRange, divideByZero, remainderByZero } from "../sql-faults";

/** Arithmetic that may need more than DuckDB's 38 digits on the way. */
export function decimalQuotient(a: string, b: string, precision: number, scale: number): string {
  const [left, right] = [unscaled(a), unscaled(b)];
  if (right.digits === 0n) throw divideByZero();
  const shift = scale - left.scale + right.scale;
  const [over, under] =
    shift >= 0 ? [left.digits * tens(shift), right.digits] : [left.digits, right.digits * tens(-shift)];
  return decimalText(halfUp(over, under), precision, scale);
}

export function decimalSum(a: string, b: string, precision: number, scale: number): string {
  const [left, right, shared] = ofOneScale(a, b);
  return fitted(left + right, shared, precision, scale);
}

export function decimalDifference(a: string, b: string, precision: number, scale: number): string {
  const [left, right, shared] = ofOneScale(a, b);
  return fitted(left - right, shared, precision, scale);
}

export function decimalRemainder(a: string, b: string, precision: number, scale: number): string {
  const [left, right, shared] = ofOneScale(a, b);
  if (right === 0n) throw remainderByZero();
  return fitted(left % right, shared, precision, scale);
}

/** A DECIMAL, or the error that it has too many digits. */
export function checkedDecimal(text: string, precision: number, scale: number): string {
  return decimalText(unscaled(text).digits, precision, scale);
}

function ofOneScale(a: string, b: string): [bigint, bigint, number] {
  const [left, right] = [unscaled(a), unscaled(b)];
  const scale = Math.max(left.scale, right.scale);
  return [left.digits * tens(scale - left.scale), right.digits * tens(scale - right.scale), scale];
}

function fitted(digits: bigint, from: number, precision: number, scale: number): string {
  const shift = from - scale;
  return decimalText(shift > 0 ? halfUp(digits, tens(shift)) : digits * tens(-shift), precision, scale);
}

/** The quotient without its fraction, a BIGINT. */
export function wholeQuotient(a: string, b: string): bigint {
  const [left, right] = [unscaled(a), unscaled(b)];
  if (right.digits === 0n) throw divideByZero();
  const shift = right.scale - left.scale;
  const quotient =
    shift >= 0 ? (left.digits * tens(shift)) / right.digits : left.digits / (right.digits * tens(-shift));
  if (BigInt.asIntN(64, quotient) !== quotient)
    throw new SqlError("ARITHMETIC_OVERFLOW", "22003", "long overflow.");
  return quotient;
}

export function decimalProduct(a: string, b: string, precision: number, scale: number): string {
  const [left, right] = [unscaled(a), unscaled(b)];
  const shift = left.scale + right.scale - scale;
  const product = left.digits * right.digits;
  return decimalText(shift >= 0 ? halfUp(product, tens(shift)) : product * tens(-shift), precision, scale);
}

interface Unscaled {
  readonly digits: bigint;
  readonly scale: number;
}

function unscaled(text: string): Unscaled {
  const [whole = "", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function decimalText(digits: bigint, precision: number, scale: number): string {
  const size = digits < 0n ? -digits : digits;
  if (size >= tens(precision)) throw decimalOutOfRange(digits, precision, scale);
  const text = String(size).padStart(scale + 1, "0");
  const fraction = scale === 0 ? "" : `.${text.slice(-scale)}`;
  return `${digits < 0n ? "-" : ""}${text.slice(0, text.length - scale)}${fraction}`;
}

/** The quotient, rounded half away from zero. */
function halfUp(over: bigint, under: bigint): bigint {
  const isNegative = over < 0n !== under < 0n;
  const [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  const quotient = (2n * a + b) / (2n * b);
  return isNegative ? -quotient : quotient;
}

function tens(count: number): bigint {
  return 10n ** BigInt(count);
}

/** Rounded by the digits that the number is written with: half up, or half to even. */
export function roundedDouble(value: number, digits: number, toEven: boolean): number {
  if (!Number.isFinite(value)) return value;
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
  const written = mantissa.replace(".", "");
  // value = written × 10^power
  const power = Number(exponent) - (written.length - 1);
  const drop = -digits - power;
  if (drop <= 0) return value;
  const unit = 10n ** BigInt(drop);
  const whole = BigInt(written);
  const [quotient, rest] = [whole / unit, whole % unit];
  const up = 2n * rest > unit || (2n * rest === unit && (!toEven || quotient % 2n === 1n));
  return Math.sign(value) * Number(`${up ? quotient + 1n : quotient}e${-digits}`);
}

type Mode = "CEILING" | "FLOOR" | "HALF_EVEN" | "HALF_UP";

/** Digits of which the last ones are dropped. */
function dropped(digits: bigint, count: number, mode: Mode): bigint {
  if (count <= 0) return digits;
  const unit = tens(count);
  const size = digits < 0n ? -digits : digits;
  const [quotient, rest] = [size / unit, size % unit];
  const isUp =
    mode === "CEILING"
      ? digits > 0n && rest > 0n
      : mode === "FLOOR"
        ? digits < 0n && rest > 0n
        : 2n * rest > unit || (2n * rest === unit && (mode === "HALF_UP" || quotient % 2n === 1n));
  const kept = isUp ? quotient + 1n : quotient;
  return digits < 0n ? -kept : kept;
}

/** A whole number of so many bits; only negative digits change it. */
export function roundedWhole(value: bigint, digits: number, mode: Mode, bits: number): bigint {
  if (digits >= 0) return value;
  const result = digits < -20 ? 0n : dropped(value, -digits, mode) * tens(-digits);
  if (BigInt.asIntN(bits, result) !== result) throw overflow();
  return result;
}

export function roundedDecimal(
  text: string,
  digits: number,
  mode: Mode,
  precision: number,
  scale: number,
): string {
  const { digits: value, scale: from } = unscaled(text);
  const kept = digits < -50 ? 0n : dropped(value, from - digits, mode);
  // As many digits as were kept, or zeros in the place of those before the point.
  const shift = scale - Math.min(digits, from);
  return decimalText(kept * tens(Math.max(shift, 0)), precision, scale);
}

/** A DOUBLE without fraction as BIGINT; NaN is 0. */
export function wholeNumber(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (Math.abs(value) > 9.3e18) throw overflow();
  const whole = BigInt(value);
  if (BigInt.asIntN(64, whole) !== whole) throw overflow();
  return whole;
}

function overflow(): SqlError {
  return new SqlError("ARITHMETIC_OVERFLOW", "22003", "Overflow of a whole number.");
}

const MAX = (1n << 64n) - 1n;

/**
 * The digits of a number in another base; what is no digit ends it.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/conv
 */
export function converted(text: string, from: number, to: number): string | null {
  if (from < 2 || from > 36 || Math.abs(to) < 2 || Math.abs(to) > 36) return null;
  const trimmed = text.replace(/^ +| +$/g, "");
  if (trimmed === "") return null;
  const [, sign = "", digits = ""] = /^(-?)([0-9a-z]*)/i.exec(trimmed) ?? [];
  let value = 0n;
  for (const character of digits) {
    const digit = Number.parseInt(character, 36);
    if (digit >= from) break;
    value = value * BigInt(from) + BigInt(digit);
  }
  if (value > MAX) throw new SqlError("ARITHMETIC_OVERFLOW", "22003", "Overflow in function conv().");
  const signed = sign === "" ? value : BigInt.asUintN(64, -value);
  const shown = to < 0 ? BigInt.asIntN(64, signed) : signed;
  return shown.toString(Math.abs(to)).toUpperCase();
}

/** Shifts of `bits` bits; by as many or more they begin again at 0. */
export function shiftLeft(value: bigint, by: number, bits: number): bigint {
  return BigInt.asIntN(bits, value << BigInt(by & (bits - 1)));
}

export function shiftRight(value: bigint, by: number, bits: number): bigint {
  return value >> BigInt(by & (bits - 1));
}

export function shiftRightUnsigned(value: bigint, by: number, bits: number): bigint {
  return BigInt.asIntN(bits, BigInt.asUintN(bits, value) >> BigInt(by & (bits - 1)));
}

export function refuseBit(at: number, bits: number): never {
  throw new SqlError(
    "INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE",
    "22023",
    `The value of the parameter \`pos\` in \`getbit\` is invalid: expects an integer value in [0, ${bits}), but got ${at}.`,
  );
}

export function refuseSlice(start: number, length: number): never {
  const [name, why] =
    start === 0
      ? ["START", "expects a positive or a negative value for `start`, but got 0"]
      : ["LENGTH", `expects \`length\` greater than or equal to 0, but got ${length}`];
  throw new SqlError(
    `INVALID_PARAMETER_VALUE.${name}`,
    "22023",
    `The value of a parameter in \`slice\` is invalid: ${why}.`,
  );
}

/** How often a value counts. */
export function weight(times: bigint): number {
  if (times >= 0n) return Number(times);
  throw new SqlError(
    "NEGATIVE_VALUES_IN_FREQUENCY_EXPRESSION",
    "22003",
    `Found the negative value in a frequency expression: ${times}, but expected a positive integral value.`,
  );
}
