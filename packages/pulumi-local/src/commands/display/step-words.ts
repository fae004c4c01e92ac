import type { Step, StepOp } from "../../report/reporter";
import type { RunCommand } from "../../run-options";

export interface StepWords {
  symbol: string;
  /** In a preview, while it runs, after it. */
  planned: string;
  running: string;
  done: string;
  colour: "green" | "yellow" | "red" | "magenta" | "dim";
}

export const STEP_WORDS: Record<StepOp, StepWords> = {
  same: { symbol: " ", planned: "unchanged", running: "unchanged", done: "unchanged", colour: "dim" },
  create: { symbol: "+", planned: "create", running: "creating", done: "created", colour: "green" },
  update: { symbol: "~", planned: "update", running: "updating", done: "updated", colour: "yellow" },
  replace: { symbol: "+-", planned: "replace", running: "replacing", done: "replaced", colour: "magenta" },
  "create-replacement": {
    symbol: "++",
    planned: "create replacement",
    running: "creating replacement",
    done: "created replacement",
    colour: "green",
  },
  "delete-replaced": {
    symbol: "--",
    planned: "delete original",
    running: "deleting original",
    done: "deleted original",
    colour: "red",
  },
  delete: { symbol: "-", planned: "delete", running: "deleting", done: "deleted", colour: "red" },
  refresh: { symbol: "~", planned: "refresh", running: "refreshing", done: "refreshed", colour: "yellow" },
  read: { symbol: ">", planned: "read", running: "reading", done: "read", colour: "dim" },
  "read-replacement": {
    symbol: ">>",
    planned: "read replacement",
    running: "reading replacement",
    done: "read replacement",
    colour: "dim",
  },
  "read-discard": {
    symbol: "<",
    planned: "discard",
    running: "discarding",
    done: "discarded",
    colour: "dim",
  },
  "discard-replaced": {
    symbol: "<<",
    planned: "discard original",
    running: "discarding original",
    done: "discarded original",
    colour: "dim",
  },
  import: { symbol: "=", planned: "import", running: "importing", done: "imported", colour: "green" },
  "import-replacement": {
    symbol: "=>",
    planned: "import replacement",
    running: "importing replacement",
    done: "imported replacement",
    colour: "green",
  },
};

/** Steps that Pulumi marks where the resource leaves the state only, and stays in the world (pkg/backend/display/object_diff.go). */
const RETAINING: readonly StepOp[] = ["delete", "replace", "create-replacement", "delete-replaced"];

export function isRetained({ op, old }: Pick<Step, "op" | "old">): boolean {
  return old?.retainOnDelete === true && RETAINING.includes(op);
}

/** Stands behind the words for such a step, as with the Pulumi CLI. */
export function retainMark(step: Pick<Step, "op" | "old">): string {
  return isRetained(step) ? "[retain]" : "";
}

export const COMMAND_TITLES: Record<RunCommand, string> = {
  preview: "Previewing update",
  up: "Updating",
  refresh: "Refreshing",
  destroy: "Destroying",
};
