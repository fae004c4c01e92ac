import type { Changes, Diagnostic, EngineEvent, Step } from "./report/reporter";
import type { TargetOptions } from "./steps/targets";
import type { PropertyMap } from "./values/property-value";

export const RUN_COMMANDS = ["preview", "up", "refresh", "destroy"] as const;

export type RunCommand = (typeof RUN_COMMANDS)[number];

export interface RunOptions extends TargetOptions {
  command: RunCommand;
  /** The folder of Pulumi.yaml. */
  projectDir: string;
  /** Where state, lock and passphrase are kept; made if it does not exist. */
  stateDir: string;
  /** @default "dev" */
  stack?: string;
  /** Settings that go before those of the stack's file, by key. */
  config?: Record<string, string>;
  /** The same for secrets: they are kept encrypted in the state, and shown nowhere. */
  secretConfig?: Record<string, string>;
  /** Opens the encrypted settings of the stack's file. */
  configPassphrase?: string;
  /** The whole environment of program and providers. */
  childEnv: NodeJS.ProcessEnv;
  /** How many operations run at the same time. @default 4 × cores @minimum 1 */
  parallel?: number;
  /** Try what does not depend on a failure, too. @default false */
  continueOnError?: boolean;
  /** Read what is there before anything else. @default false */
  refresh?: boolean;
  /** With the command `refresh`: creations that an earlier run did not finish came to nothing. @default false */
  clearPendingCreates?: boolean;
  /**
   * Leave the processes of program and provider to the next run of this engine, with what they have loaded of packages:
   * for tests that run a stack many times. @default false
   */
  keepProcesses?: boolean;
  /**
   * Folders of the program that hold functions and nothing that remembers a run: kept processes have their modules loaded, too,
   * until one of the files is another. @default none
   */
  keepModules?: readonly string[];
  onEvent?: (event: EngineEvent) => void;
  /** Ends the run: nothing new starts, and what runs has a few seconds to finish. */
  signal?: AbortSignal;
}

export interface RunResult {
  ok: boolean;
  /** The run was ended by its signal. */
  interrupted: boolean;
  changes: Changes;
  steps: Step[];
  diagnostics: Diagnostic[];
  /** The stack's outputs, with `[secret]` for secrets. */
  outputs: PropertyMap;
  durationMs: number;
}
