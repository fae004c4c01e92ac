import { SqlError } from "../sql-engine";
import { syntaxError, tableExists, unsupported } from "../sql-faults";
import { writeTableNotes } from "../store/notes-file";
import { displayName, physicalTable, type TableName } from "../store/physical-name";
import type { ColumnNotes, KeyNotes, TableNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/translator";
import { parseType } from "../types/parse-type";
import { duckDbType, identifier } from "../types/sql-type";
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
    const columns = notes.columns.map(columnText).join(", ");
    await run.connection.run(`CREATE TABLE ${physicalTable(name)} (${columns})`);
    await writeTableNotes(run.connection, notes);
    run.onCommit(() => {
      catalogs.put(notes);
    });
    return NO_RESULT;
  },
};

/** Defaults, comments and keys are in our notes; DuckDB knows types and NOT NULL. */
export function columnText(column: ColumnNotes): string {
  const type = duckDbType(parseType(column.type));
  return `${identifier(column.name)} ${type}${column.nullable ? "" : " NOT NULL"}`;
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
  return { ...name, comment, createdAt: now.toISOString(), columns, properties, checks: [], keys };
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
