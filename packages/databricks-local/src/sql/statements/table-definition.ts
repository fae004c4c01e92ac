import { syntaxError } from "../sql-faults";
import type { ColumnNotes, KeyNotes } from "../store/table-notes";
import type { TableName } from "../store/physical-name";
import type { TokenCursor } from "../text/token-cursor";
import { requireDefaultsFeature } from "./column-default";
import { readProperties } from "./properties";
import type { SessionState } from "./statement-run";
import { readColumn, readKey, startsConstraint } from "./table-elements";
import { refuseRepeated } from "./refuse-repeated";

/** What stands between a table's name and the end, or the AS of its query. */
export interface TableDefinition {
  readonly columns: readonly ColumnNotes[];
  readonly keys: readonly KeyNotes[];
  readonly comment: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
}

export function readDefinition(cursor: TokenCursor, name: TableName, session: SessionState): TableDefinition {
  const columns: ColumnNotes[] = [];
  const keys: KeyNotes[] = [];
  const readElement = () => {
    if (startsConstraint(cursor)) return void keys.push(readKey(cursor, name, session));
    const { column, key } = readColumn(cursor, name, session);
    columns.push(column);
    if (key) keys.push(key);
  };
  if (cursor.sees("(")) cursor.list(readElement);
  refuseRepeated(columns.map((column) => column.name));
  const clauses = readClauses(cursor);
  if (columns.some((column) => column.default !== undefined)) requireDefaultsFeature(clauses.properties);
  return { columns, keys, ...clauses };
}

function readClauses(cursor: TokenCursor) {
  let comment: string | undefined;
  let properties: ReadonlyMap<string, string> = new Map();
  let clustered = false;
  let partitioned = false;
  while (!cursor.atEnd && !cursor.sees("AS")) {
    if (cursor.accept("USING", "DELTA")) continue;
    else if (cursor.accept("CLUSTER", "BY")) clustered = skipClusterBy(cursor);
    else if (cursor.accept("PARTITIONED", "BY"))
      partitioned = cursor.list(() => cursor.identifier()).length > 0;
    else if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.accept("TBLPROPERTIES")) properties = readProperties(cursor);
    else throw cursor.refuse("CREATE TABLE");
  }
  if (clustered && partitioned) {
    throw syntaxError("PARTITIONED", "CLUSTER BY and PARTITIONED BY cannot both be specified");
  }
  return { comment, properties };
}

function skipClusterBy(cursor: TokenCursor): boolean {
  if (cursor.accept("NONE")) return false;
  if (!cursor.accept("AUTO")) cursor.list(() => cursor.name());
  return true;
}
