import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";

export type Row = Readonly<Record<string, unknown>>;

/** What the wrapper gives at one moment: its row, if it has one, or the failure that the service would call ERROR. */
export type MomentAnswer = { readonly row: Row | undefined } | { readonly failure: SqlStatementError };

export interface Answers {
  /** By the moment's number; `undefined` where it was not found out. */
  readonly answers: readonly (MomentAnswer | undefined)[];
  /** Of the statement for all moments, where it failed. */
  readonly failure?: SqlStatementError;
}

type Ask = (moments: readonly Date[]) => Promise<readonly (Row | undefined)[]>;

/** So many statements more than the one that failed. */
const MOST_STATEMENTS = 32;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The answers of a query that fails at some of its moments, which lets a statement for all of them fail. Halves are asked
 * for, the larger ones first: in the order of time, as rows may be missing of a day, then in that of the time of day, as
 * the query may not bear midnight. Where the first, the middle and the last moment fail alone, all may: `failure` is thrown.
 */
export async function narrowDown(
  moments: readonly Date[],
  ask: Ask,
  failure: SqlStatementError,
  timeoutMs: number,
): Promise<Answers> {
  const search = new Search(moments, ask, performance.now() + timeoutMs);
  const last = moments.length - 1;
  for (const probe of new Set([0, last >> 1, last])) await search.answer([probe]);
  if (!search.hasRow) throw failure;
  const time = (index: number) => moments[index]?.getTime() ?? 0;
  const orders = [time, (index: number) => time(index) % DAY_MS];
  for (const [pass, order] of orders.entries()) {
    const open = search.open().sort((a, b) => order(a) - order(b) || a - b);
    await search.halve(open, MOST_STATEMENTS / (orders.length - pass));
  }
  return { answers: search.answers, failure };
}

class Search {
  readonly answers: (MomentAnswer | undefined)[];
  #statements = 0;
  #isOver = false;

  readonly #moments: readonly Date[];
  readonly #ask: Ask;
  readonly #until: number;

  constructor(moments: readonly Date[], ask: Ask, until: number) {
    this.#moments = moments;
    this.#ask = ask;
    this.#until = until;

    this.answers = moments.map(() => undefined);
  }

  get hasRow(): boolean {
    return this.answers.some((answer) => answer !== undefined && "row" in answer);
  }

  /** Numbers of the moments that are not answered. */
  open(): number[] {
    return [...this.answers.keys()].filter((index) => this.answers[index] === undefined);
  }

  /** Asks for the halves of moments among which one fails, and for the halves of those halves that fail. */
  async halve(failing: readonly number[], mostStatements: number): Promise<void> {
    const chunks = [failing];
    while (!this.#isOver && this.#statements < mostStatements && performance.now() < this.#until) {
      const chunk = chunks.sort((a, b) => a.length - b.length).pop();
      if (chunk === undefined || chunk.length === 0) return;
      const [first, second] = [chunk.slice(0, chunk.length >> 1), chunk.slice(chunk.length >> 1)];
      const isFirstAnswered = first.length === 0 || (await this.answer(first));
      if (!isFirstAnswered) chunks.push(first);
      // Where the first half is answered, it is the second one that fails.
      if (second.length > 1 && isFirstAnswered) chunks.push(second);
      else if (!(await this.answer(second))) chunks.push(second);
    }
  }

  /** Whether it could be found out; that a moment alone fails is its answer. */
  async answer(chunk: readonly number[]): Promise<boolean> {
    this.#statements += 1;
    try {
      const rows = await this.#ask(chunk.flatMap((index) => this.#moments[index] ?? []));
      for (const [place, index] of chunk.entries()) this.answers[index] = { row: rows[place] };
      return true;
    } catch (error) {
      if (error instanceof SqlTimeoutError) this.#isOver = true;
      else if (!(error instanceof SqlStatementError) || !error.isOfData) throw error;
      else if (chunk.length === 1 && chunk[0] !== undefined) this.answers[chunk[0]] = { failure: error };
      return chunk.length === 1;
    }
  }
}
