import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Compares with a file of the repository; `UPDATE_FILES=1` writes the file instead. */
export function assertIsFile(path: string, text: string): void {
  const file = join(__dirname, "../../..", path);
  if (process.env.UPDATE_FILES === "1") writeFileSync(file, text);

  assert.equal(text, readFileSync(file, "utf8"));
}
