import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { DataRights } from "../../access/data-rights";
import { securableOf } from "../../grants/securable";
import { macroStatements } from "../native/macros";
import { registerNativeFunctions } from "../native/register-native";
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
