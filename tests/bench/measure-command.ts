import type { StepResult } from "./bench-result";
import type { CommandLine } from "./command-line";
import { ProcessGroup } from "./process-group";
import { UsageSampler } from "./usage-sampler";
import type { WorkspaceProcess } from "./workspace-process";

export interface Measurement {
  readonly result: Omit<StepResult, "step">;
  /** Calls that change alerts, by method: `POST`, `PATCH`, `DELETE`. */
  readonly writes: Readonly<Record<string, number>>;
}

/** Runs a command in a project folder, from its start to its end. Rejects with its output when it fails. */
export async function measureCommand(
  command: CommandLine,
  options: { folder: string; workspace: WorkspaceProcess; signal: AbortSignal },
): Promise<Measurement> {
  const { folder, workspace, signal } = options;
  await workspace.clearLog();
  const workspaceUsage = workspace.watch();
  const start = performance.now();
  const group = new ProcessGroup(command, folder, signal);
  const usage = new UsageSampler(group.pid);
  const status = await group.ended;
  const seconds = (performance.now() - start) / 1000;
  const own = usage.stop();
  const theirs = workspaceUsage.stop();
  signal.throwIfAborted();
  if (status !== 0) throw new Error(`${command.args.join(" ")} failed:\n${group.output}`);
  const log = await workspace.log();
  const calls = log.flatMap((entry) =>
    entry.kind === "request" && entry.path.startsWith("/api/") ? [entry] : [],
  );
  const alertCalls = calls.filter(({ path }) => path.startsWith("/api/2.0/alerts"));
  const writes = alertCalls.filter(({ method }) => method !== "GET");
  const statements = log.flatMap((entry) => (entry.kind === "statement" ? [entry.text] : []));
  const result = {
    seconds,
    calls: calls.length,
    alertCalls: alertCalls.length,
    statements: statements.length,
    merges: statements.filter((text) => /^\s*MERGE INTO \S*alert_configurations/.test(text)).length,
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
