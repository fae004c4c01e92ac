import { chmodSync, writeFileSync } from "node:fs";
import { ExpectedError } from "../../../../local/expected-error";

/** Writes `export NAME='value'` lines, for `. FILE`, readable by their owner only: one of them is the token. */
export function writeShellExports(file: string, variables: Record<string, string>): void {
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`,
  );
  try {
    writeFileSync(file, lines.join(""), { mode: 0o600 });
    // The mode above is for a new file only.
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new ExpectedError(`${file} cannot be written: name another file with --env`, { cause });
  }
}
