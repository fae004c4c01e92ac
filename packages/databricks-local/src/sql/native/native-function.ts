import type { DuckDBType, DuckDBValue } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";

/** Argument types, result type, and what is computed; a NULL argument gives NULL, and an `SqlError` is the statement's. */
export type NativeFunction = readonly [
  parameters: readonly DuckDBType[],
  result: DuckDBType,
  compute: (...args: never[]) => DuckDBValue,
];

const MARK = "DATABRICKS_ERROR ";

/** An error as DuckDB carries it, in its text. */
export function carried(error: unknown): unknown {
  if (!(error instanceof SqlError)) return error;
  return new Error(MARK + JSON.stringify([error.errorClass, error.sqlState, error.detail]));
}

/** The same behind DuckDB; undefined: DuckDB's message is its own. */
export function carriedError(message: string): SqlError | undefined {
  const at = message.indexOf(MARK);
  if (at < 0) return undefined;
  const [json = ""] = message.slice(at + MARK.length).split("\n");
  const [errorClass = "", sqlState = "", detail = ""] = JSON.parse(json) as string[]; // `carried` wrote it
  return new SqlError(errorClass, sqlState, detail);
}
