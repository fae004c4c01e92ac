import type { DuckDBConnection } from "@duckdb/node-api";
import { notesTable } from "./physical-name";
import { metadataOf, metadataText, type TableMetadata } from "./table-notes";
import type { VersionLog } from "./version-log";

/** A version as DESCRIBE HISTORY tells of it. */
export interface Commit {
  readonly version: number;
  readonly at: Date;
  readonly userName: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, string>>;
  /** Whether it only added rows. */
  readonly isBlindAppend: boolean;
}

export async function createHistory(connection: DuckDBConnection, catalog: string): Promise<void> {
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${historyTable(catalog)} (table_id VARCHAR, version BIGINT, "time" VARCHAR, said VARCHAR, metadata VARCHAR)`,
  );
}

/** Metadata is written where it has changed: `undefined` says that it is the version's before. */
export async function writeCommit(
  connection: DuckDBConnection,
  table: { readonly catalog: string; readonly id: string },
  commit: Commit,
  metadata: TableMetadata | undefined,
): Promise<void> {
  const { version, at, ...said } = commit;
  await connection.run(`INSERT INTO ${historyTable(table.catalog)} VALUES ($1, $2, $3, $4, $5)`, [
    table.id,
    version,
    at.toISOString(),
    JSON.stringify(said),
    metadata ? metadataText(metadata) : null,
  ]);
}

export async function readCommits(
  connection: DuckDBConnection,
  table: { readonly catalog: string; readonly id: string },
): Promise<Commit[]> {
  const reader = await connection.runAndReadAll(
    `SELECT version, "time", said FROM ${historyTable(table.catalog)} WHERE table_id = $1 ORDER BY version`,
    [table.id],
  );
  return reader.getRows().map(([version, at, said]) => ({
    // `writeCommit` wrote it.
    ...(JSON.parse(String(said)) as Omit<Commit, "version" | "at">),
    version: Number(version),
    at: new Date(String(at)),
  }));
}

/** Fills the log with the versions of all tables of a catalog. */
export async function readVersions(
  connection: DuckDBConnection,
  catalog: string,
  log: VersionLog,
): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT table_id, version, "time", metadata FROM ${historyTable(catalog)} ORDER BY table_id, version`,
  );
  for (const [id, version, at, text] of reader.getRows()) {
    const metadata = text === null ? log.latest(String(id))?.metadata : metadataOf(String(text));
    if (metadata) log.add(String(id), { version: Number(version), at: new Date(String(at)), metadata });
  }
}

export async function deleteCommits(
  connection: DuckDBConnection,
  table: { readonly catalog: string; readonly id: string },
): Promise<void> {
  await connection.run(`DELETE FROM ${historyTable(table.catalog)} WHERE table_id = $1`, [table.id]);
}

export function historyTable(catalog: string): string {
  return notesTable(catalog, "table_history");
}
