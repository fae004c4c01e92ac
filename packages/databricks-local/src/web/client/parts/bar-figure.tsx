import { categoriesOf, chartWords, seriesOf, type ChartPoint } from "./chart-series";
import { Legend } from "./legend";

interface BarFigureProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  readonly isTime: boolean;
}

/** Bars next to each other, the series of each one on top of the other. */
export function BarFigure({ title, points, isTime }: BarFigureProps) {
  const series = seriesOf(points);
  const bars = categoriesOf(points, isTime).map((x) => {
    const parts = series.flatMap(({ name, tone, points: own }) => {
      const y = own.filter((point) => point.x === x).reduce((sum, point) => sum + point.y, 0);
      return y === 0 ? [] : [{ name, tone, y }];
    });
    return { x, parts, sum: parts.reduce((sum, { y }) => sum + y, 0) };
  });
  const highest = Math.max(...bars.map(({ sum }) => sum), 0) || 1;
  return (
    <figure class="bars">
      <div class="bars-plot" role="img" aria-label={`${title}: ${chartWords(series)}`}>
        {bars.map(({ x, parts, sum }) => (
          <div key={x} class="bar" title={`${x}: ${sum}`}>
            <span class="bar-sum">{sum}</span>
            {parts.map(({ name, tone, y }) => (
              <i key={name} class={`tone-${tone}`} style={{ height: `${(y / highest) * 75}%` }} />
            ))}
            <span class="bar-name">{isTime ? x.slice(5, 10) : x}</span>
          </div>
        ))}
      </div>
      <Legend series={series} />
    </figure>
  );
}
