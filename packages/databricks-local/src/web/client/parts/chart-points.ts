export interface ChartPoint {
  readonly x: string;
  readonly y: number;
  readonly series: string;
}

export interface Series {
  readonly name: string;
  /** Names its colour in the style sheet. */
  readonly tone: string;
  readonly points: readonly ChartPoint[];
}

/** Words whose colour is the same wherever they stand. */
const TONES: Readonly<Record<string, string>> = {
  TRIGGERED: "alarm",
  ERROR: "warn",
  OK: "calm",
  "NOT EVALUATED": "mute",
  CRITICAL: "alarm",
  WARNING: "warn",
  INFO: "plain",
};
const PALETTE = ["plain", "calm", "warn", "mute", "alarm"] as const;

/** The points by their series, in the order they come in. Colours repeat where there are more series than colours. */
export function seriesOf(points: readonly ChartPoint[]): Series[] {
  const groups = new Map<string, ChartPoint[]>();
  for (const point of points) {
    const group = groups.get(point.series);
    if (group === undefined) groups.set(point.series, [point]);
    else group.push(point);
  }
  return [...groups].map(([name, group], index) => ({
    name,
    tone: TONES[name] ?? PALETTE[index % PALETTE.length] ?? "plain",
    points: group,
  }));
}

/** All xs, once each: times in their order, categories as they come. */
export function categoriesOf(points: readonly ChartPoint[], isTime: boolean): string[] {
  const xs = [...new Set(points.map(({ x }) => x))];
  return isTime ? xs.sort() : xs;
}

/** A chart in words, for whoever does not see it. */
export function chartWords(series: readonly Series[]): string {
  const words = series.map(({ name, points }) => {
    const values = points.map(({ x, y }) => `${x} ${y}`).join(", ");
    return name === "" ? values : `${name}: ${values}`;
  });
  return words.join("; ") || "no rows";
}

interface Point {
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

interface Tick {
  /** Where it stands, from 0 to 1. */
  readonly share: number;
  readonly label: string;
}

const HOUR_MS = 60 * 60 * 1000;
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const hour = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** Round hours of a day, midnights of a longer time; in the reader's zone. */
export function axisTicks(from: Date, until: Date): Tick[] {
  const length = until.getTime() - from.getTime();
  const stepHours = length > 48 * HOUR_MS ? 24 : 6;
  const first = new Date(from);
  first.setMinutes(0, 0, 0);
  first.setHours(Math.floor(first.getHours() / stepHours) * stepHours);
  const ticks: Tick[] = [];
  for (const at = first; at <= until; at.setHours(at.getHours() + stepHours)) {
    const share = (at.getTime() - from.getTime()) / length;
    // A label at the very end would be cut off.
    if (share < 0 || share > 0.93) continue;
    ticks.push({ share, label: (stepHours === 24 ? weekday : hour).format(at) });
  }
  return ticks;
}
