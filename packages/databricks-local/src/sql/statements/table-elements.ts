import { syntaxError } from "../sql-faults";
import { type TableName } from "../store/physical-name";
import type { ColumnNotes, KeyNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/translator";
import { readType } from "../types/parse-type";
import { typeName } from "../types/sql-type";
import type { SessionState } from "./statement-run";

const AFTER_DEFAULT = new Set([",", "COMMENT", "NOT", "CONSTRAINT", "PRIMARY", "REFERENCES"]);

/** A column's key, said behind its type, is read with it. */
export interface ColumnElement {
  readonly column: ColumnNotes;
  readonly key: KeyNotes | undefined;
}

/** `name TYPE [NOT NULL] [DEFAULT e] [COMMENT '…'] [CONSTRAINT n PRIMARY KEY]` */
export function readColumn(cursor: TokenCursor, table: TableName, session: SessionState): ColumnElement {
  const name = cursor.identifier();
  const type = typeName(readType(cursor));
  let nullable = true;
  let defaultText: string | undefined;
  let comment: string | undefined;
  let key: KeyNotes | undefined;
  while (!cursor.atEnd && !cursor.sees(",") && !cursor.sees(")")) {
    if (cursor.accept("NOT", "NULL")) nullable = false;
    else if (cursor.accept("DEFAULT")) defaultText = readDefault(cursor);
    else if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (startsConstraint(cursor)) key = readKey(cursor, table, session, [name]);
    else throw cursor.refuse("a column definition");
  }
  return { column: { name, type, nullable, default: defaultText, comment }, key };
}

export function readDefault(cursor: TokenCursor): string {
  return cursor.textUntil((token) => token.kind !== "quoted" && AFTER_DEFAULT.has(token.text.toUpperCase()));
}

export function startsConstraint(cursor: TokenCursor): boolean {
  return ["CONSTRAINT", "PRIMARY", "FOREIGN", "REFERENCES"].some((word) => cursor.sees(word));
}

/** `[CONSTRAINT n] PRIMARY KEY (a, …) | FOREIGN KEY (a, …) REFERENCES t [(b, …)]`, and what says that nobody enforces it. */
export function readKey(
  cursor: TokenCursor,
  table: TableName,
  session: SessionState,
  ownColumns?: readonly string[],
): KeyNotes {
  const given = cursor.accept("CONSTRAINT") ? cursor.identifier() : undefined;
  const columns = () => ownColumns ?? cursor.list(() => keyColumn(cursor));
  if (cursor.accept("PRIMARY", "KEY")) {
    const key: KeyNotes = { name: given ?? `${table.table}_pk`, kind: "PRIMARY KEY", columns: columns() };
    skipKeyOptions(cursor);
    return key;
  }
  // On Databricks CHECK comes by ALTER TABLE only.
  if (cursor.sees("CHECK")) throw syntaxError("CHECK", "add it with ALTER TABLE … ADD CONSTRAINT … CHECK");
  if (ownColumns === undefined) cursor.expect("FOREIGN", "KEY");
  const from = columns();
  cursor.expect("REFERENCES");
  const references = resolveName(cursor.name(), session);
  const to = cursor.sees("(") ? cursor.list(() => cursor.identifier()) : [];
  skipKeyOptions(cursor);
  const name = given ?? `${table.table}_${references.table}_fk`;
  return { name, kind: "FOREIGN KEY", columns: from, references: { table: references, columns: to } };
}

function keyColumn(cursor: TokenCursor): string {
  const name = cursor.identifier();
  cursor.accept("TIMESERIES");
  return name;
}

function skipKeyOptions(cursor: TokenCursor): void {
  const options = [["NOT", "ENFORCED"], ["DEFERRABLE"], ["INITIALLY", "DEFERRED"], ["RELY"], ["NORELY"]];
  options.push(["MATCH", "FULL"], ["ON", "UPDATE", "NO", "ACTION"], ["ON", "DELETE", "NO", "ACTION"]);
  while (options.some((words) => cursor.accept(...words)));
}
