import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { makeDirectory } from "./data-dir";
import { ExpectedError } from "./expected-error";
import type { WorkspaceAddress } from "./start-workspace";

const shape = z.object({ pid: z.int(), port: z.int(), token: z.string(), caFile: z.string() });
/** What `.local/workspace.json` says about the workspace that runs. */
type WorkspaceRecord = z.infer<typeof shape>;

export function workspaceFile(dir: string): string {
  return join(dir, ".local", "workspace.json");
}

/** Nothing when there is no file, or not a whole one. */
export function readWorkspaceFile(dir: string): WorkspaceRecord | undefined {
  const path = workspaceFile(dir);
  if (!existsSync(path)) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** Readable by its owner only: it holds the token. */
export async function writeWorkspaceFile(dir: string, workspace: WorkspaceAddress): Promise<void> {
  const { port, token, caFile } = workspace;
  const record: WorkspaceRecord = { pid: process.pid, port, token, caFile };
  const path = workspaceFile(dir);
  try {
    makeDirectory(dirname(path));
    await writeFileAtomic(path, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new ExpectedError(`${path} cannot be written: run this in a folder that you may write to`, {
      cause,
    });
  }
}

/** Leaves the file alone when another process has written its own since. */
export function removeWorkspaceFile(dir: string, pid: number | undefined): void {
  if (readWorkspaceFile(dir)?.pid === pid) rmSync(workspaceFile(dir), { force: true });
}

// A workspace that comes back on the same port keeps its links: the stack's outputs hold some.
const FILE = "port";

/** The port of the workspace that last served this data; 0, a free one, if there was none. */
export function lastPort(dataDir: string): number {
  const path = join(dataDir, FILE);
  const port = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
}

export function rememberPort(dataDir: string, port: number): void {
  writeFileSync(join(dataDir, FILE), `${port}\n`);
}

export function isPortInUse(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}
