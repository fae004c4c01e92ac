import type { StateSize } from "./state-size";

/** In the order in which they are run. The last finds tables and rows, and no alerts. */
export const STEPS = ["first up", "no-change preview", "one changed row", "destroy", "up again"] as const;
export type StepName = (typeof STEPS)[number];

/** What the same step takes with as many resources that do nothing, by the same engine, measured just before. */
export interface FloorResult {
  readonly seconds: number;
  readonly cpuSeconds?: number;
}

/** One command, as the user waits for it. What cannot be read on this platform is left out. */
export interface StepResult {
  readonly step: StepName | "empty program";
  readonly seconds: number;
  /** Calls of the REST API, each of which the latency slows. */
  readonly calls: number;
  /** Those of them to the alerts. */
  readonly alertCalls: number;
  /** SQL statements, over the SQL driver. */
  readonly statements: number;
  /** Those of them that MERGE into alert_configurations. */
  readonly merges: number;
  /** Command, program and providers, at their common peak. */
  readonly memoryBytes?: number;
  /** Program and provider alone. */
  readonly programBytes?: number;
  readonly cpuSeconds?: number;
  /** Of the local workspace. */
  readonly workspaceMemoryBytes?: number;
  readonly workspaceCpuSeconds?: number;
  /** Without latency only: resources that do nothing call nobody. */
  readonly floor?: FloorResult;
}

/** As people call them. */
export const ENGINES_SHOWN = { local: "local engine", pulumi: "Pulumi CLI" } as const;
export type EngineName = keyof typeof ENGINES_SHOWN;

export interface ScenarioResult {
  /** The local engine, or the Pulumi CLI. */
  readonly engine: EngineName;
  readonly rows: number;
  readonly latencyMs: number;
  readonly steps: readonly StepResult[];
  /** After the first up. */
  readonly state: StateSize;
}

export interface BenchResult {
  readonly cores: number;
  readonly node: string;
  readonly parallel: number;
  /** The median of three. */
  readonly empty: StepResult;
  readonly scenarios: readonly ScenarioResult[];
  /** `npm run up` in a fresh copy of the repository, which starts a workspace and deploys the whole stack of the README. */
  readonly readme?: number;
}

/** What no program could be faster than: the empty program, and the calls, so many at a time. */
export function floorSeconds(
  { empty, parallel }: Pick<BenchResult, "empty" | "parallel">,
  { latencyMs }: Pick<ScenarioResult, "latencyMs">,
  { calls }: Pick<StepResult, "calls">,
): number {
  return empty.seconds + ((calls / parallel) * latencyMs) / 1000;
}
