import type { SqlType } from "../types/sql-type";

/** An expression in DuckDB's words, and its Databricks type where it is known. */
export interface Typed {
  readonly text: string;
  readonly type: SqlType | undefined;
}

/** What a printer gives: just the text where it cannot tell the type. */
export type Printed = string | Typed;

export function typed(text: string, type: SqlType | undefined): Typed {
  return { text, type };
}

/** A column of a query's result. */
export interface OutputColumn {
  readonly name: string;
  readonly type: SqlType | undefined;
  /** How DuckDB is told to read it, where that is not its name. */
  readonly text?: string;
}

/** A query in DuckDB's words; `columns` is undefined where they are not known. */
export interface TypedQuery {
  readonly text: string;
  readonly columns: readonly OutputColumn[] | undefined;
}

/** What the translation calls the value of its own lambdas: no column has this name. */
export const LAMBDA_VALUE = '"lambda value"';

/** A lambda of the translation's own, which sees `LAMBDA_VALUE` alone: it may hold no column of the statement. */
export function lambda(body: string): string {
  return `lambda ${LAMBDA_VALUE}: ${body}`;
}
