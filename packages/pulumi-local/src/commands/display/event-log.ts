import { appendFileSync } from "node:fs";
import type { EngineEvent, Step } from "../../report/reporter";
import type { RunResult } from "../../run-options";
import type { ResourceState } from "../../state/resource-state";
import { typeOf } from "../../urn";
import { shown } from "./step-diff";

const KINDS = { started: "resourcePreEvent", done: "resOutputsEvent", failed: "resOpFailedEvent" } as const;

/**
 * Appends a run's events to a file as they happen, in the words of Pulumi's `--event-log`: one JSON document a line.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/events.go
 */
export class EventLog {
  #sequence = 0;

  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  event(event: EngineEvent): void {
    if (event.kind === "started" || event.kind === "done" || event.kind === "failed")
      this.#append({ [KINDS[event.kind]]: { metadata: metadataOf(event.step) } });
    else if (event.kind === "diagnostic") this.#append({ diagnosticEvent: event.diagnostic });
  }

  finish({ durationMs, changes }: RunResult): void {
    this.#append({
      summaryEvent: { durationSeconds: Math.round(durationMs / 1000), resourceChanges: changes },
    });
  }

  #append(event: object): void {
    const head = { sequence: this.#sequence++, timestamp: Math.floor(Date.now() / 1000) };
    appendFileSync(this.#file, `${JSON.stringify({ ...head, ...event })}\n`, { mode: 0o600 });
  }
}

function metadataOf({ op, urn, old, new: next }: Step) {
  return { op, urn, type: typeOf(urn), old: old && stateDigest(old), new: next && stateDigest(next) };
}

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

function stateDigest(state: ResourceState): ResourceState {
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
