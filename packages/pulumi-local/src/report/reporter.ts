import type { PropertyMap } from "../values/property-value";
import type { Changes, Diagnostic, EngineEvent, Severity, Step, StepOp } from "./events";

const HALVES: readonly StepOp[] = [
  ...(["create-replacement", "delete-replaced"] as const),
  ...(["import-replacement", "read-replacement", "discard-replaced"] as const),
];

/** Collects what a run's result is made of, and passes every event on. */
export class Reporter {
  readonly steps: Step[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly changes: Changes = {};

  constructor(private readonly onEvent: (event: EngineEvent) => void) {}

  get hasErrors(): boolean {
    return this.diagnostics.some(({ severity }) => severity === "error");
  }

  started(step: Step): void {
    this.onEvent({ kind: "started", step });
  }

  done(step: Step, durationMs: number): void {
    this.steps.push(step);
    // The halves of a replacement are part of it.
    if (!HALVES.includes(step.op)) {
      this.changes[step.op] = (this.changes[step.op] ?? 0) + 1;
    }
    this.onEvent({ kind: "done", step, durationMs });
  }

  failed(step: Step, message: string, durationMs: number): void {
    this.onEvent({ kind: "failed", step, message, durationMs });
    this.error(message, step.urn);
  }

  skipped(urn: string, parent: string): void {
    this.onEvent({ kind: "skipped", urn, parent });
  }

  printed(line: string, stream: "stdout" | "stderr"): void {
    this.onEvent({ kind: "printed", line, stream });
  }

  outputs(before: PropertyMap, after: PropertyMap): void {
    this.onEvent({ kind: "outputs", before, after });
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
    this.onEvent({ kind: "diagnostic", diagnostic });
  }
}
