import { chartWords, seriesOf, type ChartPoint } from "./chart-series";
import { Legend } from "./legend";
import { shortNumber } from "./short-number";

interface LineFigureProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  readonly isTime: boolean;
}

const WIDTH = 600;
const HEIGHT = 160;
const EDGE = 6;

/** A line for each series, from zero up. */
export function LineFigure({ title, points, isTime }: LineFigureProps) {
  const series = seriesOf(points);
  const xs = [...new Set(points.map(({ x }) => x))].sort();
  const [first = "", last = ""] = [xs.at(0), xs.at(-1)];
  const highest = Math.max(...points.map(({ y }) => y), 0);
  const span = Date.parse(last) - Date.parse(first);
  const shareOf = (x: string) =>
    isTime && span > 0
      ? (Date.parse(x) - Date.parse(first)) / span
      : xs.indexOf(x) / Math.max(1, xs.length - 1);
  const place = ({ x, y }: ChartPoint) =>
    `${EDGE + shareOf(x) * (WIDTH - 2 * EDGE)},${HEIGHT - EDGE - (y / (highest || 1)) * (HEIGHT - 2 * EDGE)}`;
  return (
    <figure class="lines">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${chartWords(series)}`}
      >
        {series.map(({ name, tone, points: own }) => (
          <polyline key={name} class={`tone-${tone}`} points={own.map(place).join(" ")} />
        ))}
      </svg>
      <figcaption>
        <span>{isTime ? first.slice(0, 10) : first}</span>
        <span>up to {shortNumber(String(highest))}</span>
        <span>{isTime ? last.slice(0, 10) : last}</span>
      </figcaption>
      <Legend series={series} />
    </figure>
  );
}
