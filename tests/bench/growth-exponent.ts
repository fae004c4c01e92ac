/** The exponent `e` of seconds = c × rows^e through two measurements `[rows, seconds]`; 1 is linear growth. */
export function growthExponent(
  [fewRows, fewSeconds]: readonly [number, number],
  [rows, seconds]: readonly [number, number],
): number {
  return Math.log(seconds / fewSeconds) / Math.log(rows / fewRows);
}
