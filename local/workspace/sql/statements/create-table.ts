import { randomUUID } from "node:crypto";
import { SqlError } from "../sql-engine";
import { syntaxError, tableExists, unsupported } from "../sql-faults";
import { displayName, type TableName } from "../store/physical-name";
import { createRowTables } from "../store/row-tables";
import type { ColumnNotes, KeyNotes, TableNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/translator";
import { keepNotes } from "./keep-notes";
import type { Operation } from "./keep-version";
import { readProperties } from "./properties";
import { NO_RESULT, type SessionState, type StatementKind } from "./statement-run";
import { readColumn, readKey, startsConstraint } from "./table-elements";

const DEFAULTS_FEATURE = "delta.feature.allowColumnDefaults";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-table-using */
export const CREATE_TABLE: StatementKind = {
  words: ["CREATE", "TABLE"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("CREATE", "TABLE");
    const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
    const name = resolveName(cursor.name(), run.session);
    const notes = readTable(cursor, name, run.session, run.now);
    const { catalogs } = run.files;
    catalogs.requireSchema(name.catalog, name.schema);
    if (catalogs.find(name)) {
      if (ifNotExists) return NO_RESULT;
      throw tableExists(displayName(name));
    }
    for (const statement of createRowTables(notes)) await run.connection.run(statement);
    await keepNotes(run, notes, creation(notes, "CREATE TABLE"));
    return NO_RESULT;
  },
};

function creation(table: TableNotes, operation: string): Operation {
  const parameters = {
    partitionBy: "[]",
    description: table.comment ?? "",
    isManaged: "true",
    properties: JSON.stringify(Object.fromEntries(table.properties)),
  };
  return { operation, parameters, isBlindAppend: true };
}

function readTable(cursor: TokenCursor, name: TableName, session: SessionState, now: Date): TableNotes {
  const columns: ColumnNotes[] = [];
  const keys: KeyNotes[] = [];
  if (!cursor.sees("(")) throw unsupported("CREATE TABLE without a list of columns");
  cursor.list(() => {
    if (startsConstraint(cursor)) keys.push(readKey(cursor, name, session));
    else {
      const { column, key } = readColumn(cursor, name, session);
      columns.push(column);
      if (key) keys.push(key);
    }
  });
  const { comment, properties } = readClauses(cursor);
  if (columns.some((column) => column.default !== undefined)) requireDefaultsFeature(properties);
  const id = randomUUID();
  return { ...name, id, comment, createdAt: now.toISOString(), columns, properties, checks: [], keys };
}

function readClauses(cursor: TokenCursor) {
  let comment: string | undefined;
  let properties: ReadonlyMap<string, string> = new Map();
  let clustered = false;
  let partitioned = false;
  while (!cursor.atEnd) {
    if (cursor.accept("USING", "DELTA")) continue;
    else if (cursor.accept("CLUSTER", "BY")) clustered = skipClusterBy(cursor);
    else if (cursor.accept("PARTITIONED", "BY"))
      partitioned = cursor.list(() => cursor.identifier()).length > 0;
    else if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.accept("TBLPROPERTIES")) properties = readProperties(cursor);
    else throw cursor.refuse("CREATE TABLE");
  }
  if (clustered && partitioned) throw clusteredAndPartitioned();
  return { comment, properties };
}

function skipClusterBy(cursor: TokenCursor): boolean {
  if (cursor.accept("NONE")) return false;
  if (!cursor.accept("AUTO")) cursor.list(() => cursor.name());
  return true;
}

export function requireDefaultsFeature(properties: ReadonlyMap<string, string>): void {
  if (properties.has(DEFAULTS_FEATURE)) return;
  throw new SqlError(
    "WRONG_COLUMN_DEFAULTS_FOR_DELTA_FEATURE_NOT_ENABLED",
    "0AKDE",
    `Failed to execute the command because it assigned a column DEFAULT value, but the corresponding table feature was not enabled. Please retry the command again after executing ALTER TABLE tableName SET TBLPROPERTIES('${DEFAULTS_FEATURE}' = 'supported').`,
  );
}

function clusteredAndPartitioned(): SqlError {
  return syntaxError("PARTITIONED", "CLUSTER BY and PARTITIONED BY cannot both be specified");
}
