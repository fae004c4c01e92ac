import { randomBytes } from "node:crypto";
import type { Caller } from "./caller";

/** The tokens of job runs: each is good from the start of its notebook to its end, and is written down nowhere. */
export class RunTokens {
  readonly #callers = new Map<string, Caller>();

  /** Whoever the run acts as. */
  issue(caller: Caller): string {
    const token = `dapi${randomBytes(16).toString("hex")}`;
    this.#callers.set(token, caller);
    return token;
  }

  caller(token: string): Caller | undefined {
    return this.#callers.get(token);
  }

  revoke(token: string): void {
    this.#callers.delete(token);
  }
}
