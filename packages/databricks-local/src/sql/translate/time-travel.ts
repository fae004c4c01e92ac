import { SqlError } from "../sql-engine";
import { syntaxError, unsupported } from "../sql-faults";
import { displayName } from "../store/physical-name";
import { rowChanges, rowsAt } from "../store/row-tables";
import { hasChangeFeed, type TableMetadata, type TableNotes } from "../store/table-notes";
import { afterLatest, type Version, versionAtTime, versionNumbered } from "../store/version-log";
import type { SyntaxNode } from "../syntax/syntax-node";
import { TokenCursor } from "../text/token-cursor";
import { tokenize } from "../text/tokenize";
import { parseType } from "../types/parse-type";
import { duckdbText, simpleType } from "../types/sql-type";
import type { Constant } from "./known-values";
import { resolveName } from "./names";
import type { Translator } from "./translator";
import type { OutputColumn, TypedQuery } from "./typed";

/**
 * `VERSION AS OF n`, `TIMESTAMP AS OF e`: the rows that the table had.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-table-reference
 */
export function pastRows(table: TableNotes, clause: SyntaxNode, translator: Translator): TypedQuery {
  const kind = clause.node("this").text("name").toUpperCase();
  if (clause.text("kind") !== "AS OF") throw unsupported(`${kind} ${clause.text("kind")}`);
  const value = translator.constant(clause.node("expression"));
  return kind === "VERSION"
    ? rowsOfVersion(table, value.text ?? "", translator)
    : rowsOfTime(table, value, translator);
}

/** `t@v3`, `t@20261123100000000` */
export function splitVersion(name: string): { name: string; version?: string; time?: string } {
  const [, plain, kind, digits = ""] = /^(.+)@(v?)(\d+)$/i.exec(name) ?? [];
  if (plain === undefined) return { name };
  if (kind !== "") return { name: plain, version: digits };
  if (digits.length !== 17) throw timestampInvalid(digits);
  const [, date, time, rest] = /^(\d{8})(\d{6})(\d{3})$/.exec(digits) ?? [];
  const parts = [
    ...(date ?? "").replace(/(....)(..)(..)/, "$1-$2-$3").split(" "),
    ...(time ?? "").replace(/(..)(..)(..)/, "$1:$2:$3").split(" "),
  ];
  return { name: plain, time: `${parts.join("T")}.${rest ?? ""}Z` };
}

export function rowsOfVersion(table: TableNotes, text: string, translator: Translator): TypedQuery {
  const version = versionNumbered(translator.surroundings.catalogs.versions.of(table.id), Number(text));
  return rowsOf(table, version);
}

export function rowsOfTime(table: TableNotes, value: Constant, translator: Translator): TypedQuery {
  const versions = translator.surroundings.catalogs.versions.of(table.id);
  const version = versionAtTime(versions, timeOf(value), table);
  return rowsOf(table, version);
}

function rowsOf(table: TableNotes, { version, metadata }: Version): TypedQuery {
  return { text: rowsAt(table, version, metadata), columns: columnsOf(metadata) };
}

/** The columns of a table as a query reads them. */
export function columnsOf({ columns }: Pick<TableMetadata, "columns">): OutputColumn[] {
  return columns.map(({ name, type }) => ({ name, type: parseType(type) }));
}

/** A time as a date, a timestamp or their text say it; without a zone it is UTC, the session's. */
export function timeOf({ text }: Constant): Date {
  const iso = (text ?? "").trim().replace(" ", "T").replace(/\+00$/, "Z");
  const time = new Date(/T/.test(iso) && !/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? `${iso}Z` : iso);
  if (Number.isNaN(time.getTime())) throw timestampInvalid(text ?? "NULL");
  return time;
}

/**
 * `table_changes('t', start [, end])`: what the versions from `start` to `end`, both included, changed.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/table_changes
 */
export function tableChanges(node: SyntaxNode, translator: Translator): TypedQuery {
  const [name, start, end, more] = node.nodes("args").map((argument) => translator.constant(argument));
  if (!name || !start || more) throw wrongCount(node.nodes("args").length);
  const { catalogs, rights, reader } = translator.surroundings;
  const table = catalogs.table(resolveName(nameOf(name), translator.surroundings));
  rights.requireTable(reader, table, "SELECT");
  const versions = catalogs.versions.of(table.id);
  const latest = versions.at(-1);
  if (!latest) throw unsupported(`changes of ${displayName(table)}, which has no versions`);
  const from = firstVersion(start, versions, latest, table);
  if (from > latest.version) throw startAfterLatest(from, latest.version);
  const to = end ? lastVersion(end, versions, latest, table) : latest.version;
  if (to < from) throw invalidRange(from, to);
  const within = versions.filter(({ version }) => version >= from && version <= to);
  const silent = within.find(({ metadata }) => !hasChangeFeed(metadata));
  if (silent) throw notRecorded(from, to, silent.version);
  const times = within.map(
    ({ version, at }) => `(${version}, TIMESTAMP ${duckdbText(at.toISOString().slice(0, -1))})`,
  );
  return {
    text: `(SELECT "changes".*, "times"."at" AS "_commit_timestamp" FROM (${rowChanges(table, from, to)}) AS "changes" JOIN (VALUES ${times.join(", ")}) AS "times"("version", "at") ON "times"."version" = "changes"."_commit_version")`,
    columns: [
      ...columnsOf(table),
      { name: "_change_type", type: simpleType("string") },
      { name: "_commit_version", type: simpleType("bigint") },
      { name: "_commit_timestamp", type: simpleType("timestamp") },
    ],
  };
}

function timestampInvalid(text: string): SqlError {
  return new SqlError(
    "DELTA_TIMESTAMP_INVALID",
    "42816",
    `The provided timestamp ('${text}') cannot be converted to a valid timestamp.`,
  );
}

function nameOf({ text }: Constant): string[] {
  const cursor = new TokenCursor(text ?? "", tokenize(text ?? ""));
  const name = cursor.name();
  cursor.end();
  return name;
}

function isNumber({ type }: Constant): boolean {
  return /INT|DECIMAL|DOUBLE|FLOAT/.test(type);
}

/** The first version at that time or later. */
function firstVersion(
  start: Constant,
  versions: readonly Version[],
  latest: Version,
  table: TableNotes,
): number {
  if (isNumber(start)) return Number(start.text);
  const time = timeOf(start);
  const first = versions.find(({ at }) => at >= time);
  if (!first) throw afterLatest(time, latest, table);
  return first.version;
}

/** The last version at that time or before. */
function lastVersion(
  end: Constant,
  versions: readonly Version[],
  latest: Version,
  table: TableNotes,
): number {
  if (isNumber(end)) return Math.min(Number(end.text), latest.version);
  const time = timeOf(end);
  if (time > latest.at) throw afterLatest(time, latest, table);
  return versions.filter(({ at }) => at <= time).at(-1)?.version ?? -1;
}

function notRecorded(from: number, to: number, version: number): SqlError {
  return new SqlError(
    "DELTA_MISSING_CHANGE_DATA",
    "KD002",
    `Error getting change data for range [${from} , ${to}] as change data was not recorded for version [${version}]. If you've enabled change data feed on this table, use \`DESCRIBE HISTORY\` to see when it was first enabled. Otherwise, to start recording change data, use \`ALTER TABLE table_name SET TBLPROPERTIES (delta.enableChangeDataFeed=true)\`.`,
  );
}

function invalidRange(from: number, to: number): SqlError {
  return new SqlError(
    "DELTA_INVALID_CDC_RANGE",
    "22003",
    `CDC range from start ${from} to end ${to} was invalid. End cannot be before start.`,
  );
}

function startAfterLatest(from: number, latest: number): SqlError {
  return new SqlError(
    "DELTA_CDC_START_VERSION_AFTER_LATEST",
    "22003",
    `Provided Start version(${from}) for reading change data is invalid. Start version cannot be greater than the latest version of the table(${latest}).`,
  );
}

function wrongCount(actual: number): SqlError {
  return syntaxError(
    "table_changes",
    `it takes a table's name and one or two bounds, not ${actual} arguments`,
  );
}
