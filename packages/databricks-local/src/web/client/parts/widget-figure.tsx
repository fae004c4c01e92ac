import type { ComponentChildren } from "preact";
import type { WidgetView } from "../../widget-view";
import { categoriesOf, type ChartPoint, chartWords, type Series, seriesOf } from "./chart-points";
import { FaultNote } from "./page-notes";
import { shortNumber } from "./short-text";

/** What a widget of a dashboard shows. */
export function WidgetFigure({ title, view }: { readonly title: string; readonly view: WidgetView }) {
  switch (view.kind) {
    case "counter":
      return <p class="figure">{view.value === null ? "–" : shortNumber(view.value)}</p>;
    case "table":
      return <ResultTable {...view} />;
    case "fault":
      return <FaultNote fault={view.message} />;
    case "bar":
    case "line": {
      if (view.points.length === 0) return <p class="quiet">No rows.</p>;
      const Figure = view.kind === "bar" ? BarFigure : LineFigure;
      return <Figure title={title} points={view.points} isTime={view.isTime} />;
    }
  }
}

function ResultTable({ columns, rows }: Extract<WidgetView, { readonly kind: "table" }>) {
  if (rows.length === 0) return <p class="quiet">No rows.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Rows">
      <CardTable columns={columns} rows={rows} show={(cell) => (cell === null ? "–" : shortNumber(cell))} />
    </div>
  );
}

interface LineFigureProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  readonly isTime: boolean;
}

const WIDTH = 600;
const HEIGHT = 160;
const EDGE = 6;

/** A line for each series, from zero up. */
function LineFigure({ title, points, isTime }: LineFigureProps) {
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

interface BarFigureProps {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  readonly isTime: boolean;
}

/** Bars next to each other, the series of each one on top of the other. */
function BarFigure({ title, points, isTime }: BarFigureProps) {
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

/** Which colour is what; nothing where there is but one. */
function Legend({ series }: { readonly series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <ul class="legend" aria-hidden="true">
      {series.map(({ name, tone }) => (
        <li key={name}>
          <i class={`tone-${tone}`} />
          {name}
        </li>
      ))}
    </ul>
  );
}

interface CardTableProps<Cell> {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly show: (cell: Cell) => ComponentChildren;
}

/** Rows under their columns; on a phone a card for each row, where each cell says its column. */
export function CardTable<Cell>({ columns, rows, show }: CardTableProps<Cell>) {
  return (
    <table class="cards">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column} data-label={columns[column]}>
                {show(cell)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
