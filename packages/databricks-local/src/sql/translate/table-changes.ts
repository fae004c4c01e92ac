import { SqlError } from "../sql-engine";
import { syntaxError, unsupported } from "../sql-faults";
import { afterLatest } from "../store/find-version";
import { displayName } from "../store/physical-name";
import { rowChanges } from "../store/row-tables";
import { hasChangeFeed, type TableNotes } from "../store/table-notes";
import type { Version } from "../store/version-log";
import type { SyntaxNode } from "../syntax/syntax-node";
import { TokenCursor } from "../text/token-cursor";
import { tokenize } from "../text/tokenize";
import type { Constant } from "./constants";
import { textLiteral } from "./text-literal";
import { timeOf } from "./time-travel";
import { resolveName, type Translator } from "./translator";

/**
 * `table_changes('t', start [, end])`: what the versions from `start` to `end`, both included, changed.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/table_changes
 */
export function tableChanges(node: SyntaxNode, translator: Translator): string {
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
    ({ version, at }) => `(${version}, TIMESTAMP ${textLiteral(at.toISOString().slice(0, -1))})`,
  );
  return `(SELECT "changes".*, "times"."at" AS "_commit_timestamp" FROM (${rowChanges(table, from, to)}) AS "changes" JOIN (VALUES ${times.join(", ")}) AS "times"("version", "at") ON "times"."version" = "changes"."_commit_version")`;
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
