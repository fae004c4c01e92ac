import type { TOperationHandle, TSessionHandle } from "@databricks/sql/thrift/TCLIService_types";
import type { SqlEngine } from "../sql/sql-engine";
import { handleKey, InvalidHandleError } from "./handles";
import type { OpenSession } from "./open-session";
import type { RunningStatement } from "./running-statement";

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

  statement(handle: Partial<TOperationHandle> | undefined): RunningStatement {
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

  #owned(handle: Partial<TOperationHandle> | undefined): { owner: OpenSession; statement: RunningStatement } {
    for (const owner of this.#sessions.values()) {
      const statement = owner.find(handle);
      if (statement !== undefined) return { owner, statement };
    }
    throw new InvalidHandleError("OperationHandle", handleKey(handle?.operationId));
  }
}
