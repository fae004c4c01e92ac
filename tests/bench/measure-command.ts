import type { RunCommand } from "../../local/engine/run-options";
import type { StepResult } from "./bench-result";
import { commandEnvironment, commandLine } from "./command-line";
import { ProcessGroup } from "./process-group";
import { UsageSampler } from "./usage-sampler";
import type { WorkspaceProcess } from "./workspace-process";

export interface Measurement {
  readonly result: Omit<StepResult, "step">;
  /** Calls that change alerts, by method: `POST`, `PATCH`, `DELETE`. */
  readonly writes: Readonly<Record<string, number>>;
}

/** Runs `npm run COMMAND` in a project folder, from its start to its end. Rejects with its output when it fails. */
export async function measureCommand(
  command: RunCommand,
  options: { folder: string; workspace: WorkspaceProcess; parallel: number; signal: AbortSignal },
): Promise<Measurement> {
  const { folder, workspace, parallel, signal } = options;
  await workspace.clearLog();
  const workspaceUsage = workspace.watch();
  const start = performance.now();
  const group = new ProcessGroup(
    commandLine(command, "--parallel", String(parallel)),
    folder,
    commandEnvironment(),
    signal,
  );
  const usage = new UsageSampler(group.pid);
  const status = await group.ended;
  const seconds = (performance.now() - start) / 1000;
  const own = usage.stop();
  const theirs = workspaceUsage.stop();
  signal.throwIfAborted();
  if (status !== 0) throw new Error(`npm run ${command} failed:\n${group.output}`);
  const log = await workspace.log();
  const calls = log.flatMap((entry) =>
    entry.kind === "request" && entry.path.startsWith("/api/") ? [entry] : [],
  );
  const writes = calls.filter(({ method, path }) => method !== "GET" && path.startsWith("/api/2.0/alerts"));
  const result = {
    seconds,
    calls: calls.length,
    statements: log.filter(({ kind }) => kind === "statement").length,
    ...(own && { memoryBytes: own.memoryBytes, cpuSeconds: own.cpuSeconds }),
    ...(theirs && { workspaceMemoryBytes: theirs.memoryBytes, workspaceCpuSeconds: theirs.cpuSeconds }),
  };
  return { result, writes: countBy(writes.map(({ method }) => method)) };
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
