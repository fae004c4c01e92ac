import type { EngineEvent, Severity, Step, StepOp } from "../../report/reporter";
import type { ResourceState } from "../../state/resource-state";

export interface Row {
  urn: string;
  parent: string;
  step?: Step;
  state: "listed" | "running" | "done" | "failed" | "skipped";
  startedAt: number;
  durationMs: number;
  messages: Record<Severity, number>;
}

/** What is known of each resource of a run, kept up by the engine's events. */
export class RunModel {
  readonly rows = new Map<string, Row>();

  apply(event: EngineEvent): void {
    if (event.kind === "started") {
      Object.assign(this.#rowOf(event.step), { state: "running", startedAt: performance.now() });
    } else if (event.kind === "done" || event.kind === "failed") {
      const row = this.#rowOf(event.step);
      row.state = event.kind;
      row.durationMs += event.durationMs;
    } else if (event.kind === "skipped") {
      Object.assign(this.#row(event.urn), { state: "skipped", parent: event.parent });
    } else if (event.kind === "diagnostic" && event.diagnostic.urn) {
      this.#row(event.diagnostic.urn).messages[event.diagnostic.severity]++;
    }
  }

  /** The rows worth showing: all but what is as it was, and the parents of what is shown. */
  get shown(): Set<string> {
    const urns = new Set<string>();
    for (const row of this.rows.values()) {
      if (!isNews(row)) continue;
      for (let next: Row | undefined = row; next && !urns.has(next.urn); next = this.rows.get(next.parent))
        urns.add(next.urn);
    }
    return urns;
  }

  #rowOf(step: Step): Row {
    const row = this.#row(step.urn);
    row.step = step;
    row.parent = parentOf(step.new ?? step.old) || row.parent;
    return row;
  }

  #row(urn: string): Row {
    const known = this.rows.get(urn);
    if (known) return known;
    const messages = { info: 0, warning: 0, error: 0 };
    const row: Row = { urn, parent: "", state: "listed", startedAt: 0, durationMs: 0, messages };
    this.rows.set(urn, row);
    return row;
  }
}

/** What only looks, and changes nothing. */
const NO_NEWS: readonly StepOp[] = ["refresh", "read", "read-discard", "discard-replaced"];

function isNews({ step, state, messages }: Row): boolean {
  if (state === "failed" || state === "skipped" || messages.error + messages.warning > 0) return true;
  if (step === undefined || step.op === "same") return false;
  return NO_NEWS.includes(step.op) ? state === "running" : true;
}

function parentOf(resource: ResourceState | undefined): string {
  return resource?.parent ?? "";
}
