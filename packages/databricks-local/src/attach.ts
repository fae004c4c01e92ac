import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DataDirTakenError, isAlive } from "./data-dir";
import type { WorkspaceAddress } from "./start-workspace";
import type * as Starter from "./start-workspace";
import { WAREHOUSE_ID } from "./warehouses/warehouse";
import { WorkspaceClient } from "./workspace-client";
import {
  isPortInUse,
  lastPort,
  readWorkspaceFile,
  rememberPort,
  removeWorkspaceFile,
  writeWorkspaceFile,
} from "./workspace-file";
import type { WorkspaceOptions } from "./workspace-options";

export interface AttachedWorkspace extends WorkspaceAddress {
  /** Whether this process started it; then `stop` ends it, else `stop` does nothing. */
  readonly startedHere: boolean;
  readonly stop: () => Promise<void>;
}

// Not `import()`: that one does not pass through the TypeScript loader.
const load = createRequire(__filename);

const clockShape = z.object({ now: z.string() });
const PROBE_TIMEOUT_MS = 3000;
const START_TIMEOUT_MS = 10_000;
const RETRY_MS = 100;

export function defaultDataDir(dir: string): string {
  return join(dir, ".local", "workspace");
}

/**
 * The live workspace that `<dir>/.local/workspace.json` names, or a new one on a free port of 127.0.0.1. When
 * another process is starting one at this moment, waits for that.
 */
export async function attachOrStart(
  dir: string,
  options: Partial<WorkspaceOptions> = {},
): Promise<AttachedWorkspace> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const running = await attach(dir);
    if (running !== undefined) return running;
    try {
      return await start(dir, options);
    } catch (error) {
      if (!(error instanceof DataDirTakenError) || Date.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}

/** Nothing when no workspace answers; a file that was left behind is removed. */
export async function attach(dir: string): Promise<AttachedWorkspace | undefined> {
  const record = readWorkspaceFile(dir);
  if (record === undefined || !(await answers(record))) {
    removeWorkspaceFile(dir, record?.pid);
    return undefined;
  }
  const { port, token, caFile } = record;
  const stop = () => Promise.resolve();
  return {
    host: `http://127.0.0.1:${port}`,
    port,
    token,
    caFile,
    warehouseId: WAREHOUSE_ID,
    startedHere: false,
    stop,
  };
}

async function start(dir: string, options: Partial<WorkspaceOptions>): Promise<AttachedWorkspace> {
  // The database takes a while to load: only whoever starts a workspace pays for it.
  const { startWorkspace } = load("./start-workspace") as typeof Starter;
  const complete = { dataDir: defaultDataDir(dir), ...options };
  const port = options.port ?? lastPort(complete.dataDir);
  const workspace = await startWorkspace({ ...complete, port }).catch((error: unknown) => {
    // The port is only a habit: whoever has it now may keep it.
    if (options.port === undefined && isPortInUse(error)) return startWorkspace(complete);
    throw error;
  });
  rememberPort(complete.dataDir, workspace.port);
  const stop = async () => {
    removeWorkspaceFile(dir, process.pid);
    await workspace.stop();
  };
  try {
    await writeWorkspaceFile(dir, workspace);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...workspace, startedHere: true, stop };
}

/** Asked with the token, so that a stranger on a port that was freed and taken again is not mistaken for ours. */
async function answers(record: { pid: number; port: number; token: string }): Promise<boolean> {
  if (!isAlive(record.pid)) return false;
  const client = new WorkspaceClient(`http://127.0.0.1:${record.port}`, record.token);
  try {
    clockShape.parse(await client.call("GET", "/_local/clock", undefined, PROBE_TIMEOUT_MS));
    return true;
  } catch {
    return false;
  }
}
