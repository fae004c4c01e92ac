import { join } from "node:path";
import { DataRights } from "../access/data-rights";
import type { Identity, WhoIs } from "../access/identity";
import { GrantStore, OwnerStore } from "../grants/grant-store";
import { DuckDbSession, type WarehouseParts } from "./duckdb-session";
import { SessionSettings } from "./session-settings";
import { setUp } from "./set-up";
import type { SqlEngine } from "./sql-engine";
import { catalogNotFound } from "./sql-faults";
import type { Catalogs } from "./store/catalogs";
import type { TableNotes } from "./store/table-notes";
import { WarehouseFiles } from "./store/warehouse-files";
import { loadParser } from "./syntax/polyglot";
import { notesOfSystemTable, SYSTEM_CATALOG, type SystemTable } from "./system-table";

interface DuckDbEngineOptions {
  /** Where the catalogs' files are; set up if it is empty. */
  readonly dataDir: string;
  /** The time that `current_timestamp()` tells. @default the real one */
  readonly clock?: (() => Date) | undefined;
  /** Whose everything is that the engine begins with. */
  readonly userName?: string;
  /** SQL scripts that set it up, beside the catalog `main`. @default none */
  readonly setup?: readonly string[];
  /**
   * What the workspace fills in the catalog `system`. The scripts may add to that catalog; whoever comes later only reads it.
   * @default none, and no such catalog
   */
  readonly systemTables?: readonly SystemTable[];
  /** What decides about somebody's rights. @default everybody may do everything */
  readonly whoIs?: WhoIs;
}

export interface DuckDbEngine extends SqlEngine {
  /** What there is, as SQL sees it; changed by statements only. */
  readonly catalogs: Catalogs;
  readonly rights: DataRights;
}

/** Databricks SQL on an embedded DuckDB: what it does not know it refuses, with Databricks' error class. */
export async function openDuckDbEngine(options: DuckDbEngineOptions): Promise<DuckDbEngine> {
  const { dataDir, userName = "local.user@example.com", whoIs = everybodyIsAdmin } = options;
  const { setup = [], systemTables = [] } = options;
  const rights = new DataRights(new GrantStore(dataDir), new OwnerStore(dataDir, userName), whoIs);
  const files = await WarehouseFiles.open(join(dataDir, "catalogs"), rights);
  const warehouse: WarehouseParts = {
    files,
    writers: new WriteLock(),
    clock: options.clock ?? (() => new Date()),
  };
  try {
    await addSystemTables(files, systemTables);
    await setUp(warehouse, userName, setup, join(dataDir, "set-up-begun"));
    if (systemTables.length > 0) files.catalogs.makeReadOnly(SYSTEM_CATALOG);
  } catch (error) {
    files.close();
    throw error;
  }
  // Half a second of work that the first statement need not wait for; its failure is that statement's.
  loadParser().catch(() => undefined);
  return {
    catalogs: files.catalogs,
    rights,
    openSession: ({ catalog = "main", schema = "default", userName, settings = {} }) =>
      new Promise((resolve) => {
        const names = { catalog: catalog.toLowerCase(), schema: schema.toLowerCase() };
        // A schema that is not there is missed by the first statement that looks into it.
        if (!files.catalogs.hasCatalog(names.catalog)) throw catalogNotFound(catalog);
        const temporaryViews = new Map<string, TableNotes>();
        const state = { ...names, userName, temporaryViews, settings: SessionSettings.of(settings) };
        resolve(new DuckDbSession(warehouse, state));
      }),
    close: () => {
      files.close();
      return Promise.resolve();
    },
  };
}

async function addSystemTables(files: WarehouseFiles, tables: readonly SystemTable[]): Promise<void> {
  if (tables.length > 0) await files.createCatalog(SYSTEM_CATALOG);
  for (const table of tables) {
    files.catalogs.addSchema(SYSTEM_CATALOG, table.schema);
    files.catalogs.put(notesOfSystemTable(table));
  }
}

function everybodyIsAdmin(userName: string): Identity {
  return { isAdmin: true, names: new Set([userName]) };
}

/** Lets one writer in at a time, in the order of their coming. */
export class WriteLock {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(write: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(write, write);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
