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
  alter(alteration: Alteration): Promise<void>;
}

/** Longer words first. */
export const ALTER_ACTIONS: readonly AlterAction[] = [
  { words: ["ADD", "COLUMNS"], alter: addColumns },
  { words: ["ADD", "COLUMN"], alter: addColumns },
  { words: ["ADD", "CONSTRAINT"], alter: addConstraint },
  { words: ["DROP", "CONSTRAINT"], alter: dropConstraint },
  { words: ["ALTER", "COLUMN"], alter: alterColumn },
  { words: ["CHANGE", "COLUMN"], alter: alterColumn },
  { words: ["DROP", "COLUMNS"], alter: dropColumns },
  { words: ["DROP", "COLUMN"], alter: dropColumns },
  { words: ["RENAME", "COLUMN"], alter: renameColumn },
  { words: ["RENAME", "TO"], alter: renameTo },
  { words: ["SET", "TBLPROPERTIES"], alter: setProperties },
  { words: ["UNSET", "TBLPROPERTIES"], alter: unsetProperties },
  { words: ["CLUSTER", "BY"], alter: clusterBy },
];
