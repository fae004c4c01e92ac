import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { lock } from "proper-lockfile";
import { ExpectedError } from "./expected-error";

/** Another process, or another workspace of this one, works on the directory. */
export class DataDirTakenError extends ExpectedError {
  override readonly name = "DataDirTakenError";
  constructor(dataDir: string, owner: number | undefined) {
    const who = owner === undefined ? "another process" : `process ${owner}`;
    super(`The data directory ${dataDir} is in use by ${who}: stop that one, or name another directory`);
  }
}

/** Without an update for this long, in milliseconds, a lock counts as left behind. */
const STALE_MS = 10_000;

/** Makes the directory ours alone until the returned function is called. A lock whose process died is taken over. */
export async function claimDataDir(dataDir: string): Promise<() => Promise<void>> {
  prepare(dataDir);
  const lockfilePath = join(dataDir, "lock");
  const ownerFile = join(dataDir, "owner.pid");
  const owner = existsSync(ownerFile) ? Number(readFileSync(ownerFile, "utf8")) : undefined;
  if (owner !== undefined && !isAlive(owner)) rmSync(lockfilePath, { recursive: true, force: true });
  const release = await lock(dataDir, {
    lockfilePath,
    stale: STALE_MS,
    // A machine that slept comes back with a lock that looks stale; the database's own lock still protects its files.
    onCompromised: () => undefined,
  }).catch((error: unknown) => {
    if (isLockedError(error)) throw new DataDirTakenError(dataDir, owner);
    throw error;
  });
  writeFileSync(ownerFile, String(process.pid));
  return async () => {
    rmSync(ownerFile, { force: true });
    await release();
  };
}

function prepare(dataDir: string): void {
  try {
    makeDirectory(dataDir);
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    throw new ExpectedError(`The data directory ${dataDir} cannot be written: name another one`, { cause });
  }
}

function isLockedError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}

/** Whether a process of that id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Like `mkdir -p`, for its owner only. Node's own `recursive` never comes back where the system refuses with ENOENT, as `/proc` does. */
export function makeDirectory(directory: string): void {
  if (isDirectory(directory)) return;
  makeDirectory(dirname(directory));
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if (!isDirectory(directory)) throw error;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
