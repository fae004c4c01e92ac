import type { AlertDetails } from "../../alert-summary";
import { sparkPoints } from "./chart-points";
import { shortTime } from "./short-text";

type Points = AlertDetails["points"];

const WIDTH = 720;
const HEIGHT = 180;

/** The values of an alert over its evaluations, with the threshold. */
export function ValueChart({ points, now }: { readonly points: Points; readonly now: string }) {
  const threshold = points.at(-1)?.threshold ?? null;
  const values = points.map(({ value }) => value);
  const chart = sparkPoints(values, threshold, WIDTH, HEIGHT);
  const shown = points.filter(({ value }) => value !== null);
  const [first, last] = [shown.at(0), shown.at(-1)];
  if (chart === undefined || first === undefined || last === undefined) return null;
  const at = new Date(now);
  const words = `${shown.length} ${shown.length === 1 ? "value" : "values"} from ${shortTime(new Date(first.at), at)} to ${shortTime(new Date(last.at), at)}`;
  return (
    <figure class="chart">
      <div class="plot">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words} preserveAspectRatio="none">
          {chart.thresholdY !== undefined && (
            <line class="threshold" x1="0" x2={WIDTH} y1={chart.thresholdY} y2={chart.thresholdY} />
          )}
          <polyline points={chart.points.map(({ x, y }) => `${x},${y}`).join(" ")} />
        </svg>
        {chart.points.map(({ x, y }, index) => {
          const point = shown[index];
          if (point === undefined) return null;
          const place = { left: `${(x / WIDTH) * 100}%`, top: `${(y / HEIGHT) * 100}%` };
          const text = `${shortTime(new Date(point.at), at)}  ${point.value}  ${point.state}`;
          return (
            <span
              key={point.at + index}
              class={`dot dot-${point.state.toLowerCase()}`}
              style={place}
              title={text}
            />
          );
        })}
        {chart.thresholdY !== undefined && threshold !== null && (
          <span class="threshold-label" style={{ top: `${(chart.thresholdY / HEIGHT) * 100}%` }}>
            threshold {threshold}
          </span>
        )}
      </div>
      <figcaption>
        <span>{shortTime(new Date(first.at), at)}</span>
        <span>{words}</span>
        <span>{shortTime(new Date(last.at), at)}</span>
      </figcaption>
    </figure>
  );
}
