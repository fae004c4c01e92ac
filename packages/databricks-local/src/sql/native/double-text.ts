/**
 * A DOUBLE as Databricks writes it: `1.0`, `1.0E10`, `1.234E-5`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/cast
 */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const text = Object.is(value, -0) ? "-0" : String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent.replace("+", "")}`;
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
