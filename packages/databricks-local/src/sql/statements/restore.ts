import type { SqlResult } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { versionAtTime, versionNumbered } from "../store/find-version";
import { physicalTable } from "../store/physical-name";
import { ADDED, keepPast, pastTable, REMOVED, storedName } from "../store/row-tables";
import { insertInto } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import type { Version } from "../store/version-log";
import type { TokenCursor } from "../text/token-cursor";
import { timeOf } from "../translate/time-travel";
import { keepNotes } from "./keep-notes";
import { nextVersion } from "./keep-version";
import type { StatementKind, StatementRun } from "./statement-run";
import { changeableTable } from "./target-table";

const COLUMNS = [
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
    return { columns: COLUMNS.map((name) => ({ name, type: "bigint" })), rows: [COLUMNS.map(() => 0n)] };
  },
};

function readVersion(run: StatementRun, cursor: TokenCursor, table: TableNotes): Version {
  const versions = run.files.catalogs.versions.of(table.id);
  if (cursor.accept("VERSION", "AS", "OF")) return versionNumbered(versions, cursor.number());
  cursor.expect("TIMESTAMP", "AS", "OF");
  if (cursor.peek()?.kind !== "string") throw unsupported("RESTORE to a timestamp that is no string");
  return versionAtTime(versions, timeOf({ type: "VARCHAR", text: cursor.string() }), table);
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
