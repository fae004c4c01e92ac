export interface Point {
  readonly x: number;
  readonly y: number;
}

const MARGIN = 3;

/**
 * Values as points of a box, the threshold among them; nothing when there is no number. Evaluations without a number
 * leave a gap in x.
 */
export function sparkPoints(
  values: readonly (number | null)[],
  threshold: number | null,
  width: number,
  height: number,
): { readonly points: readonly Point[]; readonly thresholdY: number | undefined } | undefined {
  const numbers = values.filter((value) => value !== null);
  if (numbers.length === 0) return undefined;
  const all = threshold === null ? numbers : [...numbers, threshold];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const yOf = (value: number) =>
    round(
      high === low ? height / 2 : height - MARGIN - ((value - low) / (high - low)) * (height - 2 * MARGIN),
    );
  const step = values.length === 1 ? 0 : (width - 2 * MARGIN) / (values.length - 1);
  const points = values.flatMap((value, index) =>
    value === null
      ? []
      : [{ x: round(values.length === 1 ? width - MARGIN : MARGIN + index * step), y: yOf(value) }],
  );
  return { points, thresholdY: threshold === null ? undefined : yOf(threshold) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
