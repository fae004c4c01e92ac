import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ApiError } from "../api-error";
import { type SqlEngine, SqlError, type SqlSession, type SqlSessionOptions } from "../sql/sql-engine";

/** What `POST /api/2.0/sql/sessions` takes, as the drivers send it. */
export const sqlSessionShape = z.looseObject({
  warehouse_id: z.string(),
  catalog: z.string().optional(),
  schema: z.string().optional(),
  session_confs: z.record(z.string(), z.string()).optional(),
});

/** Sessions that are open at the same time; the one that was used longest ago goes first. */
const KEPT_SESSIONS = 1000;

interface Open {
  readonly userName: string;
  readonly session: SqlSession;
}

/** The sessions of statements over REST, each of one user. */
export class SqlSessions {
  readonly #engine: SqlEngine;
  readonly #open = new Map<string, Open>();

  constructor(engine: SqlEngine) {
    this.#engine = engine;
  }

  async open(options: SqlSessionOptions): Promise<string> {
    const session = await this.#engine.openSession(options).catch((error: unknown) => {
      throw error instanceof SqlError ? new ApiError(400, "BAD_REQUEST", error.message) : error;
    });
    const id = randomUUID();
    this.#open.set(id, { userName: options.userName, session });
    const [oldest] = this.#open.keys();
    if (this.#open.size > KEPT_SESSIONS && oldest !== undefined) await this.#forget(oldest);
    return id;
  }

  get(id: string, userName: string): SqlSession {
    const found = this.#find(id, userName);
    this.#open.delete(id);
    this.#open.set(id, found);
    return found.session;
  }

  async close(id: string, userName: string): Promise<void> {
    this.#find(id, userName);
    await this.#forget(id);
  }

  #find(id: string, userName: string): Open {
    const found = this.#open.get(id);
    if (found?.userName !== userName)
      throw new ApiError(404, "NOT_FOUND", `The session ${id} was not found.`);
    return found;
  }

  async #forget(id: string): Promise<void> {
    await this.#open.get(id)?.session.close();
    this.#open.delete(id);
  }
}
