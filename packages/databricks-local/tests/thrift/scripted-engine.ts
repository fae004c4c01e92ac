import {
  SqlError,
  type SqlColumn,
  type SqlEngine,
  type SqlParameter,
  type SqlResult,
} from "../../src/sql/sql-engine";

export type Script = (
  parameters: readonly SqlParameter[],
  signal: AbortSignal | undefined,
) => Promise<SqlResult>;

export const EMPTY_CATALOGUE = { catalogs: () => [], schemas: () => [], tables: () => [] };

/** An engine that knows the answers of given statements: every type, slow ones and failing ones, at will. */
export class ScriptedEngine implements SqlEngine {
  readonly #scripts = new Map<string, Script>();
  openSessions = 0;

  answer(sql: string, script: Script): void {
    this.#scripts.set(sql, script);
  }

  /** One row of cells, named `a`, `b`, … */
  answerRow(sql: string, types: readonly string[], row: SqlResult["rows"][number]): void {
    const columns: SqlColumn[] = types.map((type, index) => ({
      name: "abcdefghijklmnopq".charAt(index),
      type,
    }));
    this.answer(sql, () => Promise.resolve({ columns, rows: [row] }));
  }

  openSession() {
    this.openSessions++;
    return Promise.resolve({
      catalogue: EMPTY_CATALOGUE,
      execute: (sql: string, parameters: readonly SqlParameter[] = [], signal?: AbortSignal) => {
        const script = this.#scripts.get(sql);
        if (script !== undefined) return script(parameters, signal);
        return Promise.reject(
          new SqlError("PARSE_SYNTAX_ERROR", "42601", `Syntax error at or near '${sql}'.`),
        );
      },
      close: () => {
        this.openSessions--;
        return Promise.resolve();
      },
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
