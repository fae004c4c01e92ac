import { mkdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Bail, EngineError, messageOf } from "./engine-error";
import { readProject } from "./project/project-file";
import { asProperties, readStackConfig } from "./project/stack-config";
import { DynamicProvider } from "./protocol/dynamic-provider";
import { EngineServer } from "./protocol/engine-server";
import { engineService } from "./protocol/engine-service";
import { Reporter } from "./report/reporter";
import type { RunOptions, RunResult } from "./run-options";
import { runProgram } from "./run-program";
import { StateLock } from "./state/state-lock";
import { StateStore } from "./state/state-store";
import { deletions } from "./steps/deletions";
import { Halt, Halted } from "./steps/halt";
import { Operations } from "./steps/operations";
import { Providers } from "./steps/providers";
import { refreshes } from "./steps/refreshes";
import type { RunContext } from "./steps/run-context";
import type { PropertyMap } from "./values/property-value";
import { mapProperties, redact } from "./values/secrets";

/** Runs one command on one stack: the engine's only entry. Rejects with an EngineError when it cannot start. */
export async function runStack(options: RunOptions): Promise<RunResult> {
  const start = performance.now();
  const {
    command,
    stateDir,
    stack = "dev",
    parallel = 4 * os.cpus().length,
    continueOnError = false,
  } = options;
  const project = await readProject(path.resolve(options.projectDir));
  const config = await readStackConfig(project, stack, options.config ?? {});
  const dryRun = command === "preview";
  const lock = dryRun ? undefined : await lockStack(stateDir, stack, command);
  try {
    const store = await StateStore.open(stateFile(stateDir, stack), path.join(stateDir, "passphrase"), {
      readOnly: dryRun,
    });
    const report = new Reporter(options.onEvent ?? (() => undefined));
    const halt = new Halt();
    const childEnv = { ...options.childEnv, PULUMI_NODEJS_PROJECT: project.name, PULUMI_NODEJS_STACK: stack };
    const engine = await EngineServer.start(engineService(report));
    const runsProgram = command === "preview" || command === "up";
    const providers = new Providers({
      stack,
      project: project.name,
      store,
      config: runsProgram ? asProperties(config) : undefined,
      start: (properties) =>
        DynamicProvider.start(
          engine.address,
          { cwd: project.dir, env: childEnv, onLine: (line, stream) => report.printed(line, stream) },
          properties,
        ),
    });
    const operations = new Operations({ parallel, continueOnError, report, halt });
    const context: RunContext = { project, stack, dryRun, store, providers, operations, report, halt };
    const onAbort = () => halt.now();
    options.signal?.addEventListener("abort", onAbort);
    let outputs: PropertyMap = {};
    try {
      if (options.signal?.aborted) halt.now();
      if (runsProgram) outputs = await runProgram(context, { config, childEnv, parallel });
      else if (command === "refresh") await refreshes(context);
      else await deletions(context, store.resources);
    } catch (error) {
      if (!(error instanceof Bail || error instanceof Halted)) report.error(messageOf(error));
      await operations.idle();
    } finally {
      options.signal?.removeEventListener("abort", onAbort);
      await providers.stop();
      engine.stop();
      await store.close();
    }
    const interrupted = options.signal?.aborted ?? false;
    return {
      ok: !report.hasErrors && !interrupted,
      interrupted,
      changes: report.changes,
      steps: report.steps,
      diagnostics: report.diagnostics,
      outputs: mapProperties(outputs, redact),
      durationMs: performance.now() - start,
    };
  } finally {
    await lock?.release();
  }
}

function stateFile(stateDir: string, stack: string): string {
  return path.join(stateDir, stack === "dev" ? "state.json" : `state.${stack}.json`);
}

async function lockStack(stateDir: string, stack: string, command: string): Promise<StateLock> {
  try {
    await mkdir(stateDir, { recursive: true });
  } catch (error) {
    throw new EngineError(`${stateDir} cannot be written: ${messageOf(error)}`);
  }
  return StateLock.acquire(
    path.join(stateDir, stack === "dev" ? "state.lock" : `state.${stack}.lock`),
    command,
  );
}
