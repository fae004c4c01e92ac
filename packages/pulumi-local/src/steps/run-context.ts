import type { Project } from "../project/project-file";
import type { Reporter } from "../report/reporter";
import type { StateStore } from "../state/state-store";
import type { Aliases } from "./aliases";
import type { Halt, Operations } from "./operations";
import type { Providers } from "./providers";
import type { Targets } from "./targets";

/** What all steps of a run share. */
export interface RunContext {
  project: Project;
  stack: string;
  /** A preview: nothing is created, updated or deleted. */
  dryRun: boolean;
  store: StateStore;
  providers: Providers;
  operations: Operations;
  report: Reporter;
  halt: Halt;
  /** The URNs that the program has registered so far. */
  registered: Set<string>;
  aliases: Aliases;
  targets: Targets;
  /** The URNs that this run replaces: what is to be replaced with them follows. */
  replaced: Set<string>;
  /** The URNs that this run deletes: what is deleted with them needs no deletion of its own. */
  condemned: Set<string>;
  /** The URNs that would be created, were they among the run's targets. */
  leftOut: Set<string>;
}
