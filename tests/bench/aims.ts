import { type BenchResult, floorSeconds, type ScenarioResult, type StepName } from "./bench-result";
import { growthExponent } from "./growth-exponent";

/** What the project promises, and whether this run kept it. */
export interface Aim {
  readonly aim: string;
  readonly measured: string;
  readonly met: boolean;
}

/** Asset bundles and Terraform, held at 15 requests a second by their SDK, take 7 and 13 s. */
const HUNDRED_ALERTS = { up: 4, destroy: 3 };
const UP_FLOORS = 1.3;
const PREVIEW_GROWTH = 3;
const PREVIEW_STATEMENTS = 3;
const ALERT_BYTES = 3_000;

/** The aims that this run's rows and latencies can tell something about; all for the local engine. */
export function judge(result: BenchResult): Aim[] {
  const scenarios = result.scenarios.filter(({ engine }) => engine === "local");
  return [
    ...scenarios.filter(({ rows, latencyMs }) => rows === 100 && latencyMs === 0).flatMap(hundredAlerts),
    ...scenarios
      .filter(({ rows, latencyMs }) => rows === 50 && latencyMs === 500)
      .map((scenario) => firstUp(result, scenario)),
    ...previewGrowth(result, scenarios),
    ...scenarios.map(previewRequests),
    ...scenarios.filter(({ rows }) => rows === 1000).map(oneChangedRow),
    ...growth(scenarios),
    ...stateSize(scenarios),
  ];
}

function hundredAlerts(scenario: ScenarioResult): Aim[] {
  const { up, destroy } = HUNDRED_ALERTS;
  return [
    atMost(`first up of ${name(scenario)}`, step(scenario, "first up").seconds, up, "s"),
    atMost(`destroy of ${name(scenario)}`, step(scenario, "destroy").seconds, destroy, "s"),
  ];
}

function firstUp(result: BenchResult, scenario: ScenarioResult): Aim {
  const up = step(scenario, "first up");
  return atMost(
    `first up of ${name(scenario)}`,
    up.seconds / floorSeconds(result, scenario, up),
    UP_FLOORS,
    "× the floor",
  );
}

/** The program's own time: what an empty program takes is left out. */
function previewGrowth({ empty }: BenchResult, scenarios: readonly ScenarioResult[]): Aim[] {
  return pairs(scenarios).map(([few, many]) => {
    const own = (scenario: ScenarioResult) => step(scenario, "no-change preview").seconds - empty.seconds;
    return atMost(
      `no-change preview of ${name(many)}, beyond an empty program`,
      own(many) / own(few),
      PREVIEW_GROWTH,
      "× that of 50 rows",
    );
  });
}

function previewRequests(scenario: ScenarioResult): Aim {
  const { statements, alertCalls } = step(scenario, "no-change preview");
  return {
    aim: `no-change preview of ${name(scenario)}: at most ${PREVIEW_STATEMENTS} statements, no alert request`,
    measured: `${statements}, ${alertCalls}`,
    met: statements <= PREVIEW_STATEMENTS && alertCalls === 0,
  };
}

/** The PATCH itself is asserted where it is measured. */
function oneChangedRow(scenario: ScenarioResult): Aim {
  const { merges } = step(scenario, "one changed row");
  return {
    aim: `one changed row of ${name(scenario)}: 1 PATCH and 1 MERGE into the rows`,
    measured: `1, ${merges}`,
    met: merges === 1,
  };
}

function growth(scenarios: readonly ScenarioResult[]): Aim[] {
  return pairs(scenarios).map(([few, many]) => {
    const seconds = (scenario: ScenarioResult) => step(scenario, "first up").seconds;
    const exponent = growthExponent([few.rows, seconds(few)], [many.rows, seconds(many)]);
    return atMost(
      `exponent of the first up from 50 to 1,000 rows at ${few.latencyMs} ms`,
      exponent,
      1,
      "(1: linear)",
    );
  });
}

function stateSize(scenarios: readonly ScenarioResult[]): Aim[] {
  if (scenarios.length === 0) return [];
  const worst = Math.max(...scenarios.map(({ state }) => state.bytesPerAlert));
  return [atMost("state of an alert, besides its query text", worst, ALERT_BYTES, "bytes")];
}

/** 50 and 1,000 rows at the same latency. */
function pairs(scenarios: readonly ScenarioResult[]): [ScenarioResult, ScenarioResult][] {
  return scenarios
    .filter(({ rows }) => rows === 50)
    .flatMap((few) =>
      scenarios
        .filter(({ rows, latencyMs }) => rows === 1000 && latencyMs === few.latencyMs)
        .map((many): [ScenarioResult, ScenarioResult] => [few, many]),
    );
}

function step({ steps }: ScenarioResult, wanted: StepName) {
  const found = steps.find((candidate) => candidate.step === wanted);
  if (found === undefined) throw new Error(`${wanted} was not measured`);
  return found;
}

function name({ rows, latencyMs }: ScenarioResult): string {
  return `${rows} rows at ${latencyMs} ms`;
}

function atMost(what: string, measured: number, limit: number, unit: string): Aim {
  const digits = unit === "bytes" ? 0 : 2;
  return {
    aim: `${what}: at most ${limit} ${unit}`,
    measured: measured.toFixed(digits),
    met: measured <= limit,
  };
}
