import type { Project } from "../project/project-file";
import type { Reporter } from "../report/reporter";
import type { StateStore } from "../state/state-store";
import type { Halt } from "./halt";
import type { Operations } from "./operations";
import type { Providers } from "./providers";

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
}
