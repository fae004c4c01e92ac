import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../api-error";
import { SqlError, type SqlEngine } from "../sql/sql-engine";
import { describeChunk, describeManifest, toStatementResult, CHUNK_ROWS } from "./result-manifest";
import type { StatementResult } from "./result-manifest";
import type { StatementRequest } from "./statement-request";

interface Status {
  readonly state: "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELED";
  readonly error?: { readonly error_code: string; readonly message: string };
  readonly sql_state?: string;
}

/** One statement from its start to its last chunk. */
export class RunningStatement {
  readonly id = randomUUID();
  readonly finished: Promise<void>;
  readonly #abort = new AbortController();
  #status: Status = { state: "RUNNING" };
  #result?: StatementResult;

  constructor(engine: SqlEngine, userName: string, request: StatementRequest) {
    this.finished = this.#run(engine, userName, request);
  }

  get isRunning(): boolean {
    return this.#status.state === "RUNNING";
  }

  cancel(): void {
    if (!this.isRunning) return;
    this.#status = { state: "CANCELED" };
    this.#abort.abort();
  }

  /** Until the statement has finished, at most for that time. */
  async wait(milliseconds: number): Promise<void> {
    const timer = new AbortController();
    const timeout = sleep(milliseconds, undefined, { signal: timer.signal, ref: false }).catch(
      () => undefined,
    );
    await Promise.race([this.finished, timeout]);
    timer.abort();
  }

  /** With the first chunk once it has succeeded. */
  describe() {
    return {
      statement_id: this.id,
      status: this.#status,
      ...(this.#result && {
        manifest: describeManifest(this.#result),
        result: describeChunk(this.id, this.#result, 0),
      }),
    };
  }

  describeChunk(index: number) {
    const result = this.#result;
    if (result === undefined) {
      throw new ApiError(404, "NOT_FOUND", `The statement ${this.id} has no result: ${this.#status.state}.`);
    }
    const count = Math.max(1, Math.ceil(result.rows.length / CHUNK_ROWS));
    if (Number.isInteger(index) && index >= 0 && index < count) return describeChunk(this.id, result, index);
    throw ApiError.invalidParameter(
      `The statement ${this.id} has ${count} chunks: there is no chunk ${index}.`,
    );
  }

  async #run(engine: SqlEngine, userName: string, request: StatementRequest): Promise<void> {
    try {
      const result = await this.#execute(engine, userName, request);
      if (!this.isRunning) return;
      this.#result = result;
      this.#status = { state: "SUCCEEDED" };
    } catch (error) {
      if (this.isRunning) this.#status = failure(error);
    }
  }

  async #execute(engine: SqlEngine, userName: string, request: StatementRequest): Promise<StatementResult> {
    const { statement, catalog, schema, row_limit } = request;
    const session = await engine.openSession({ catalog, schema, userName });
    try {
      const parameters = request.parameters?.map(({ name, type, value }) => ({
        name,
        type,
        value: value ?? null,
      }));
      const result = await session.execute(statement, parameters, this.#abort.signal);
      return toStatementResult(result, row_limit);
    } finally {
      await session.close();
    }
  }
}

function failure(error: unknown): Status {
  if (error instanceof SqlError) {
    const { message, sqlState } = error;
    return { state: "FAILED", error: { error_code: "BAD_REQUEST", message }, sql_state: sqlState };
  }
  const message = `Defect of the local workspace: ${error instanceof Error ? error.message : String(error)}`;
  return { state: "FAILED", error: { error_code: "INTERNAL_ERROR", message } };
}
