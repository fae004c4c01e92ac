import { SqlError } from "../sql-engine";
import { quoted, syntaxError } from "../sql-faults";
import type { TableName } from "../store/physical-name";
import type { ColumnNotes, KeyNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/names";
import type { Translator } from "../translate/translator";
import { readType } from "../types/parse-type";
import { typeName } from "../types/sql-type";
import type { SessionState, StatementRun } from "./statement-run";
import { storedValue } from "./stored-value";

/** What stands between a table's name and the end, or the AS of its query. */
interface TableDefinition {
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

const AFTER_DEFAULT = new Set([",", "COMMENT", "NOT", "CONSTRAINT", "PRIMARY", "REFERENCES"]);

/** A column's key, said behind its type, is read with it. */
interface ColumnElement {
  readonly column: ColumnNotes;
  readonly key: KeyNotes | undefined;
}

const BEHIND_COLUMN = [",", ")", "FIRST", "AFTER"];

/** `name TYPE [NOT NULL] [DEFAULT e] [COMMENT '…'] [CONSTRAINT n PRIMARY KEY]` */
export function readColumn(cursor: TokenCursor, table: TableName, session: SessionState): ColumnElement {
  const name = cursor.identifier();
  const type = readColumnType(cursor);
  let nullable = true;
  let defaultText: string | undefined;
  let comment: string | undefined;
  let key: KeyNotes | undefined;
  while (!cursor.atEnd && !BEHIND_COLUMN.some((text) => cursor.sees(text))) {
    if (cursor.accept("NOT", "NULL")) nullable = false;
    else if (cursor.accept("DEFAULT")) defaultText = readDefault(cursor);
    else if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (startsConstraint(cursor)) key = readKey(cursor, table, session, [name]);
    else throw cursor.refuse("a column definition");
  }
  return { column: { name, type, nullable, default: defaultText, comment }, key };
}

/** As `readType`, with the limit of a CHAR or VARCHAR: a table keeps it, and no expression knows of it. */
export function readColumnType(cursor: TokenCursor): string {
  const word = ["VARCHAR", "CHAR", "CHARACTER"].find((name) => cursor.sees(name, "("));
  if (word === undefined) return typeName(readType(cursor));
  cursor.next();
  const [limit = 0, ...more] = cursor.list(() => cursor.number());
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_TEXT_LIMIT || more.length > 0)
    throw syntaxError(`${word}(${[limit, ...more].join(",")})`);

  return `${word === "VARCHAR" ? "varchar" : "char"}(${limit})`;
}

const MAX_TEXT_LIMIT = 2_147_483_647;

/** How many characters a CHAR or VARCHAR column holds at most; nothing for any other type. */
export function textLimit(type: string): number | undefined {
  const [, limit] = /^(?:var)?char\((\d+)\)$/.exec(type) ?? [];
  return limit === undefined ? undefined : Number(limit);
}

export function readDefault(cursor: TokenCursor): string {
  return cursor.textUntil((token) => token.kind !== "quoted" && AFTER_DEFAULT.has(token.text.toUpperCase()));
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

const FEATURE = "delta.feature.allowColumnDefaults";

export function requireDefaultsFeature(properties: ReadonlyMap<string, string>): void {
  if (properties.has(FEATURE)) return;
  throw new SqlError(
    "WRONG_COLUMN_DEFAULTS_FOR_DELTA_FEATURE_NOT_ENABLED",
    "0AKDE",
    `Failed to execute the command because it assigned a column DEFAULT value, but the corresponding table feature was not enabled. Please retry the command again after executing ALTER TABLE tableName SET TBLPROPERTIES('${FEATURE}' = 'supported').`,
  );
}

/** The keyword DEFAULT where a value could stand; the parser takes it for a column in some places. */
export function isDefault(node: SyntaxNode): boolean {
  const look = node.copy();
  if (look.kind === "var") return look.text("this").toUpperCase() === "DEFAULT";
  if (look.kind !== "column" || look.has("table")) return false;
  return look.part("name").text("name").toUpperCase() === "DEFAULT";
}

/** The value that the column takes when none is given; NULL unless it has a DEFAULT. */
export function defaultText(run: StatementRun, column: ColumnNotes, translator: Translator): string {
  if (column.default === undefined) return "NULL";
  return storedValue(run, translator.typed(run.parseExpression(column.default)), column);
}

/** `('key' = 'value', a.b = true, …)` */
export function readProperties(cursor: TokenCursor): ReadonlyMap<string, string> {
  return new Map(
    cursor.list(() => {
      const key = readPropertyKey(cursor);
      cursor.accept("=");
      return [key, cursor.next().value] as const;
    }),
  );
}

export function readPropertyKey(cursor: TokenCursor): string {
  return cursor.peek()?.kind === "string" ? cursor.string() : cursor.name().join(".");
}

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

const UNKNOWN_TO_FILES = /[ ,;{}()\n\t=]/;

/** Parquet's files hold names without some characters; with column mapping, others than the columns'. */
export function refuseNames(columns: readonly ColumnNotes[], properties: ReadonlyMap<string, string>): void {
  if (hasColumnMapping(properties)) return;
  const refused = columns.map(({ name }) => name).filter((name) => UNKNOWN_TO_FILES.test(name));
  if (refused.length === 0) return;
  throw new SqlError(
    "DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES",
    "42K05",
    `Found invalid character(s) among ' ,;{}()\\n\\t=' in the column names of your schema. Invalid column names: ${refused.join(", ")}. Please use other characters and try again. Alternatively, enable Column Mapping to keep using these characters.`,
  );
}

/** @see https://docs.databricks.com/aws/en/delta/column-mapping */
export function hasColumnMapping(properties: ReadonlyMap<string, string>): boolean {
  return ["name", "id"].includes(properties.get("delta.columnMapping.mode") ?? "");
}

/** What a table's definition may say on the service, too. */
const UNKNOWN_CLAUSES = [
  "CLONE",
  "CLUSTERED",
  "COLLATE",
  "DEEP",
  "DEFAULT",
  "LIKE",
  "LOCATION",
  "OPTIONS",
].concat(["ROW", "SHALLOW", "STORED", "USING", "WITH"]);

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
    else if (UNKNOWN_CLAUSES.some((word) => cursor.sees(word))) throw cursor.refuse("CREATE TABLE");
    else throw cursor.unexpected();
  }
  if (clustered && partitioned)
    throw syntaxError("PARTITIONED", "CLUSTER BY and PARTITIONED BY cannot both be specified");

  return { comment, properties };
}

function skipClusterBy(cursor: TokenCursor): boolean {
  if (cursor.accept("NONE")) return false;
  if (!cursor.accept("AUTO")) cursor.list(() => cursor.name());
  return true;
}

function startsConstraint(cursor: TokenCursor): boolean {
  return ["CONSTRAINT", "PRIMARY", "FOREIGN", "REFERENCES"].some((word) => cursor.sees(word));
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
