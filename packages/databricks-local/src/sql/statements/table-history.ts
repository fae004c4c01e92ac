import { SqlError } from "../sql-engine";
import type { SqlCell, SqlResult } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { type Commit, readCommits } from "../store/history-file";
import { physicalTable } from "../store/physical-name";
import { ADDED, insertInto, keepPast, pastTable, REMOVED, storedName } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import { type Version, versionAtTime, versionNumbered } from "../store/version-log";
import type { TokenCursor } from "../text/token-cursor";
import { HISTORY_COLUMNS } from "../translate/described-tables";
import { timeOf } from "../translate/time-travel";
import type { StatementKind, StatementRun } from "./statement-run";
import { keepNotes, nextVersion } from "./table-versions";
import { changeableTable, namedTable } from "./target-table";

/**
 * The versions of a table, the latest first. Metrics tell of rows: there are no files.
 *
 * @see https://docs.databricks.com/aws/en/delta/history
 */
export const DESCRIBE_HISTORY: readonly StatementKind[] = ["DESCRIBE", "DESC"].map((word) => ({
  words: [word, "HISTORY"],
  writes: false,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect(word, "HISTORY");
    const table = namedTable(run, cursor.name(), "DESCRIBE HISTORY");
    run.files.rights.requireTable(run.session.userName, table, "SELECT");
    const limit = cursor.accept("LIMIT") ? cursor.number() : Infinity;
    cursor.end();
    const commits = await readCommits(run.connection, table);
    return { columns: HISTORY_COLUMNS, rows: commits.reverse().slice(0, limit).map(rowOf) };
  },
}));

function rowOf(commit: Commit): SqlCell[] {
  const { version, at, userName, operation, parameters, metrics, isBlindAppend } = commit;
  return [
    BigInt(version),
    at.toISOString(),
    null,
    userName,
    operation,
    new Map(Object.entries(parameters)),
    null,
    null,
    null,
    version === 0 ? null : BigInt(version - 1),
    "WriteSerializable",
    isBlindAppend,
    new Map(Object.entries(metrics)),
    null,
    null,
  ];
}

const RESTORE_COLUMNS = [
  "table_size_after_restore",
  "num_of_files_after_restore",
  "num_removed_files",
  "num_restored_files",
  "removed_files_size",
  "restored_files_size",
];

/**
 * Makes the rows and the metadata of an earlier version those of a new one.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/delta-restore
 */
export const RESTORE: StatementKind = {
  words: ["RESTORE"],
  writes: true,
  async run(run): Promise<SqlResult> {
    const cursor = run.text.cursor();
    cursor.expect("RESTORE");
    cursor.accept("TABLE");
    const table = changeableTable(run, cursor.name(), "RESTORE TABLE");
    run.files.rights.requireTable(run.session.userName, table, "MODIFY");
    cursor.accept("TO");
    const wanted = readVersion(run, cursor, table);
    cursor.end();
    await restoreRows(run, table, wanted);
    const { columns, properties, checks } = wanted.metadata;
    const parameters = { version: String(wanted.version), timestamp: "" };
    await keepNotes(run, { ...table, columns, properties, checks }, { operation: "RESTORE", parameters });
    return {
      columns: RESTORE_COLUMNS.map((name) => ({ name, type: "bigint" })),
      rows: [RESTORE_COLUMNS.map(() => 0n)],
    };
  },
};

function readVersion(run: StatementRun, cursor: TokenCursor, table: TableNotes): Version {
  const versions = run.files.catalogs.versions.of(table.id);
  if (cursor.accept("VERSION", "AS", "OF")) {
    const wanted = cursor.number();
    const latest = versions.at(-1)?.version ?? 0;
    if (wanted > latest) throw notRestored(wanted, latest);
    return versionNumbered(versions, wanted);
  }
  cursor.expect("TIMESTAMP", "AS", "OF");
  if (cursor.peek()?.kind !== "string") throw unsupported("RESTORE to a timestamp that is no string");
  return versionAtTime(versions, timeOf({ type: "VARCHAR", text: cursor.string() }), table);
}

function notRestored(wanted: number, latest: number): SqlError {
  return new SqlError(
    "DELTA_CANNOT_RESTORE_TABLE_VERSION",
    "22003",
    `Cannot restore table to version ${wanted}. Available versions: [0, ${latest}].`,
  );
}

async function restoreRows(
  run: StatementRun,
  table: TableNotes,
  { version, metadata }: Version,
): Promise<void> {
  const next = nextVersion(run, table);
  const isYounger = `${ADDED} > ${version}`;
  const statements = [
    keepPast(table, next, false, isYounger),
    `DELETE FROM ${physicalTable(table)} WHERE ${isYounger}`,
    `${insertInto(table, metadata.columns)} SELECT ${metadata.columns.map(storedName).join(", ")}, ${next} FROM ${pastTable(table)} WHERE ${ADDED} <= ${version} AND ${REMOVED} > ${version} AND ${REMOVED} < ${next}`,
  ];
  for (const statement of statements) await run.connection.run(statement);
}
