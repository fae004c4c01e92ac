import { randomBytes, randomUUID } from "node:crypto";
import type {
  THandleIdentifier,
  TOperationHandle,
  TSessionHandle,
} from "@databricks/sql/thrift/TCLIService_types";
import type { SqlEngine, SqlSession } from "../sql/sql-engine";
import type { ThriftStatement } from "./running-statement";

/** What every operation works on: the engine, and all sessions that are open. */
export class ThriftSessions {
  readonly #sessions = new Map<string, OpenSession>();

  constructor(
    readonly engine: SqlEngine,
    readonly onStatement: (sql: string) => void,
  ) {}

  add(session: OpenSession): void {
    this.#sessions.set(handleKey(session.handle), session);
  }

  session(handle: Partial<TSessionHandle> | undefined): OpenSession {
    const key = handleKey(handle?.sessionId);
    const session = this.#sessions.get(key);
    if (session === undefined) throw new InvalidHandleError("SessionHandle", key);
    return session;
  }

  statement(handle: Partial<TOperationHandle> | undefined): ThriftStatement {
    return this.#owned(handle).statement;
  }

  closeStatement(handle: Partial<TOperationHandle> | undefined): void {
    const { owner, statement } = this.#owned(handle);
    owner.remove(statement);
    statement.cancel();
  }

  async closeSession(handle: Partial<TSessionHandle> | undefined): Promise<void> {
    const session = this.session(handle);
    this.#sessions.delete(handleKey(session.handle));
    await session.close();
  }

  async closeAll(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(sessions.map((session) => session.close()));
  }

  #owned(handle: Partial<TOperationHandle> | undefined): { owner: OpenSession; statement: ThriftStatement } {
    for (const owner of this.#sessions.values()) {
      const statement = owner.find(handle);
      if (statement !== undefined) return { owner, statement };
    }
    throw new InvalidHandleError("OperationHandle", handleKey(handle?.operationId));
  }
}

/** A client's session and the statements that it has not closed yet. */
export class OpenSession {
  readonly handle = newHandle();
  readonly #statements = new Map<string, ThriftStatement>();

  constructor(readonly sql: SqlSession) {}

  add(statement: ThriftStatement): void {
    this.#statements.set(handleKey(statement.handle), statement);
  }

  find(handle: Partial<TOperationHandle> | undefined): ThriftStatement | undefined {
    return this.#statements.get(handleKey(handle?.operationId));
  }

  remove(statement: ThriftStatement): void {
    this.#statements.delete(handleKey(statement.handle));
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) statement.cancel();
    await Promise.all([...this.#statements.values()].map((statement) => statement.done));
    this.#statements.clear();
    await this.sql.close();
  }
}

const SECRET_BYTES = 16;

/** A session or operation handle that this workspace never gave out, or that is closed. */
export class InvalidHandleError extends Error {
  override readonly name = "InvalidHandleError";
  constructor(kind: "SessionHandle" | "OperationHandle", key: string) {
    super(`Invalid ${kind}: ${kind} [${key}]`);
  }
}

/** Drivers print the id as a UUID and refuse to when it is none. */
export function newHandle(): THandleIdentifier {
  return { guid: Buffer.from(randomUUID().replaceAll("-", ""), "hex"), secret: randomBytes(SECRET_BYTES) };
}

/** The handle as text. What arrives over the wire can lack any part of it. */
function handleKey(handle: Partial<THandleIdentifier> | null | undefined): string {
  const hex = handle?.guid?.toString("hex") ?? "";
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
