import path from "node:path";
import { startChild } from "pulumi-local";

/**
 * What these rooms remember they have worked out from a text; the linter holds it (`eslint.config.mjs`). In a process that is kept,
 * `loading` does nothing, and whatever imports a module that is loaded anew is loaded anew itself.
 */
export const STATELESS = [
  "alerting",
  "databricks",
  "lint",
  "loading",
  "messages",
  "review",
  "rows",
  "settings",
  "sql",
].map((room) => path.resolve(room));

export const MAIN = path.resolve("commands/main.cjs");

export interface CommandOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** A command of the product in that folder, as a process of its own would run it: its packages are loaded once for many. */
export async function productCommand(
  args: readonly string[],
  { cwd = process.cwd(), env }: { cwd?: string; env: NodeJS.ProcessEnv },
): Promise<CommandOutcome> {
  const printed = { stdout: "", stderr: "" };
  const child = startChild([], [MAIN, ...args], {
    cwd,
    env,
    keep: true,
    keepModules: STATELESS,
    onLine: (line, stream) => (printed[stream] += `${line}\n`),
  });
  const { code } = await child.exited;
  return { ...printed, status: code };
}
