import { rmSync } from "node:fs";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Gives folders what `fill` puts into one, which takes seconds of computing: a process does it once, and copies the rest. */
export function folderCopies(fill: (folder: string) => Promise<void>): (target: string) => Promise<void> {
  let filled: Promise<string> | undefined;
  return async (target) => {
    filled ??= fillFolder(fill);
    await cp(await filled, target, { recursive: true });
  };
}

async function fillFolder(fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "copied-"));
  // Mocha ends its workers by a signal.
  process.once("SIGTERM", () => process.exit());
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  await fill(folder);
  return folder;
}
