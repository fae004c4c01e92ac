import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import type { DataRights } from "../../access/data-rights";
import { securableOf } from "../../grants/securable";
import { registerNativeFunctions } from "../native/register-native";
import { identifier } from "../types/sql-type";
import { Catalogs } from "./catalogs";
import { macroStatements } from "./macros";
import { giveVersions } from "./give-versions";
import { createNotes, readNotes, writeSchemaNote } from "./notes-file";
import { databaseName, physicalSchema } from "./physical-name";

const EXTENSION = ".duckdb";

/** DuckDB with one attached file per catalog; every write is in the file's log before the statement answers. */
export class WarehouseFiles {
  readonly catalogs = new Catalogs();

  private constructor(
    private readonly directory: string,
    /** Who may do what with the objects in the files. */
    readonly rights: DataRights,
    private readonly instance: DuckDBInstance,
  ) {}

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
        if (file.endsWith(EXTENSION)) {
          await files.attach(connection, decodeURIComponent(file.slice(0, -EXTENSION.length)));
        }
      }
    });
    return files;
  }

  /** Creates the catalog's file, with the schema that every catalog begins with, unless it is there. */
  async createCatalog(catalog: string): Promise<void> {
    if (this.catalogs.hasCatalog(catalog)) return;
    await this.withConnection(async (connection) => {
      await this.attach(connection, catalog);
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
    const connection = await this.instance.connect();
    try {
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  }

  close(): void {
    this.instance.closeSync();
    this.rights.close();
  }

  private async attach(connection: DuckDBConnection, catalog: string): Promise<void> {
    const path = this.#path(catalog).replaceAll("'", "''");
    await connection.run(`ATTACH '${path}' AS ${identifier(databaseName(catalog))}`);
    await createNotes(connection, catalog);
    await giveVersions(connection, catalog);
    await readNotes(connection, catalog, this.catalogs);
  }

  #path(catalog: string): string {
    return join(this.directory, `${encodeURIComponent(catalog)}${EXTENSION}`);
  }
}
