import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { DataRights } from "../../access/data-rights";
import { securableOf } from "../../grants/securable";
import { registerNativeFunctions } from "../native/register-native";
import { integerCastMacros } from "../translate/cast";
import { identifier } from "../types/sql-type";
import { Catalogs } from "./catalogs";
import { writeCommit } from "./history-file";
import {
  createNotes,
  hasId,
  readNotes,
  readTableNotes,
  writeSchemaNote,
  writeTableNotes,
} from "./notes-file";
import { databaseName, physicalSchema, physicalTable } from "./physical-name";
import { ADDED, createPastTable, storedName, UPDATED } from "./row-tables";
import type { TableNotes } from "./table-notes";

const EXTENSION = ".duckdb";

/** DuckDB with one attached file per catalog; every write is in the file's log before the statement answers. */
export class WarehouseFiles {
  readonly catalogs = new Catalogs();

  readonly #directory: string;
  readonly #instance: DuckDBInstance;

  private constructor(
    directory: string,
    /** Who may do what with the objects in the files. */
    readonly rights: DataRights,
    instance: DuckDBInstance,
  ) {
    this.#directory = directory;
    this.#instance = instance;
  }

  static async open(directory: string, rights: DataRights): Promise<WarehouseFiles> {
    await mkdir(directory, { recursive: true });
    const instance = await DuckDBInstance.create(":memory:", {
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      memory_limit: "1GB",
    });
    const files = new WarehouseFiles(directory, rights, instance);
    files.catalogs.onDropped((name) => rights.forget(securableOf(name)));
    await files.withConnection(async (connection) => {
      registerNativeFunctions(connection);
      for (const macro of macroStatements()) await connection.run(macro);
      for (const file of await readdir(directory)) {
        if (file.endsWith(EXTENSION))
          await files.#attach(connection, decodeURIComponent(file.slice(0, -EXTENSION.length)));
      }
    });
    return files;
  }

  /** Creates the catalog's file, with the schema that every catalog begins with, unless it is there. */
  async createCatalog(catalog: string): Promise<void> {
    if (this.catalogs.hasCatalog(catalog)) return;
    await this.withConnection(async (connection) => {
      await this.#attach(connection, catalog);
      await connection.run(`CREATE SCHEMA IF NOT EXISTS ${physicalSchema(catalog, "default")}`);
      await writeSchemaNote(connection, catalog, "default");
      this.catalogs.addSchema(catalog, "default");
    });
  }

  /** The catalog's file goes with everything in it. */
  async dropCatalog(connection: DuckDBConnection, catalog: string): Promise<void> {
    await connection.run(`DETACH ${identifier(databaseName(catalog))}`);
    const path = this.#path(catalog);
    for (const file of [path, `${path}.wal`]) await rm(file, { force: true });
    this.catalogs.dropCatalog(catalog);
  }

  async withConnection<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#instance.connect();
    try {
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  }

  close(): void {
    this.#instance.closeSync();
    this.rights.close();
  }

  async #attach(connection: DuckDBConnection, catalog: string): Promise<void> {
    const path = this.#path(catalog).replaceAll("'", "''");
    await connection.run(`ATTACH '${path}' AS ${identifier(databaseName(catalog))}`);
    await createNotes(connection, catalog);
    await giveVersions(connection, catalog);
    await readNotes(connection, catalog, this.catalogs);
  }

  #path(catalog: string): string {
    return join(this.#directory, `${encodeURIComponent(catalog)}${EXTENSION}`);
  }
}

const MADE = {
  userName: "",
  operation: "CREATE TABLE",
  parameters: {},
  metrics: {},
  isBlindAppend: true,
};

/** The first release kept no versions: what its tables hold becomes their version 0. */
async function giveVersions(connection: DuckDBConnection, catalog: string): Promise<void> {
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

/**
 * What DuckDB computes otherwise than Databricks and a plain expression cannot say without evaluating an operand's text twice.
 * They live in the instance's own in-memory database.
 */
const MACROS: readonly string[] = [
  // ANSI mode: a zero divisor is an error, not NULL. It is a cast that fails, since DuckDB's own `error` counts as a side effect:
  // an expression with one cannot be called by its alias.
  "dbx_divide(a, b) AS CASE WHEN b = 0 THEN CAST('DIVIDE_BY_ZERO' AS TINYINT) ELSE a / b END",
  "dbx_whole_divide(a, b) AS CASE WHEN b = 0 THEN CAST('DIVIDE_BY_ZERO' AS TINYINT) ELSE CAST(CAST(a AS HUGEINT) // CAST(b AS HUGEINT) AS BIGINT) END",
  "dbx_int_divide(a, b) AS CASE WHEN b = 0 THEN CAST('DIVIDE_BY_ZERO' AS TINYINT) ELSE CAST(trunc(a / b) AS BIGINT) END",
  "dbx_modulo(a, b) AS CASE WHEN b = 0 THEN CAST('DIVIDE_BY_ZERO' AS TINYINT) ELSE a % b END",
  // Position 0 counts as 1.
  "dbx_substring(s, start) AS substring(s, CASE WHEN start = 0 THEN 1 ELSE start END)," +
    " (s, start, n) AS CASE WHEN n <= 0 THEN '' ELSE substring(s, CASE WHEN start = 0 THEN 1 ELSE start END, n) END",
  // ANSI mode: an index beyond the end is an error; indices start at 0.
  "dbx_array_at(a, i) AS CASE WHEN i < 0 OR i >= len(a) THEN error('INVALID_ARRAY_INDEX ' || i || ' ' || len(a)) ELSE a[i + 1] END",
  "dbx_element_at(a, i) AS CASE WHEN i = 0 THEN error('INVALID_INDEX_OF_ZERO') WHEN abs(i) > len(a) THEN error('INVALID_ARRAY_INDEX_IN_ELEMENT_AT ' || i || ' ' || len(a)) ELSE a[i] END",
  // Three-valued: NULL where no element is true and one is NULL.
  "dbx_any(a) AS CASE WHEN list_contains(a, TRUE) THEN TRUE WHEN len(list_filter(a, lambda x: x IS NULL)) > 0 THEN NULL ELSE len(a) < 0 END",
  "dbx_distinct(a) AS list_filter(a, lambda x, i: CASE WHEN x IS NULL THEN len(list_filter(a[1:i - 1], lambda y: y IS NULL)) = 0 ELSE NOT list_contains(a[1:i - 1], x) END)",
  "dbx_width_bucket(v, lo, hi, n) AS CAST(CASE WHEN lo < hi THEN CASE WHEN v < lo THEN 0 WHEN v >= hi THEN n + 1 ELSE floor((v - lo) * n / (hi - lo)) + 1 END" +
    " ELSE CASE WHEN v > lo THEN 0 WHEN v <= hi THEN n + 1 ELSE floor((lo - v) * n / (lo - hi)) + 1 END END AS BIGINT)",
  "dbx_shift(d DATE, i INTERVAL) AS CAST(d + i AS DATE), (t TIMESTAMP, i INTERVAL) AS t + i",
  // The size of an array or a map: DuckDB has no function that takes both.
  "dbx_size(x) AS CASE WHEN typeof(x) LIKE 'MAP(%' THEN len(json_keys(to_json(x))) ELSE json_array_length(to_json(x)) END",
  "dbx_format_number(x, d) AS CASE WHEN d < 0 THEN NULL ELSE format('{:,.' || d || 'f}', CAST(round(x, d) AS DOUBLE)) END",
  // Of an expression whose type is not known before it is bound.
  "dbx_typeof(x) AS CASE WHEN typeof(x) IN ('INTEGER', 'VARCHAR', 'HUGEINT', 'BLOB', '\"NULL\"')" +
    " THEN MAP {'INTEGER': 'int', 'VARCHAR': 'string', 'HUGEINT': 'bigint', 'BLOB': 'binary', '\"NULL\"': 'void'}[typeof(x)]" +
    " WHEN regexp_full_match(typeof(x), '(TINY|SMALL|BIG)INT|FLOAT|DOUBLE|BOOLEAN|DATE|TIMESTAMP|DECIMAL\\(\\d+,\\d+\\)')" +
    " THEN lower(typeof(x)) ELSE error('TYPE_UNSUPPORTED ' || typeof(x)) END",
  "dbx_add_months(d, n) AS CAST(CAST(d AS DATE) + to_months(CAST(n AS INTEGER)) AS DATE)",
];

function macroStatements(): string[] {
  return [...MACROS, ...integerCastMacros()].map((macro) => `CREATE MACRO memory.main.${macro}`);
}
