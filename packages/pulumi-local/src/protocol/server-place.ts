import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Where a server listens, and what takes that away again. */
interface ServerPlace {
  readonly address: string;
  readonly remove: () => void;
}

/** A socket in a new folder of this user alone; where there are none, a port. */
export function serverPlace(): ServerPlace {
  return process.platform === "win32" ? onLoopback() : inOwnFolder();
}

/** There nothing but a port can be listened on. */
function onLoopback(): ServerPlace {
  return { address: "127.0.0.1:0", remove: () => undefined };
}

const PREFIX = "local-engine-";
const SOCKET = "engine";

/** Among the temporary files: the name of a socket may have a hundred characters, and a project's folder has more. */
function inOwnFolder(): ServerPlace {
  sweptOnce ??= removeStaleFolders(tmpdir()).catch(() => undefined);
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  const remove = () => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on("exit", remove);
  return { address: `unix:${path.join(folder, SOCKET)}`, remove };
}

let sweptOnce: Promise<void> | undefined;

/** An engine that is about to listen does not do so yet. */
const YOUNG_MS = 60_000;

/** Takes away what engines left that were killed: this user's folders in which nobody listens. */
export async function removeStaleFolders(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((one) => one.startsWith(PREFIX))) {
    const folder = path.join(parent, name);
    const found = lstatSync(folder, { throwIfNoEntry: false });
    const isOurs = found?.isDirectory() === true && found.uid === process.getuid?.();
    if (!isOurs || Date.now() - found.mtimeMs < YOUNG_MS) continue;
    if (!(await isListening(path.join(folder, SOCKET)))) rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether somebody answers there; what cannot be told counts as an answer. */
function isListening(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.unref();
    connection.once("connect", () => {
      connection.destroy();
      resolve(true);
    });
    connection.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT");
    });
  });
}
