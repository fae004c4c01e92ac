import { ExpectedError } from "../expected-error";
import type { TableNotes } from "./store/table-notes";

/** What HTTP (statement execution) and Thrift (the SQL drivers) ask of the warehouse's SQL engine. */
export interface SqlEngine {
  /** A session has a current catalog and schema, which need not be there; closing it frees its connection. */
  openSession(options: SqlSessionOptions): Promise<SqlSession>;
  close(): Promise<void>;
}

export interface SqlSessionOptions {
  readonly catalog?: string | undefined;
  readonly schema?: string | undefined;
  /** Who asks: `current_user()`. */
  readonly userName: string;
  /** Parameters of the session, such as `ANSI_MODE`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface SqlSession {
  /** Rejects with `SqlError` only; anything else is a defect of the workspace. */
  execute(sql: string, parameters?: readonly SqlParameter[], signal?: AbortSignal): Promise<SqlResult>;
  /** What the session's user sees. */
  readonly catalogue: SqlCatalogue;
  close(): Promise<void>;
}

/** Names of what there is, for the drivers' calls that ask for it without SQL. */
export interface SqlCatalogue {
  catalogs(): string[];
  schemas(catalog: string): string[];
  tables(catalog: string, schema: string): TableNotes[];
}

/** A bound value. `name` is left out for positional (`?`) markers. */
export interface SqlParameter {
  readonly name?: string | undefined;
  /** Databricks SQL type name, for example `STRING`, `INT`, `DECIMAL(10,2)`; STRING when left out. */
  readonly type?: string | undefined;
  readonly value: string | null;
  /** Of an `ARRAY`, or the keys and values of a `MAP` in turn; such a parameter has no value of its own. */
  readonly elements?: readonly SqlParameter[] | undefined;
}

export interface SqlColumn {
  readonly name: string;
  /** As DESCRIBE prints it: `bigint`, `decimal(18,6)`, `array<string>`, `map<string,string>`, `timestamp`. */
  readonly type: string;
}

/**
 * A cell: null, boolean, number (int, double), bigint, string (also DECIMAL exact, DATE `2026-11-23`,
 * TIMESTAMP `2026-11-23T10:00:00.000Z`, BINARY base64), array (ARRAY), object (STRUCT), `Map` (MAP).
 */
export type SqlCell =
  null | boolean | number | bigint | string | SqlCell[] | SqlStruct | Map<SqlCell, SqlCell>;
export interface SqlStruct {
  readonly [field: string]: SqlCell;
}

export interface SqlResult {
  /** Empty for statements that return no rows (DDL). */
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly SqlCell[])[];
  /** How many rows of a table a statement has changed; absent for one that changes none. */
  readonly modifiedRows?: bigint | undefined;
}

/** Characters of a statement that its error shows; the service shows all. */
const SHOWN_SQL = 1000;

/** A statement that failed, in Databricks' words: `[UNRESOLVED_COLUMN.WITH_SUGGESTION] … SQLSTATE: 42703`. */
export class SqlError extends ExpectedError {
  override readonly name = "SqlError";
  constructor(
    /** Databricks' error class, for example `TABLE_OR_VIEW_NOT_FOUND`. */
    readonly errorClass: string,
    /** Five characters, for example `42P01`. */
    readonly sqlState: string,
    /** The message without the class and the state around it. */
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`[${errorClass}] ${detail} SQLSTATE: ${sqlState}`, options);
  }

  /** The same; where the statement could not be read, with its text, as the service shows it. */
  shownIn(sql: string): SqlError {
    if (!this.errorClass.startsWith("PARSE_")) return this;
    const shown = new SqlError(this.errorClass, this.sqlState, this.detail, { cause: this });
    const more = sql.length > SHOWN_SQL ? "…" : "";
    shown.message += `\n\n== SQL ==\n${sql.slice(0, SHOWN_SQL)}${more}\n`;
    return shown;
  }
}
