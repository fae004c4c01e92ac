import { ApiError } from "../api-error";
import type { SqlSession } from "../sql/sql-engine";
import type { Warehouse } from "../warehouses/warehouse";
import { ExternalResults } from "./external-results";
import { RunningStatement, type StatementSurroundings } from "./running-statement";
import type { StatementRequest } from "./statement-request";

/** Statements whose results can still be fetched; the service keeps them for an hour. */
const KEPT_STATEMENTS = 100;

export class StatementStore {
  readonly results: ExternalResults;
  readonly #statements = new Map<string, RunningStatement>();

  readonly #surroundings: StatementSurroundings;
  readonly #onStatement: (sql: string) => void;

  constructor(surroundings: StatementSurroundings, onStatement: (sql: string) => void) {
    this.#surroundings = surroundings;
    this.#onStatement = onStatement;

    this.results = new ExternalResults(surroundings.clock);
  }

  /** Comes back when the statement has ended, or its time to wait is over. */
  async execute(
    request: StatementRequest,
    userName: string,
    warehouse: Warehouse,
    session?: SqlSession,
  ): Promise<RunningStatement> {
    this.#onStatement(request.statement);
    const statement = new RunningStatement(this.#surroundings, userName, request, warehouse, session);
    this.#keep(statement);
    if (request.wait_timeout === "0s") return statement;
    await statement.wait(Number.parseInt(request.wait_timeout) * 1000);
    if (request.on_wait_timeout === "CANCEL") statement.cancel();
    return statement;
  }

  get(id: string): RunningStatement {
    const statement = this.#statements.get(id);
    if (statement === undefined || statement.isForgotten)
      throw new ApiError(404, "NOT_FOUND", `The statement ${id} was not found.`);

    return statement;
  }

  /** Its result is not to be had any more, and what still runs is ended. */
  closeStatement(id: string): void {
    this.get(id).cancel();
    this.#statements.delete(id);
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
