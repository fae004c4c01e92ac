import { counted } from "../../messages/words";
import {
  type BenchResult,
  type EngineName,
  ENGINES_SHOWN,
  floorSeconds,
  type ScenarioResult,
  type StepName,
  STEPS,
} from "./bench-result";
import { growthExponent } from "./growth-exponent";

/** What the project promises, and whether this run kept it. */
export interface Aim {
  readonly aim: string;
  readonly measured: string;
  readonly met: boolean;
}

/**
 * Times the floor, by engine: the same number of resources that do nothing. The Pulumi CLI's are what keeps it ahead of asset bundles
 * and Terraform, whose SDK sends 15 requests a second.
 */
const FLOORS: Readonly<Partial<Record<EngineName, Readonly<Record<StepName, number>>>>> = {
  pulumi: {
    "first up": 2,
    "up again": 1.7,
    "no-change preview": 1.5,
    "one changed row": 1.7,
    destroy: 1.7,
  },
};
/** 60 s where the floor takes 54. */
const THOUSAND_ALERTS_FLOORS = 60 / 54;
/** 4 s and 5 s where the empty program takes 1.2. */
const UP_EMPTY_PROGRAMS = 4 / 1.2;
const README_EMPTY_PROGRAMS = 5 / 1.2;
const UP_FLOORS = 1.4;
const PREVIEW_GROWTH = 3;
const PREVIEW_STATEMENTS = 3;
const ALERTS_A_PAGE = 100;
const ALERT_BYTES = 3_000;
const PROGRAM_MEGABYTES = 400;

/** The aims that this run's rows and latencies can tell something about. */
export function judge(result: BenchResult): Aim[] {
  const { scenarios, readme, empty } = result;
  const local = scenarios.filter(({ engine }) => engine === "local");
  return [
    ...scenarios.filter(isAt(100, 0)).flatMap(hundredAlerts),
    ...local.filter(isAt(100, 0)).map((scenario) => hundredLocally(result, scenario)),
    ...(readme === undefined
      ? []
      : [
          atMost(
            "`npm run up` of the README, from a warm cache",
            readme / empty.seconds,
            README_EMPTY_PROGRAMS,
            "× the empty program",
          ),
        ]),
    ...local.filter(isAt(50, 500)).map((scenario) => slowService(result, scenario)),
    ...scenarios.filter(isAt(1000, 0)).flatMap(thousandAlerts),
    ...previewGrowth(local),
    ...scenarios.map(previewRequests),
    ...scenarios.filter(({ rows }) => rows === 1000).map(oneChangedRow),
    ...growth(local),
    ...stateSize(local),
  ];
}

function isAt(count: number, latency: number): (scenario: ScenarioResult) => boolean {
  return ({ rows, latencyMs }) => rows === count && latencyMs === latency;
}

function hundredAlerts(scenario: ScenarioResult): Aim[] {
  const steps = STEPS.flatMap((name): Aim[] => {
    const most = FLOORS[scenario.engine]?.[name];
    const { seconds, floor } = step(scenario, name);
    if (most === undefined || floor === undefined) return [];
    return [atMost(`${name} of ${describe(scenario)}`, seconds / floor.seconds, most, "× the floor")];
  });
  const peaks = scenario.steps.flatMap(({ programBytes }) => programBytes ?? []);
  if (peaks.length === 0) return steps;
  const what = `memory of program and provider, ${describe(scenario)}`;
  return [...steps, atMost(what, Math.max(...peaks) / 1e6, PROGRAM_MEGABYTES, "MB")];
}

function hundredLocally({ empty }: BenchResult, scenario: ScenarioResult): Aim {
  const { seconds } = step(scenario, "up again");
  return atMost(
    `up of ${describe(scenario)}`,
    seconds / empty.seconds,
    UP_EMPTY_PROGRAMS,
    "× the empty program",
  );
}

function thousandAlerts(scenario: ScenarioResult): Aim[] {
  const { seconds, floor } = step(scenario, "first up");
  if (scenario.engine !== "pulumi" || floor === undefined) return [];
  return [
    atMost(
      `first up of ${describe(scenario)}`,
      seconds / floor.seconds,
      THOUSAND_ALERTS_FLOORS,
      "× the floor",
    ),
  ];
}

function slowService(result: BenchResult, scenario: ScenarioResult): Aim {
  const up = step(scenario, "first up");
  return atMost(
    `first up of ${describe(scenario)}`,
    up.seconds / floorSeconds(result, scenario, up),
    UP_FLOORS,
    "× empty program and calls",
  );
}

function previewGrowth(scenarios: readonly ScenarioResult[]): Aim[] {
  return pairs(scenarios)
    .filter(([, { latencyMs }]) => latencyMs === 0)
    .map(([few, many]) => {
      const seconds = (scenario: ScenarioResult) => step(scenario, "no-change preview").seconds;
      return atMost(
        `no-change preview of ${describe(many)}`,
        seconds(many) / seconds(few),
        PREVIEW_GROWTH,
        "× that of 50 rows",
      );
    });
}

/** Rows are not believed what they say of their alerts. */
function previewRequests(scenario: ScenarioResult): Aim {
  const { statements, alertCalls } = step(scenario, "no-change preview");
  const pages = Math.max(1, Math.ceil(scenario.rows / ALERTS_A_PAGE));
  return {
    aim: `no-change preview of ${describe(scenario)}: at most ${PREVIEW_STATEMENTS} statements, and the alerts listed once (${counted(pages, "page")})`,
    measured: `${statements}, ${alertCalls}`,
    met: statements <= PREVIEW_STATEMENTS && alertCalls <= pages,
  };
}

/** The PATCH itself is asserted where it is measured. */
function oneChangedRow(scenario: ScenarioResult): Aim {
  const { merges } = step(scenario, "one changed row");
  return {
    aim: `one changed row of ${describe(scenario)}: 1 PATCH and 1 MERGE into the rows`,
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

function describe({ engine, rows, latencyMs }: ScenarioResult): string {
  return `${rows} rows at ${latencyMs} ms, ${ENGINES_SHOWN[engine]}`;
}

function atMost(what: string, measured: number, limit: number, unit: string): Aim {
  const digits = unit === "bytes" || unit === "MB" ? 0 : 2;
  return {
    aim: `${what}: at most ${Number(limit.toFixed(2))} ${unit}`,
    measured: measured.toFixed(digits),
    met: measured <= limit,
  };
}
