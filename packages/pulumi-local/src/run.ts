import os from "node:os";
import path from "node:path";
import { readProject } from "./project/project-file";
import { readStackConfig } from "./project/stack-config";
import { Reporter } from "./report/reporter";
import { runCommand } from "./run-command";
import type { RunOptions, RunResult } from "./run-options";
import { openStack } from "./state/open-stack";
import { mapProperties, redact } from "./values/secrets";

/** Runs one command on one stack: the engine's only entry. Rejects with an EngineError when it cannot start. */
export async function runStack(options: RunOptions): Promise<RunResult> {
  const start = performance.now();
  const { command, stateDir, stack = "dev", parallel = 4 * os.cpus().length, signal } = options;
  const project = await readProject(path.resolve(options.projectDir));
  const config = await readStackConfig(project, stack, options);
  const report = new Reporter(options.onEvent ?? (() => undefined));
  const { store, close } = await openStack(stateDir, stack, command);
  try {
    const outputs = await runCommand({ ...options, project, config, stack, parallel, report, store });
    const interrupted = signal?.aborted ?? false;
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
    await close();
  }
}
