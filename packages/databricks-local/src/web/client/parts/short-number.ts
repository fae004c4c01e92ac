const SIGNIFICANT_DIGITS = 6;

/** A value as it fits into a list: a number with at most six digits that count, any other text as it is. */
export function shortNumber(text: string): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || !text.includes(".")) return text;
  return String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}
