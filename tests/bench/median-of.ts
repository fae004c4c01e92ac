import type { ScenarioResult, StepResult } from "./bench-result";

/** Several lives of one stack as one: of each step the run in the middle, by how it did beside its floor, which a busy machine slows, too. */
export function medianOf(lives: readonly ScenarioResult[]): ScenarioResult {
  const [first] = lives;
  if (first === undefined) throw new Error("there was no run");
  const steps = first.steps.map(({ step: wanted }) =>
    middle(lives.flatMap(({ steps }) => steps.find(({ step }) => step === wanted) ?? [])),
  );
  return { ...first, steps };
}

function middle(runs: readonly StepResult[]): StepResult {
  const cost = ({ seconds, floor }: StepResult) => seconds / (floor?.seconds ?? 1);
  const sorted = [...runs].sort((a, b) => cost(a) - cost(b));
  const run = sorted[Math.floor(sorted.length / 2)];
  if (run === undefined) throw new Error("a step was not measured");
  return run;
}
