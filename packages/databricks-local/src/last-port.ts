import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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
