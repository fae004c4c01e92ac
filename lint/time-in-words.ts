const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** `every hour`, `every 90 minutes`. */
export function everyInWords(seconds: number): string {
  return `every ${timeInWords(seconds).replace(/^1 /, "")}`;
}

/** `90 minutes`, `2 days`: in the largest unit that fits without a fraction. */
export function timeInWords(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= each && seconds % each === 0) ?? ["second", 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
