const MAX = (1n << 64n) - 1n;

/**
 * The digits of a number in another base; what is no digit ends it.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/conv
 */
export function converted(text: string, from: number, to: number): string | null {
  if (from < 2 || from > 36 || Math.abs(to) < 2 || Math.abs(to) > 36) return null;
  const [, sign = "", digits = ""] = /^\s*(-?)([0-9a-z]*)/i.exec(text) ?? [];
  let value = 0n;
  for (const character of digits) {
    const digit = Number.parseInt(character, 36);
    if (digit >= from) break;
    value = value * BigInt(from) + BigInt(digit);
  }
  if (value > MAX) value = MAX;
  const signed = sign === "" ? value : BigInt.asUintN(64, -value);
  const shown = to < 0 ? BigInt.asIntN(64, signed) : signed;
  return shown.toString(Math.abs(to)).toUpperCase();
}
