import path from "node:path";
import { localEnvironment } from "../local-environment";
import { runStack } from "../run";
import type { RunCommand, RunResult } from "../run-options";
import type { TargetOptions } from "../steps/targets";
import { EventLog } from "./display/event-log";
import { RunDisplay } from "./display/run-display";
import { hasChanges } from "./display/summary";
import { InterruptHandler } from "./end-signals";
import type { StackOptions } from "./stack-options";

/** Runs preview, up, refresh or destroy, and sets the exit status. */
export async function runStackCommand(command: RunCommand, options: StackOptions): Promise<void> {
  const projectDir = process.cwd();
  const childEnv = localEnvironment(process.env);
  const passphrase = process.env["PULUMI_CONFIG_PASSPHRASE"];
  const display = new RunDisplay(command, options);
  const eventLog = options.eventLog === undefined ? undefined : new EventLog(options.eventLog);
  const interrupt = new InterruptHandler((line) => display.note(line));
  try {
    const result = await runStack({
      command,
      projectDir,
      stateDir: path.join(projectDir, ".local"),
      stack: options.stack,
      config: options.config,
      secretConfig: options.secretConfig,
      ...(passphrase !== undefined && { configPassphrase: passphrase }),
      childEnv,
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
