import { ApiError } from "../api-error";
import type { SqlEngine } from "../sql/sql-engine";
import { RunningStatement } from "./running-statement";
import type { StatementRequest } from "./statement-request";

/** Statements whose results can still be fetched; the service keeps them for an hour. */
const KEPT_STATEMENTS = 100;

export class StatementStore {
  readonly #statements = new Map<string, RunningStatement>();

  constructor(
    private readonly engine: SqlEngine,
    private readonly userName: string,
    private readonly onStatement: (sql: string) => void,
  ) {}

  async execute(request: StatementRequest) {
    this.onStatement(request.statement);
    const statement = new RunningStatement(this.engine, this.userName, request);
    this.#keep(statement);
    await statement.wait(Number.parseInt(request.wait_timeout) * 1000);
    if (statement.isRunning && request.on_wait_timeout === "CANCEL" && request.wait_timeout !== "0s") {
      statement.cancel();
    }
    return statement.describe();
  }

  get(id: string): RunningStatement {
    const statement = this.#statements.get(id);
    if (statement === undefined) throw new ApiError(404, "NOT_FOUND", `The statement ${id} was not found.`);
    return statement;
  }

  /** Cancels what runs, and waits for it, so that the engine can be closed. */
  async close(): Promise<void> {
    const statements = [...this.#statements.values()];
    statements.forEach((statement) => statement.cancel());
    await Promise.all(statements.map(({ finished }) => finished));
  }

  #keep(statement: RunningStatement): void {
    this.#statements.set(statement.id, statement);
    const [oldest] = [...this.#statements.values()].filter(({ isRunning }) => !isRunning);
    if (this.#statements.size > KEPT_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest.id);
  }
}
