import { type SqlCell, type SqlColumn, SqlError, type SqlResult } from "../sql/sql-engine";
import type { ResultForm } from "./result-form";
import { newHandle } from "./thrift-sessions";

export type StatementState =
  | { readonly name: "running" }
  | { readonly name: "finished"; readonly result: SqlResult }
  | { readonly name: "failed"; readonly error: SqlError }
  | { readonly name: "canceled" };

/** Rows of one answer; further rows wait for the next FetchResults. */
export interface Page {
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly SqlCell[])[];
  readonly startRow: number;
  readonly hasMore: boolean;
}

/** Keeps one answer below a few megabytes for usual rows, whatever `maxRows` the client asks for. */
export const MAX_PAGE_ROWS = 10_000;

/** A statement between ExecuteStatement and CloseOperation, with how far its rows were read. */
export class ThriftStatement {
  readonly handle = newHandle();
  readonly #abort = new AbortController();
  /** Resolves when the statement is no longer running, whatever its end. */
  readonly done: Promise<void>;
  #state: StatementState = { name: "running" };
  #nextRow = 0;

  constructor(
    readonly sql: string,
    /** How its rows travel. */
    readonly form: ResultForm,
    /** How many rows its client wants at most. */
    rowLimit: number,
    run: (signal: AbortSignal) => Promise<SqlResult>,
  ) {
    this.done = run(this.#abort.signal).then(
      (result) => this.#end({ name: "finished", result: sentResult(result, rowLimit) }),
      (error: unknown) => this.#end({ name: "failed", error: asSqlError(error) }),
    );
  }

  get state(): StatementState {
    return this.#state;
  }

  cancel(): void {
    this.#end({ name: "canceled" });
    this.#abort.abort();
  }

  nextPage(maxRows: number, result: SqlResult): Page {
    const startRow = this.#nextRow;
    const endRow = startRow + Math.min(maxRows, MAX_PAGE_ROWS);
    const rows = result.rows.slice(startRow, endRow);
    this.#nextRow = startRow + rows.length;
    return { columns: result.columns, rows, startRow, hasMore: this.#nextRow < result.rows.length };
  }

  rewind(): void {
    this.#nextRow = 0;
  }

  #end(state: StatementState): void {
    if (this.#state.name === "running") this.#state = state;
  }
}

/**
 * What has no result has a column for it, and no rows: so does Spark's Thrift server, and drivers that read no Arrow
 * would wait for one for ever.
 *
 * @see https://github.com/apache/spark/blob/v4.0.0/sql/hive-thriftserver/src/main/scala/org/apache/spark/sql/hive/thriftserver/SparkExecuteStatementOperation.scala
 */
function sentResult(result: SqlResult, rowLimit: number): SqlResult {
  const columns = result.columns.length === 0 ? [{ name: "Result", type: "string" }] : result.columns;
  return { ...result, columns, rows: result.rows.slice(0, rowLimit) };
}

/** A defect of the engine must end the statement too, or its client would poll for ever. */
function asSqlError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  return new SqlError("INTERNAL_ERROR", "XX000", String(error), { cause: error });
}
