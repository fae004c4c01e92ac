import type { LogEntry } from "databricks-local";
import type { StepResult } from "./bench-result";
import type { CommandLine } from "./command-line";
import { ProcessGroup } from "./process-group";
import { waitedForSeconds } from "./process-usage";
import { UsageSampler } from "./usage-sampler";
import type { WorkspaceProcess } from "./workspace-process";

export interface Measurement {
  readonly result: Omit<StepResult, "step">;
  /** Calls that change alerts, by method: `POST`, `PATCH`, `DELETE`. */
  readonly writes: Readonly<Record<string, number>>;
  /** What the workspace was asked, in its order. */
  readonly log: readonly LogEntry[];
}

interface MeasureOptions {
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Runs a command in a project folder, from its start to its end. Rejects with its output when it fails. */
export async function measureCommand(
  command: CommandLine,
  { workspace, ...options }: MeasureOptions & { readonly workspace: WorkspaceProcess },
): Promise<Measurement> {
  await workspace.clearLog();
  const workspaceUsage = workspace.watch();
  const own = await timeCommand(command, options);
  const theirs = workspaceUsage.stop();
  const log = await workspace.log();
  const calls = log.flatMap((entry) =>
    entry.kind === "request" && entry.path.startsWith("/api/") ? [entry] : [],
  );
  const alertCalls = calls.filter(({ path }) => path.startsWith("/api/2.0/alerts"));
  const writes = alertCalls.filter(({ method }) => method !== "GET");
  const statements = log.flatMap((entry) => (entry.kind === "statement" ? [entry.text] : []));
  const result = {
    ...own,
    calls: calls.length,
    alertCalls: alertCalls.length,
    statements: statements.length,
    merges: statements.filter((text) => /^\s*MERGE INTO \S*alert_configurations/.test(text)).length,
    ...(theirs && { workspaceMemoryBytes: theirs.memoryBytes, workspaceCpuSeconds: theirs.cpuSeconds }),
  };
  return { result, writes: countBy(writes.map(({ method }) => method)), log };
}

/** The same, of what asks no workspace. */
export async function timeCommand(
  command: CommandLine,
  { folder, signal }: MeasureOptions,
): Promise<Pick<StepResult, "seconds" | "memoryBytes" | "programBytes" | "cpuSeconds">> {
  const before = waitedForSeconds();
  const start = performance.now();
  const group = new ProcessGroup(command, folder, signal);
  const usage = new UsageSampler(group.pid);
  const status = await group.ended;
  const seconds = (performance.now() - start) / 1000;
  const own = usage.stop();
  signal.throwIfAborted();
  if (status !== 0) throw new Error(`${command.args.join(" ")} failed:\n${group.output}`);
  if (own === undefined) return { seconds };
  return { ...own, seconds, cpuSeconds: Math.max(own.cpuSeconds, waitedForSeconds() - before) };
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
