import type { Aim } from "./aims";
import { type BenchResult, floorSeconds, type ScenarioResult, type StepResult } from "./bench-result";

const HEADER = [
  "engine",
  "rows",
  "ms a call",
  "step",
  "seconds",
  "of calls",
  "of floor",
  "CPU of floor",
  "calls",
  "statements",
  "MB",
  "program MB",
  "CPU s",
  "workspace MB",
  "workspace CPU s",
  "state kB",
  "state B an alert",
];

/** One table of all steps, and the aims. */
export function markdownReport(result: BenchResult, aims: readonly Aim[]): string {
  const { cores, node, parallel, empty, scenarios } = result;
  const rows = scenarios.flatMap((scenario) => scenario.steps.map((step) => cells(result, step, scenario)));
  return [
    `${cores} cores, Node ${node}, ${parallel} operations at a time. Seconds: \`npm run …\`, from start to end. MB: npm,`,
    "command, program and providers at their common peak. Of calls: × the empty program and calls ÷ operations at a time ×",
    "latency. Of floor: × what as many resources that do nothing take by the same engine, measured just before.",
    "",
    line(HEADER),
    line(HEADER.map(() => "---")),
    ...[cells(result, empty), ...rows].map(line),
    "",
    line(["aim", "measured", "met"]),
    line(["---", "---", "---"]),
    ...aims.map(({ aim, measured, met }) => line([aim, measured, met ? "yes" : "no"])),
  ].join("\n");
}

function cells(result: BenchResult, step: StepResult, scenario?: ScenarioResult): string[] {
  const state = step.step === "first up" ? scenario?.state : undefined;
  return [
    scenario?.engine ?? "local",
    scenario ? String(scenario.rows) : "",
    scenario ? String(scenario.latencyMs) : "",
    step.step,
    step.seconds.toFixed(1),
    scenario ? `${(step.seconds / floorSeconds(result, scenario, step)).toFixed(2)} ×` : "",
    times(step.seconds, step.floor?.seconds),
    times(step.cpuSeconds, step.floor?.cpuSeconds),
    String(step.calls),
    String(step.statements),
    megabytes(step.memoryBytes),
    megabytes(step.programBytes),
    seconds(step.cpuSeconds),
    megabytes(step.workspaceMemoryBytes),
    seconds(step.workspaceCpuSeconds),
    state ? (state.bytes / 1000).toFixed(0) : "",
    state ? state.bytesPerAlert.toFixed(0) : "",
  ];
}

function times(own: number | undefined, floor: number | undefined): string {
  return own === undefined || floor === undefined ? "" : `${(own / floor).toFixed(2)} ×`;
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "n/a" : (bytes / 1e6).toFixed(0);
}

function seconds(value: number | undefined): string {
  return value === undefined ? "n/a" : value.toFixed(1);
}

function line(texts: readonly string[]): string {
  return `| ${texts.join(" | ")} |`;
}
