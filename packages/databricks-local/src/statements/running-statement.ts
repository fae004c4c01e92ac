import { randomUUID } from "node:crypto";
import { ApiError } from "../api-error";
import { type SqlEngine, SqlError, type SqlSession } from "../sql/sql-engine";
import type { Warehouse } from "../warehouses/warehouse";
import { describeChunk, describeResult, type Links } from "./describe-result";
import type { StatementRequest } from "./statement-request";
import { InlineLimitError, StatementResult } from "./statement-result";

interface Status {
  readonly state: "PENDING" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELED" | "CLOSED";
  readonly error?: { readonly error_code: string; readonly message: string };
  readonly sql_state?: string;
  readonly num_modified_rows?: number;
}

/** What statements run on. */
export interface StatementSurroundings {
  readonly engine: SqlEngine;
  readonly clock: () => Date;
  /** Of the real time; ends early with the signal. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** "The results are only available for one hour after success" */
const RESULT_MS = 60 * 60 * 1000;
/** "After at least 12 hours in terminal state, the statement is removed" */
const STATEMENT_MS = 12 * 60 * 60 * 1000;

/** One statement from its start to its last chunk. */
export class RunningStatement {
  readonly id = randomUUID();
  readonly finished: Promise<void>;
  readonly #abort = new AbortController();
  #status: Status = { state: "PENDING" };
  #result: StatementResult | undefined;
  #endedAt = Number.POSITIVE_INFINITY;

  readonly #surroundings: StatementSurroundings;
  readonly #request: StatementRequest;
  readonly #session: SqlSession | undefined;

  constructor(
    surroundings: StatementSurroundings,
    readonly userName: string,
    request: StatementRequest,
    warehouse: Warehouse,
    /** Absent where it has one of its own. */
    session: SqlSession | undefined,
  ) {
    this.#surroundings = surroundings;
    this.#request = request;
    this.#session = session;

    this.finished = this.#run(warehouse);
  }

  get isRunning(): boolean {
    return this.#status.state === "PENDING" || this.#status.state === "RUNNING";
  }

  /** Whether the service knows nothing of it any more. */
  get isForgotten(): boolean {
    return this.#msSinceEnd() >= STATEMENT_MS;
  }

  cancel(): void {
    if (!this.isRunning) return;
    this.#end({ state: "CANCELED" });
    this.#abort.abort();
  }

  /** Until the statement has finished, at most for that time. */
  async wait(milliseconds: number): Promise<void> {
    const timer = new AbortController();
    await Promise.race([this.finished, this.#surroundings.sleep(milliseconds, timer.signal)]);
    timer.abort();
  }

  /** With the first chunk once it has succeeded. */
  describe(links: Links) {
    const result = this.#available();
    return {
      statement_id: this.id,
      status: this.#status,
      ...(result && describeResult(this.id, result, this.#request, links)),
    };
  }

  describeChunk(index: number, links: Links) {
    const result = this.#available();
    if (result === undefined)
      throw new ApiError(404, "NOT_FOUND", `The statement ${this.id} has no result: ${this.#status.state}.`);

    const count = Math.max(1, result.chunkCount);
    if (Number.isInteger(index) && index >= 0 && index < count)
      return describeChunk(this.id, result, index, this.#request, links);

    throw ApiError.invalidParameter(
      `The statement ${this.id} has ${count} chunks: there is no chunk ${index}.`,
    );
  }

  /** A result that was there for its hour is closed. */
  #available(): StatementResult | undefined {
    if (this.#status.state === "SUCCEEDED" && this.#msSinceEnd() >= RESULT_MS) {
      this.#status = { state: "CLOSED" };
      this.#result = undefined;
    }
    return this.#result;
  }

  #msSinceEnd(): number {
    return this.#surroundings.clock().getTime() - this.#endedAt;
  }

  #end(status: Status): void {
    if (!this.isRunning) return;
    this.#status = status;
    this.#endedAt = this.#surroundings.clock().getTime();
  }

  async #run(warehouse: Warehouse): Promise<void> {
    try {
      const result = await warehouse.run(this.#abort.signal, (signal) => this.#execute(signal));
      if (!this.isRunning) return;
      this.#result = result;
      const { modifiedRows } = result;
      const counted = modifiedRows === undefined ? {} : { num_modified_rows: Number(modifiedRows) };
      this.#end({ state: "SUCCEEDED", ...counted });
    } catch (error) {
      this.#end(failure(error));
    }
  }

  async #execute(signal: AbortSignal): Promise<StatementResult> {
    if (this.isRunning) this.#status = { state: "RUNNING" };
    const { statement, disposition } = this.#request;
    const session = this.#session ?? (await this.#openSession());
    try {
      const parameters = this.#request.parameters?.map(({ name, type, value }) => ({
        name,
        type,
        value: value ?? null,
      }));
      const result = new StatementResult(await session.execute(statement, parameters, signal), this.#request);
      if (disposition === "INLINE") result.requireInline();
      return result;
    } finally {
      if (session !== this.#session) await session.close();
    }
  }

  #openSession(): Promise<SqlSession> {
    const { catalog, schema } = this.#request;
    return this.#surroundings.engine.openSession({ catalog, schema, userName: this.userName });
  }
}

function failure(error: unknown): Status {
  if (error instanceof SqlError) {
    const { message, sqlState } = error;
    return { state: "FAILED", error: { error_code: "BAD_REQUEST", message }, sql_state: sqlState };
  }
  if (error instanceof InlineLimitError)
    return { state: "FAILED", error: { error_code: "BAD_REQUEST", message: error.message } };

  const message = `Defect of the local workspace: ${error instanceof Error ? error.message : String(error)}`;
  return { state: "FAILED", error: { error_code: "INTERNAL_ERROR", message } };
}
