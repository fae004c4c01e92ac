import { renameSync, rmSync, writeFileSync } from "node:fs";

/** For what nobody else of the machine is to see: queries and recipients. */
export const PRIVATE = 0o600;

/** Whoever reads it finds the old text or the new one, and never half of one. No link that lies there is followed. */
export function writeFileWhole(file: string, text: string, mode = 0o666): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode, flag: "wx" });
  renameSync(draft, file);
}
