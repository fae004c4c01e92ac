import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** What npm links as `databricks-local`. */
export const BIN = join(__dirname, "../bin/databricks-local.cjs");

/** Starts `databricks-local <args>` in that folder, without what npm or a shell would bring along. */
export function startCommand(dir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { PATH } = process.env;
  return spawn(process.execPath, [BIN, ...args], { cwd: dir, env: { PATH, ...env } });
}

export async function runCommand(dir: string, args: readonly string[], env?: NodeJS.ProcessEnv) {
  return outcomeOf(startCommand(dir, args, env));
}

/** All that a process prints, and its exit status. */
export async function outcomeOf(child: ReturnType<typeof startCommand>) {
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exitStatus(child),
  ]);
  return { stdout, stderr, status };
}

export function exitStatus(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("exit", resolve));
}

/** What the command prints first; rejects with its errors when it ends without a word. */
export function firstOutput(child: ReturnType<typeof startCommand>): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString()));
    void text(child.stderr).then((errors) => reject(new Error(errors)));
  });
}
