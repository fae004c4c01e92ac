import type { TOperationHandle } from "@databricks/sql/thrift/TCLIService_types";
import type { SqlSession } from "../sql/sql-engine";
import { handleKey, newHandle } from "./handles";
import type { RunningStatement } from "./running-statement";

/** A client's session and the statements that it has not closed yet. */
export class OpenSession {
  readonly handle = newHandle();
  readonly #statements = new Map<string, RunningStatement>();

  constructor(readonly sql: SqlSession) {}

  add(statement: RunningStatement): void {
    this.#statements.set(handleKey(statement.handle), statement);
  }

  find(handle: Partial<TOperationHandle> | undefined): RunningStatement | undefined {
    return this.#statements.get(handleKey(handle?.operationId));
  }

  remove(statement: RunningStatement): void {
    this.#statements.delete(handleKey(statement.handle));
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) statement.cancel();
    await Promise.all([...this.#statements.values()].map((statement) => statement.done));
    this.#statements.clear();
    await this.sql.close();
  }
}
