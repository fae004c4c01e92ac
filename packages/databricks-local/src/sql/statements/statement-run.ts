import { getHeapStatistics } from "node:v8";
import type { DuckDBConnection, DuckDBResultReader } from "@duckdb/node-api";
import { cellOfDuckDb } from "../results/cell-of-duckdb";
import { typeOfDuckDb } from "../results/type-of-duckdb";
import type { SessionSettings } from "../session-settings";
import type { SqlCell, SqlColumn, SqlParameter, SqlResult } from "../sql-engine";
import { unsupported } from "../sql-faults";
import type { TableNotes } from "../store/table-notes";
import type { WarehouseFiles } from "../store/warehouse-files";
import type { SqlParser } from "../syntax/polyglot";
import type { SyntaxNode } from "../syntax/syntax-node";
import { StatementText } from "../text/statement-text";
import { refuseWrongCounts } from "../translate/call-counts";
import { BoundParameters, Constants, UnknownConstant } from "../translate/known-values";
import { Translator } from "../translate/translator";
import type { TypedQuery } from "../translate/typed";
import { typeName } from "../types/sql-type";
import type { Narrowing } from "./stored-value";

/** What a session remembers between its statements. */
export interface SessionState {
  catalog: string;
  schema: string;
  readonly userName: string;
  /** By their name in lower case. */
  readonly temporaryViews: Map<string, TableNotes>;
  readonly settings: SessionSettings;
}

/** One kind of statement. */
export interface StatementKind {
  /** The words that it begins with. */
  readonly words: readonly string[];
  /** Statements that write run alone and in a transaction. */
  readonly writes: boolean;
  run(run: StatementRun): Promise<SqlResult>;
}

/** What a cell takes, in bytes, while a result is read and sent: measured on numbers and short texts. */
const CELL_BYTES = 400;
const MAX_CELLS = Math.floor(getHeapStatistics().heap_size_limit / CELL_BYTES);

/** DDL answers with no column and no row. */
export const NO_RESULT: SqlResult = { columns: [], rows: [] };

/** One statement on its way. */
export class StatementRun {
  /** What its writes cast to a narrower type. */
  readonly narrowings: Narrowing[] = [];

  readonly #committed: (() => void)[] = [];
  readonly #constants = new Constants();

  readonly #parser: SqlParser;
  readonly #parameters: ReadonlyMap<string, SqlParameter>;

  constructor(
    readonly text: StatementText,
    readonly session: SessionState,
    readonly files: WarehouseFiles,
    readonly connection: DuckDBConnection,
    readonly now: Date,
    parser: SqlParser,
    parameters: ReadonlyMap<string, SqlParameter>,
  ) {
    this.#parser = parser;
    this.#parameters = parameters;
  }

  /** The same run for a part of the statement, such as the query behind EXPLAIN, with views that only it knows. */
  of(text: StatementText, own?: Pick<SessionState, "temporaryViews">): StatementRun {
    const { files, connection, now } = this;
    const parser = this.#parser;
    const parameters = this.#parameters;
    const session = own === undefined ? this.session : { ...this.session, ...own };
    return new StatementRun(text, session, files, connection, now, parser, parameters);
  }

  parse(): SyntaxNode {
    refuseWrongCounts(this.text.tokens);
    return this.#parser.parse(this.text.forParser());
  }

  /** An expression that was kept as text, such as a DEFAULT. */
  parseExpression(text: string): SyntaxNode {
    const [expression] = this.#parser.parse(`SELECT ${text}`).nodes("expressions");
    if (!expression) throw new TypeError(`"${text}" is no expression.`);
    return expression;
  }

  /** Prints a DuckDB statement and runs it with the values that its text binds. */
  async translated(print: (translator: Translator) => string): Promise<DuckDBResultReader> {
    const { sql, values } = await this.#print(print);
    return this.connection.runAndReadAll(sql, values);
  }

  /** The rows of a query, in the types that its text says. */
  async query(tree: SyntaxNode): Promise<SqlResult> {
    let columns: TypedQuery["columns"];
    const reader = await this.fetched((translator) => {
      const query = translator.wholeQuery(tree);
      columns = query.columns;
      return query.text;
    });
    return resultOf(reader, columns);
  }

  /** As `translated`, for what users ask: a result that this process cannot hold is refused before it is read to its end. */
  async fetched(print: (translator: Translator) => string): Promise<DuckDBResultReader> {
    const { sql, values } = await this.#print(print);
    const reader = await this.connection.streamAndRead(sql, values);
    const maxRows = Math.floor(MAX_CELLS / reader.columnCount);
    await reader.readUntil(maxRows + 1);
    if (reader.currentRowCount <= maxRows) return reader;
    throw unsupported(`a result of more than ${maxRows} rows with ${reader.columnCount} columns`);
  }

  /** The columns that a query would give, without running it. */
  async columns(print: (translator: Translator) => TypedQuery): Promise<SqlColumn[]> {
    let columns: TypedQuery["columns"];
    const { sql } = await this.#print((translator) => {
      const query = print(translator);
      columns = query.columns;
      return query.text;
    });
    const prepared = await this.connection.prepare(sql);
    try {
      return Array.from({ length: prepared.columnCount }, (_, index) => ({
        name: columns?.[index]?.name ?? prepared.columnName(index),
        type: typeName(columns?.[index]?.type ?? typeOfDuckDb(prepared.columnType(index))),
      }));
    } finally {
      prepared.destroySync();
    }
  }

  async #print(print: (translator: Translator) => string) {
    for (;;) {
      const bound = new BoundParameters(this.#parameters);
      try {
        return { sql: print(this.#translator(bound)), values: bound.values() };
      } catch (error) {
        if (!(error instanceof UnknownConstant)) throw error;
        await this.#learn(error);
      }
    }
  }

  #translator(parameters: BoundParameters): Translator {
    const { catalog, schema, userName, temporaryViews, settings } = this.session;
    const { catalogs, rights } = this.files;
    return new Translator({
      catalogs,
      rights,
      catalog,
      schema,
      userName,
      reader: userName,
      temporaryViews,
      isAnsi: settings.isAnsi,
      parameters,
      parse: (sql) => this.#parser.parse(StatementText.of(sql).forParser()),
      openViews: [],
      now: this.now,
      constants: this.#constants,
    });
  }

  async #learn(unknown: UnknownConstant): Promise<void> {
    const reader = await this.connection.runAndReadAll(
      `SELECT typeof(x), CAST(x AS VARCHAR) FROM (SELECT ${unknown.expression} AS x)`,
      [...unknown.values],
    );
    const [[type, text] = []] = reader.getRows();
    this.#constants.set(unknown, { type: String(type), text: typeof text === "string" ? text : null });
  }

  /** How many rows an INSERT, UPDATE or DELETE touched. */
  async counted(print: (translator: Translator) => string): Promise<bigint> {
    const reader = await this.translated(print);
    const [count] = reader.getRows()[0] ?? [];
    return typeof count === "bigint" ? count : 0n;
  }

  /** Memory follows the disk: `action` runs once the transaction stands. */
  onCommit(action: () => void): void {
    this.#committed.push(action);
  }

  settle(): void {
    for (const action of this.#committed) action();
  }
}

/** @param known the columns as the translation knows them; DuckDB has fewer types */
export function resultOf(reader: DuckDBResultReader, known?: TypedQuery["columns"]): SqlResult {
  const types = reader.columnTypes().map((type, index) => known?.[index]?.type ?? typeOfDuckDb(type));
  const columns = reader.columnNames().map((name, index): SqlColumn => {
    const type = types[index];
    // DuckDB tells columns of one name apart.
    return { name: known?.[index]?.name ?? name, type: type ? typeName(type) : "void" };
  });
  const rows = reader.getRows().map((row) =>
    row.map((value, index): SqlCell => {
      const type = types[index];
      if (!type) throw new TypeError("DuckDB gave more cells than columns.");
      return cellOfDuckDb(value, type);
    }),
  );
  return { columns, rows };
}

/** A result of our own, all text. */
export function textResult(
  names: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): SqlResult {
  return { columns: names.map((name) => ({ name, type: "string" })), rows };
}

/** The one row that DML answers with. */
export function countsResult(counts: Counts): SqlResult {
  const columns = Object.keys(counts).map((name) => ({ name, type: "bigint" }));
  return { columns, rows: [Object.values(counts)], modifiedRows: counts.num_affected_rows };
}

type Counts = Readonly<Record<string, bigint>> & { readonly num_affected_rows: bigint };
