import { readFileSync } from "node:fs";
import { z } from "zod";
import { ExpectedError } from "../messages/expected-error";
import type { RowsByTable } from "../review/offline/with-destinations";

const rows = z.array(z.record(z.string(), z.unknown()));
/** Both tables, or alert rows alone. */
const RowsFile = z.union([
  rows.transform((alertRows): RowsByTable => ({ alertRows, destinationRows: [] })),
  z.object({ alertRows: rows, destinationRows: rows.default([]) }),
]);

/** Reads rows from a JSON file: a list of alert rows, or both tables. */
export function readRowsFile(file: string): RowsByTable {
  try {
    return RowsFile.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? reasonOf(error) : String(error);
    throw new ExpectedError(
      `${file} cannot be read as rows, [ … ] or { "alertRows": [ … ], "destinationRows": [ … ] }: ${reason}`,
      { cause: error },
    );
  }
}

function reasonOf(error: Error): string {
  if (error instanceof z.ZodError) return "it holds something else.";
  return "code" in error && error.code === "ENOENT" ? "there is no such file." : error.message;
}
