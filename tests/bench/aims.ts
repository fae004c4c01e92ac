import { type BenchResult, floorSeconds } from "./bench-result";

/** What the project promises, and whether this run kept it. Nothing known about it: `met` is left out. */
export interface Aim {
  readonly aim: string;
  readonly measured: string;
  readonly met?: boolean;
}

const PREVIEW_ROWS = 50;
const PREVIEW_SECONDS = 3;
const UP_FLOORS = 1.5;
const MEMORY_BYTES = 700e6;
const ALERT_BYTES = 3_000;

export function judge(result: BenchResult): Aim[] {
  const ups = result.scenarios.flatMap((scenario) =>
    scenario.steps
      .filter(({ step }) => step === "first up")
      .map((step) => {
        const ratio = step.seconds / floorSeconds(result, scenario, step);
        return aim(
          `first up of ${name(scenario)} within ${UP_FLOORS} × the floor`,
          `${ratio.toFixed(2)} ×`,
          ratio <= UP_FLOORS,
        );
      }),
  );
  return [...previewAims(result), ...ups, memoryAim(result), ...stateAims(result)];
}

function previewAims({ scenarios }: BenchResult): Aim[] {
  return scenarios
    .filter(({ rows }) => rows === PREVIEW_ROWS)
    .flatMap((scenario) =>
      scenario.steps
        .filter(({ step }) => step === "no-change preview")
        .map(({ seconds }) =>
          aim(
            `preview of ${name(scenario)} within ${PREVIEW_SECONDS} s`,
            `${seconds.toFixed(1)} s`,
            seconds <= PREVIEW_SECONDS,
          ),
        ),
    );
}

function memoryAim({ scenarios }: BenchResult): Aim {
  const peaks = scenarios.flatMap(({ steps }) => steps.flatMap(({ memoryBytes }) => memoryBytes ?? []));
  const text = `the whole run below ${MEMORY_BYTES / 1e6} MB`;
  if (peaks.length === 0) return { aim: text, measured: "n/a" };
  const peak = Math.max(...peaks);
  return aim(text, `${Math.round(peak / 1e6)} MB`, peak < MEMORY_BYTES);
}

function stateAims({ scenarios }: BenchResult): Aim[] {
  const worst = Math.max(...scenarios.map(({ state }) => state.bytesPerAlert));
  return [
    aim(
      `state of an alert, besides its query text, at most ${ALERT_BYTES} bytes`,
      `${Math.round(worst)} bytes`,
      worst <= ALERT_BYTES,
    ),
  ];
}

function name({ rows, latencyMs }: { rows: number; latencyMs: number }): string {
  return `${rows} rows at ${latencyMs} ms`;
}

function aim(text: string, measured: string, met: boolean): Aim {
  return { aim: text, measured, met };
}
