import path from "node:path";
import { runStack } from "../run";
import type { RunCommand, RunResult } from "../run-options";
import type { TargetOptions } from "../steps/targets";
import { attachOrStart } from "../../../databricks-local/src/attach";
import { attachByEnvironment } from "../../../databricks-local/src/attach-by-environment";
import { clientEnvironment } from "../../../databricks-local/src/client-environment";
import { childEnvironment } from "../../../../local/child-environment";
import { EventLog } from "./display/event-log";
import { RunDisplay } from "./display/run-display";
import { hasChanges } from "./display/summary";
import { InterruptHandler } from "./interrupt-handler";
import { parseStackOptions, type StackOptions } from "./stack-options";

/** Runs preview, up, refresh or destroy on the local workspace, and sets the exit status. */
export async function runStackCommand(command: RunCommand, args: string[]): Promise<RunResult | undefined> {
  const options = parseStackOptions(command, args);
  const projectDir = process.cwd();
  const passphrase = process.env["PULUMI_CONFIG_PASSPHRASE"];
  const display = new RunDisplay(command, options);
  const eventLog = options.eventLog === undefined ? undefined : new EventLog(options.eventLog);
  const interrupt = new InterruptHandler((line) => display.note(line));
  try {
    if (process.env["DATABRICKS_HOST"] && !options.attach) {
      display.note(
        `DATABRICKS_HOST is not used here: npm run ${command} only ever talks to the local workspace.`,
      );
    }
    const workspace = await (
      options.attach ? attachByEnvironment(process.env) : attachOrStart(projectDir)
    ).catch((error: unknown) => {
      // A terminal's Ctrl-C ends the TypeScript loader's compiler, too: what cannot be loaded then is no news.
      if (interrupt.signal.aborted) return undefined;
      throw error;
    });
    if (workspace === undefined) return undefined;
    try {
      if (interrupt.signal.aborted) return undefined;
      const result = await runStack({
        command,
        projectDir,
        stateDir: path.join(projectDir, ".local"),
        stack: options.stack,
        config: options.config,
        secretConfig: options.secretConfig,
        ...(passphrase !== undefined && { configPassphrase: passphrase }),
        childEnv: childEnvironment(process.env, clientEnvironment(workspace)),
        ...(options.parallel && { parallel: options.parallel }),
        continueOnError: options.continueOnError ?? false,
        ...targetsOf(options),
        refresh: options.refresh ?? false,
        clearPendingCreates: options.clearPendingCreates ?? false,
        onEvent: (event) => {
          display.event(event);
          eventLog?.event(event);
        },
        signal: interrupt.signal,
      });
      eventLog?.finish(result);
      display.finish(result);
      process.exitCode = exitStatus(result, options);
      return result;
    } finally {
      await workspace.stop();
    }
  } finally {
    display.stop();
    interrupt.stop();
    if (interrupt.signal.aborted) process.exitCode = interrupt.exitStatus;
  }
}

function targetsOf({
  target,
  exclude,
  replace = [],
  targetReplace = [],
  ...options
}: StackOptions): TargetOptions {
  return {
    targets: [...target, ...targetReplace],
    targetDependents: options.targetDependents ?? false,
    excludes: exclude,
    excludeDependents: options.excludeDependents ?? false,
    replaces: [...replace, ...targetReplace],
  };
}

function exitStatus(result: RunResult, options: StackOptions): number {
  if (!result.ok) return 1;
  if (!options.expectNoChanges || !hasChanges(result.changes)) return 0;
  console.error("error: no changes were expected, but there are some");
  return 1;
}
