import { SqlError } from "../sql-engine";
import { quoted } from "../sql-faults";

/** A table or view has each column once, whatever its letters' case. */
export function refuseRepeated(names: readonly string[]): void {
  const folded = names.map((name) => name.toLowerCase());
  const repeated = folded.find((name, index) => folded.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw new SqlError(
    "COLUMN_ALREADY_EXISTS",
    "42711",
    `The column ${quoted(repeated)} already exists. Choose another name or rename the existing column.`,
  );
}
