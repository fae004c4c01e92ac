import { sparkPoints } from "./chart-points";
import type { State } from "./state-mark";

interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly threshold: number | null;
  readonly state: State;
}

const WIDTH = 96;
const HEIGHT = 24;

/** The last values, with the threshold as a dashed line. */
export function Sparkline({ values, threshold, state }: SparklineProps) {
  const spark = sparkPoints(values, threshold, WIDTH, HEIGHT);
  if (spark === undefined) return null;
  const { points, thresholdY } = spark;
  const last = points.at(-1);
  const words = `Last ${points.length} values${threshold === null ? "" : ` against ${threshold}`}`;
  return (
    <svg
      class={`spark spark-${state.toLowerCase()}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={words}
    >
      {thresholdY !== undefined && (
        <line class="threshold" x1="0" x2={WIDTH} y1={thresholdY} y2={thresholdY} />
      )}
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {last && <circle cx={last.x} cy={last.y} r="2.4" />}
    </svg>
  );
}
