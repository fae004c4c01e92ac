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
  ...{ TRIGGERED: "alarm", ERROR: "warn", OK: "calm", "NOT EVALUATED": "mute" },
  ...{ CRITICAL: "alarm", WARNING: "warn", INFO: "plain" },
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
