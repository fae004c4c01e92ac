import { SqlError } from "../sql-engine";
import { displayName } from "../store/physical-name";
import type { TableNotes } from "../store/table-notes";

/** Refuses a table where `operation` needs a view. */
export function requireView(notes: TableNotes, operation: string): TableNotes {
  if (notes.view) return notes;
  throw new SqlError(
    "EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE",
    "42809",
    `The table ${displayName(notes)} does not support ${operation}.`,
  );
}

export function wrongObjectType(notes: TableNotes, operation: string): SqlError {
  const [required, found, other] = notes.view
    ? ["EXTERNAL or MANAGED", "VIEW", "DROP VIEW"]
    : ["VIEW", "MANAGED", "DROP TABLE"];
  return new SqlError(
    "WRONG_COMMAND_FOR_OBJECT_TYPE",
    "42809",
    `The operation ${operation} requires a ${required}. But ${displayName(notes)} is a ${found}. Use ${other} instead.`,
  );
}
