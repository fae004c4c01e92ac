import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = process.platform === "win32" ? ["python3.exe", "python.exe"] : ["python3"];

/** The path of the interpreter; nothing when the machine has none. `wanted` is a path, or a name to look for. */
export function findPython(wanted: string | undefined, path = process.env.PATH ?? ""): string | undefined {
  if (wanted !== undefined && /[\\/]/.test(wanted)) return isExecutable(wanted) ? wanted : undefined;
  const names = wanted === undefined ? NAMES : [wanted];
  return path
    .split(delimiter)
    .filter((directory) => directory !== "")
    .flatMap((directory) => names.map((name) => join(directory, name)))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
