/** A number's sign, digits and where its point is: value = digits × 10^-scale. */
export interface Exact {
  readonly isNegative: boolean;
  readonly digits: bigint;
  readonly scale: number;
}

/** Of a text such as `-12.50` or `1.5E-7`. */
export function exactOfText(text: string): Exact {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}`);
  return scale < 0
    ? { isNegative: sign !== "", digits: digits * 10n ** BigInt(-scale), scale: 0 }
    : { isNegative: sign !== "", digits, scale };
}

/** Every digit of a DOUBLE's binary value. */
export function exactOfDouble(value: number): Exact {
  const size = Math.abs(value);
  let [mantissa, exponent] = [size, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  const digits = BigInt(mantissa) * 5n ** BigInt(exponent);
  return { isNegative: value < 0 || Object.is(value, -0), digits, scale: exponent };
}

/** The digits with at most `scale` behind the point. */
export function rounded({ isNegative, digits, scale: given }: Exact, scale: number, toEven: boolean): Exact {
  if (given <= scale) return { isNegative, digits, scale: given };
  const unit = 10n ** BigInt(given - scale);
  const [quotient, rest] = [digits / unit, digits % unit];
  const isUp = 2n * rest > unit || (2n * rest === unit && (!toEven || quotient % 2n === 1n));
  return { isNegative, digits: isUp ? quotient + 1n : quotient, scale };
}

/** The digits before the point, and those behind it. */
export function splitDigits({ digits, scale }: Exact): [whole: string, fraction: string] {
  const text = String(digits).padStart(scale + 1, "0");
  return [text.slice(0, text.length - scale), text.slice(text.length - scale)];
}

export function grouped(whole: string, size = 3): string {
  return size > 0 ? whole.replace(new RegExp(`\\B(?=(?:\\d{${size}})+$)`, "g"), ",") : whole;
}
