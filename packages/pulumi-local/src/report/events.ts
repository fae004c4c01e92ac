import type { ResourceState } from "../state/resource-state";
import type { Difference } from "../values/differences";
import type { PropertyMap } from "../values/property-value";

/** What can happen to a resource, in Pulumi's words. A replacement is the three steps that end in `replace`d. */
export const STEP_OPS = [
  "same",
  "create",
  "update",
  "replace",
  "create-replacement",
  "delete-replaced",
  "delete",
  "refresh",
  "read",
  "read-replacement",
  "read-discard",
  "discard-replaced",
  "import",
  "import-replacement",
] as const;

export type StepOp = (typeof STEP_OPS)[number];

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
