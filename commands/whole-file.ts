import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ExpectedError } from "../messages/expected-error";

/** For what nobody else of the machine is to see: queries and recipients. */
export const PRIVATE = 0o600;

/** Whoever reads it finds the old text or the new one, and never half of one. No link that lies there is followed. */
export function writeFileWhole(file: string, text: string, mode = 0o666): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode, flag: "wx" });
  renameSync(draft, file);
}

/** Writes a report in its forms, name → text, for nobody else of the machine, and answers with the files. */
export function writeForms(forms: Readonly<Record<string, string>>, folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new ExpectedError(`The report cannot be written to ${folder}: name another folder with --out.`, {
      cause,
    });
  }
  return Object.entries(forms).map(([name, text]) => {
    const file = join(folder, name);
    writeFileWhole(file, text, PRIVATE);
    return file;
  });
}
