import assert from "node:assert/strict";
import type { QueryOptions, SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { describeQuery } from "./statements/read-rows";

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * The one way to a warehouse for statements that hold the text of a row. Such a text is whatever somebody wrote there, and
 * the warehouse asks with the rights of whoever deploys:
 *
 * - Nothing of it is run before the warehouse itself has read it, alone, as one query (`DESCRIBE QUERY`).
 * - What runs it begins with SELECT, so that it is a query: a WITH may begin a write (`WITH q AS (…) DELETE FROM …`).
 * - Each statement is sent once: an answer that was lost is not asked for again.
 *
 * Rejects as `SqlSession.query` does.
 */
export class RowQueries {
  readonly #described = new Map<string, Promise<Rows>>();
  readonly #refusals = new WeakSet<object>();

  readonly #sql: Pick<SqlSession, "query">;

  constructor(sql: Pick<SqlSession, "query">) {
    this.#sql = sql;
  }

  /** The columns that the text gives: rows of `col_name`, `data_type`. A text that was read before is not read again. */
  describe(text: string, options: QueryOptions = {}): Promise<Rows> {
    const known = this.#described.get(text);
    if (known !== undefined) return known;
    const described = this.#sql.query(describeQuery(text), { ...options, once: true });
    this.#described.set(text, described);
    described.catch((error: unknown) => {
      this.#described.delete(text);
      if (error instanceof SqlStatementError) this.#refusals.add(error);
    });
    return described;
  }

  /** Whether it is what the warehouse said of a text that it did not take: no row was read then, so that it tells of names only. */
  isRefusal(error: SqlStatementError): boolean {
    return this.#refusals.has(error);
  }

  /** What the warehouse says of a text that it does not read as one query; nothing of one that it reads, whatever else fails. */
  async refusalOf(text: string, options: QueryOptions = {}): Promise<string | undefined> {
    try {
      await this.describe(text, options);
      return undefined;
    } catch (error) {
      if (!(error instanceof SqlStatementError)) throw error;
      return error.isSyntax ? error.message : undefined;
    }
  }

  /** The rows of `select`, which holds the text. */
  async run(text: string, select: string, options: QueryOptions = {}): Promise<Rows> {
    assert.match(select, /^SELECT\s/, "What runs a row's text begins with SELECT.");
    await this.describe(text, options);
    return this.#sql.query({ sql: select }, { ...options, once: true });
  }
}
