import { randomUUID } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { writeCommit } from "./history-file";
import { hasId, readTableNotes, writeTableNotes } from "./notes-file";
import { physicalTable } from "./physical-name";
import { ADDED, createPastTable, storedName, UPDATED } from "./row-tables";
import type { TableNotes } from "./table-notes";

const MADE = {
  userName: "",
  operation: "CREATE TABLE",
  parameters: {},
  metrics: {},
  isBlindAppend: true,
};

/** The first release kept no versions: what its tables hold becomes their version 0. */
export async function giveVersions(connection: DuckDBConnection, catalog: string): Promise<void> {
  for (const notes of await readTableNotes(connection, catalog)) {
    if (hasId(notes)) continue;
    const table: TableNotes = { ...notes, id: randomUUID() };
    await connection.run("BEGIN");
    await connection.run(`ALTER TABLE ${physicalTable(table)} ADD COLUMN ${ADDED} BIGINT DEFAULT 0`);
    await connection.run(`ALTER TABLE ${physicalTable(table)} ADD COLUMN ${UPDATED} BOOLEAN DEFAULT FALSE`);
    for (const column of table.columns.filter(({ nullable }) => !nullable)) {
      await connection.run(
        `ALTER TABLE ${physicalTable(table)} ALTER COLUMN ${storedName(column)} DROP NOT NULL`,
      );
    }
    await connection.run(createPastTable(table));
    await writeCommit(connection, table, { version: 0, at: new Date(table.createdAt), ...MADE }, table);
    await writeTableNotes(connection, table);
    await connection.run("COMMIT");
  }
}
