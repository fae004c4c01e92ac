import { SqlError, type SqlCell, type SqlSession } from "../../src/sql/sql-engine";
import { TemporaryEngine } from "../sql/temporary-engine";
import { onlyColumns } from "./only-columns";

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
const STATEMENT_MS = 15_000;

/** A local warehouse with nothing in it, that is asked one statement after another. */
export class LocalJudged {
  readonly #engine: TemporaryEngine;
  #schemas = 0;

  private constructor(engine: TemporaryEngine) {
    this.#engine = engine;
  }

  static async open(): Promise<LocalJudged> {
    return new LocalJudged(await TemporaryEngine.open([], { catalog: "main", schema: "default" }));
  }

  answer(sql: string): Promise<LocalAnswer> {
    return answerOf(this.#engine.session, sql);
  }

  /** The answers to statements that build on each other, in a schema of their own. */
  async story(
    statements: readonly string[],
    onStatement: () => void = () => undefined,
  ): Promise<LocalAnswer[]> {
    const schema = `story_${this.#schemas++}`;
    await this.#engine.session.execute(`CREATE SCHEMA main.${schema}`);
    const userName = "local.user@example.com";
    const session = await this.#engine.engine.openSession({ catalog: "main", schema, userName });
    const answers: LocalAnswer[] = [];
    for (const sql of statements) {
      onStatement();
      answers.push(await answerOf(session, sql));
    }
    await session.close();
    return answers;
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}

async function answerOf(session: SqlSession, sql: string): Promise<LocalAnswer> {
  try {
    const { columns, rows } = await session.execute(sql, [], AbortSignal.timeout(STATEMENT_MS));
    return {
      columns,
      rows: onlyColumns(
        sql,
        columns.map(({ name }) => name),
        rows,
      ),
    };
  } catch (error) {
    const { message } = error as Error;
    return { errorClass: error instanceof SqlError ? error.errorClass : "DEFECT", message };
  }
}
