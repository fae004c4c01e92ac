import { addColumns } from "./alter-add-columns";
import { addConstraint, dropConstraint } from "./alter-constraints";
import { alterColumn } from "./alter-column";
import { dropColumns, renameColumn } from "./alter-drop-column";
import { renameTo } from "./alter-rename";
import type { StatementRun } from "./statement-run";
import type { TableNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import { clusterBy, setProperties, unsetProperties } from "./alter-properties";

/** What stands behind `ALTER TABLE t` and its own words. */
export interface Alteration {
  readonly run: StatementRun;
  readonly cursor: TokenCursor;
  readonly table: TableNotes;
}

export interface AlterAction {
  readonly words: readonly string[];
  /**
   * "All other operations require ownership of the table."
   *
   * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-alter-table#required-permissions
   */
  readonly right: "MODIFY" | "ownership";
  alter(alteration: Alteration): Promise<void>;
}

/** Longer words first. */
export const ALTER_ACTIONS: readonly AlterAction[] = [
  { words: ["ADD", "COLUMNS"], right: "MODIFY", alter: addColumns },
  { words: ["ADD", "COLUMN"], right: "MODIFY", alter: addColumns },
  { words: ["ADD", "CONSTRAINT"], right: "ownership", alter: addConstraint },
  { words: ["DROP", "CONSTRAINT"], right: "ownership", alter: dropConstraint },
  { words: ["ALTER", "COLUMN"], right: "MODIFY", alter: alterColumn },
  { words: ["CHANGE", "COLUMN"], right: "MODIFY", alter: alterColumn },
  { words: ["DROP", "COLUMNS"], right: "MODIFY", alter: dropColumns },
  { words: ["DROP", "COLUMN"], right: "MODIFY", alter: dropColumns },
  { words: ["RENAME", "COLUMN"], right: "ownership", alter: renameColumn },
  { words: ["RENAME", "TO"], right: "ownership", alter: renameTo },
  { words: ["SET", "TBLPROPERTIES"], right: "MODIFY", alter: setProperties },
  { words: ["UNSET", "TBLPROPERTIES"], right: "MODIFY", alter: unsetProperties },
  { words: ["CLUSTER", "BY"], right: "ownership", alter: clusterBy },
];
