import type { RunResult } from "../../run-options";
import type { Step } from "../../report/events";
import type { ResourceState } from "../../state/resource-state";
import { shown } from "./value-text";

const NANOSECONDS = 1_000_000;

/** The document that `pulumi preview --json` prints (pkg/backend/display/json.go), for every command. */
export function jsonDigest(result: RunResult): unknown {
  return {
    steps: result.steps.filter(({ op }) => op !== "same").map(stepDigest),
    diagnostics: result.diagnostics,
    outputs: shown(result.outputs),
    duration: Math.round(result.durationMs * NANOSECONDS),
    changeSummary: result.changes,
  };
}

function stepDigest(step: Step) {
  const keys = new Set(step.differences.map(({ path }) => path.split(/[.[]/, 1)[0] ?? path));
  return {
    op: step.op,
    urn: step.urn,
    provider: (step.new ?? step.old)?.provider,
    oldState: step.old && stateDigest(step.old),
    newState: step.new && stateDigest(step.new),
    diffReasons: [...keys],
    replaceReasons: step.replaceKeys,
    detailedDiff: Object.fromEntries(
      step.differences.map(({ path, kind }) => [path, { kind: kindOf(step, path, kind), inputDiff: true }]),
    ),
  };
}

function kindOf({ replaceKeys }: Step, path: string, kind: string): string {
  const key = path.split(/[.[]/, 1)[0] ?? path;
  return replaceKeys.includes(key) ? `${kind}-replace` : kind;
}

export function stateDigest(state: ResourceState): ResourceState {
  const { inputs, outputs } = state;
  return {
    ...state,
    ...(inputs && { inputs: digest(inputs) }),
    ...(outputs && { outputs: digest(outputs) }),
  };
}

function digest(map: NonNullable<ResourceState["inputs"]>) {
  const copy = shown(map);
  // A map stays a map unless it is itself a secret, which inputs and outputs are not.
  return typeof copy === "object" && copy !== null && !Array.isArray(copy) ? copy : {};
}
