import type { DuckDBConnection } from "@duckdb/node-api";
import { tableObject } from "../access/data-rights";
import { securableOf } from "../grants/securable";
import type { WriteLock } from "./duckdb-engine";
import { errorOfDuckDb } from "./results/error-of-duckdb";
import {
  type SqlCatalogue,
  SqlError,
  type SqlParameter,
  type SqlResult,
  type SqlSession,
} from "./sql-engine";
import { statementKind } from "./statements/known-statements";
import { type SessionState, type StatementKind, StatementRun } from "./statements/statement-run";
import { faultOfWrite } from "./statements/stored-value";
import { StatementTimer } from "./statement-timer";
import { INFORMATION_SCHEMA } from "./store/catalogs";
import type { WarehouseFiles } from "./store/warehouse-files";
import { loadParser } from "./syntax/polyglot";
import { informationSchemaTables } from "./translate/information-schema";
import { parametersByName, StatementText } from "./text/statement-text";

/** How often an aborted statement is interrupted until it ends. */
const INTERRUPT_MS = 20;

export interface WarehouseParts {
  readonly files: WarehouseFiles;
  readonly writers: WriteLock;
  readonly clock: () => Date;
}

/** A session: its current catalog and schema. Each of its statements gets a connection of its own. */
export class DuckDbSession implements SqlSession {
  readonly #warehouse: WarehouseParts;
  readonly #state: SessionState;

  constructor(warehouse: WarehouseParts, state: SessionState) {
    this.#warehouse = warehouse;
    this.#state = state;
  }

  async execute(
    sql: string,
    parameters: readonly SqlParameter[] = [],
    signal?: AbortSignal,
  ): Promise<SqlResult> {
    const timer = new StatementTimer(this.#state.settings.statementTimeout, signal);
    try {
      const text = StatementText.of(sql, parameters);
      const kind = statementKind(text);
      timer.start();
      const run = () => this.#run(text, kind, parameters, timer.signal);
      return await (kind.writes ? this.#warehouse.writers.run(run) : run());
    } catch (cause) {
      const error = timer.explained(errorOfDuckDb(cause, sql));
      throw error instanceof SqlError ? error.shownIn(sql) : error;
    } finally {
      timer.stop();
    }
  }

  get catalogue(): SqlCatalogue {
    const { catalogs, rights } = this.#warehouse.files;
    const sees = (...name: string[]) => rights.sees(this.#state.userName, securableOf(name));
    return {
      catalogs: () => catalogs.catalogNames().filter((catalog) => sees(catalog)),
      schemas: (catalog) =>
        catalogs
          .schemaNames(catalog)
          .filter((schema) => schema === INFORMATION_SCHEMA || sees(catalog, schema)),
      tables: (catalog, schema) =>
        schema === INFORMATION_SCHEMA
          ? informationSchemaTables(catalog)
          : catalogs
              .tablesOf(catalog, schema)
              .filter((table) => rights.sees(this.#state.userName, tableObject(table))),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #run(
    text: StatementText,
    kind: StatementKind,
    parameters: readonly SqlParameter[],
    signal: AbortSignal,
  ): Promise<SqlResult> {
    const { files, clock } = this.#warehouse;
    const parser = await loadParser();
    const given = parametersByName(parameters);
    return files.withConnection(async (connection) => {
      const run = new StatementRun(text, this.#state, files, connection, clock(), parser, given);
      return interruptible(connection, signal, () =>
        kind.writes ? inTransaction(connection, kind, run) : kind.run(run),
      );
    });
  }
}

async function inTransaction(
  connection: DuckDBConnection,
  kind: StatementKind,
  run: StatementRun,
): Promise<SqlResult> {
  await connection.run("BEGIN");
  try {
    const result = await kind.run(run);
    await connection.run("COMMIT");
    run.settle();
    return result;
  } catch (error) {
    // An aborted transaction may refuse even this; the first failure is the one to tell.
    await connection.run("ROLLBACK").catch(() => undefined);
    throw faultOfWrite(error, run);
  }
}

async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw new SqlError("OPERATION_CANCELED", "HY008", "The operation was canceled.");
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    // Between two queries of a statement there is nothing to interrupt.
    again = setTimeout(interrupt, INTERRUPT_MS);
  };
  signal.addEventListener("abort", interrupt);
  try {
    return await work();
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearTimeout(again);
  }
}
