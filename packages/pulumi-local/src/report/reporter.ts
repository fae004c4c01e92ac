import type { ResourceState } from "../state/resource-state";
import type { Difference } from "../values/differences";
import type { PropertyMap } from "../values/property-value";

const HALVES: readonly StepOp[] = [
  ...(["create-replacement", "delete-replaced"] as const),
  ...(["import-replacement", "read-replacement", "discard-replaced"] as const),
];

/** Collects what a run's result is made of, and passes every event on. */
export class Reporter {
  readonly steps: Step[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly changes: Changes = {};

  readonly #onEvent: (event: EngineEvent) => void;

  constructor(onEvent: (event: EngineEvent) => void) {
    this.#onEvent = onEvent;
  }

  get hasErrors(): boolean {
    return this.diagnostics.some(({ severity }) => severity === "error");
  }

  started(step: Step): void {
    this.#onEvent({ kind: "started", step });
  }

  done(step: Step, durationMs: number): void {
    this.steps.push(step);
    // The halves of a replacement are part of it.
    if (!HALVES.includes(step.op)) this.changes[step.op] = (this.changes[step.op] ?? 0) + 1;

    this.#onEvent({ kind: "done", step, durationMs });
  }

  failed(step: Step, message: string, durationMs: number): void {
    this.#onEvent({ kind: "failed", step, message, durationMs });
    this.error(message, step.urn);
  }

  skipped(urn: string, parent: string): void {
    this.#onEvent({ kind: "skipped", urn, parent });
  }

  printed(line: string, stream: "stdout" | "stderr"): void {
    this.#onEvent({ kind: "printed", line, stream });
  }

  outputs(before: PropertyMap, after: PropertyMap): void {
    this.#onEvent({ kind: "outputs", before, after });
  }

  error(message: string, urn?: string): void {
    this.diagnostic("error", message, urn);
  }

  warning(message: string, urn?: string): void {
    this.diagnostic("warning", message, urn);
  }

  diagnostic(severity: Severity, message: string, urn?: string): void {
    const diagnostic = { severity, message, ...(urn && { urn }) };
    this.diagnostics.push(diagnostic);
    this.#onEvent({ kind: "diagnostic", diagnostic });
  }
}

/** What can happen to a resource, in Pulumi's words. A replacement is the three steps that end in `replace`d. */
export type StepOp =
  | "same"
  | "create"
  | "update"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "delete"
  | "refresh"
  | "read"
  | "read-replacement"
  | "read-discard"
  | "discard-replaced"
  | "import"
  | "import-replacement";

export interface Step {
  op: StepOp;
  urn: string;
  old?: ResourceState;
  new?: ResourceState;
  /** What differs between the old inputs and the new ones; for a refresh, between what was known and what is there. */
  differences: Difference[];
  /** The properties that force a replacement. */
  replaceKeys: string[];
}

export type Severity = "info" | "warning" | "error";

export interface Diagnostic {
  severity: Severity;
  message: string;
  /** Absent when it is about the run as a whole. */
  urn?: string;
}

export type EngineEvent =
  | { kind: "started"; step: Step }
  | { kind: "done"; step: Step; durationMs: number }
  | { kind: "failed"; step: Step; message: string; durationMs: number }
  | { kind: "skipped"; urn: string; parent: string }
  | { kind: "diagnostic"; diagnostic: Diagnostic }
  /** A line that the program or a provider printed. */
  | { kind: "printed"; line: string; stream: "stdout" | "stderr" }
  | { kind: "outputs"; before: PropertyMap; after: PropertyMap };

/** Steps that reached their end, by operation. */
export type Changes = Partial<Record<StepOp, number>>;
