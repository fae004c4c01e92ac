import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

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
