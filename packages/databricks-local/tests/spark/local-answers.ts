import { SqlError } from "../../src/sql/sql-engine";
import { TemporaryEngine } from "../sql/temporary-engine";
import type { SqlCell } from "../../src/sql/sql-engine";

/** What the local warehouse says to a statement. */
export type LocalAnswer = LocalRows | LocalFailure;

export interface LocalRows {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly SqlCell[])[];
}

export interface LocalFailure {
  readonly errorClass: string;
  readonly message: string;
}

/** An endless recursion must not hold up all others. */
const STATEMENT_MS = 5_000;

/** A local warehouse with nothing in it, that is asked one statement after another. */
export class LocalJudged {
  readonly #engine: TemporaryEngine;

  private constructor(engine: TemporaryEngine) {
    this.#engine = engine;
  }

  static async open(): Promise<LocalJudged> {
    return new LocalJudged(await TemporaryEngine.open([], { catalog: "main", schema: "default" }));
  }

  async answer(sql: string): Promise<LocalAnswer> {
    try {
      return await this.#engine.session.execute(sql, [], AbortSignal.timeout(STATEMENT_MS));
    } catch (error) {
      const { message } = error as Error;
      return { errorClass: error instanceof SqlError ? error.errorClass : "DEFECT", message };
    }
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
