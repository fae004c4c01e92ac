import pLimit from "p-limit";
import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";
import { comparesAggregates, type EvaluatedAlert, wrapperQuery } from "../../review/evaluate/wrapper-query";
import type { RowQueries } from "../../rows/row-queries";
import { subquery } from "../../sql/quoting";
import type { FixtureQuery, Situation } from "../fixtures/fixture-query";
import { groupBy } from "../../messages/group-by";

export type ResultRow = Readonly<Record<string, unknown>>;

/** One evaluation to be asked for. */
export interface Asked {
  readonly alert: EvaluatedAlert;
  readonly query: FixtureQuery;
  readonly situation: Situation;
}

/** The wrapper's row, if the query gave one; or what the warehouse said instead. */
export type Answer =
  { readonly row: ResultRow | undefined } | { readonly failed: SqlStatementError | SqlTimeoutError };

export interface AskOptions {
  /** A case that has not ended by then is cancelled. */
  readonly timeoutMs: number;
  /** How many statements run at the same time. */
  readonly atOnce: number;
  /** Is told how many are answered, from time to time. */
  readonly onAnswers?: (count: number) => void;
}

/** So many evaluations go into one statement: a warehouse plans as many without effort. */
const MOST_TOGETHER = 25;
/** Characters of one statement: larger ones take longer to read than to run. */
const MOST_CHARACTERS = 200_000;

const NUMBER_COLUMN = "test_number";

/** Asks a warehouse for evaluations over rows that are written out: nothing of its own is read. */
export class SituationAsker {
  readonly #queries: RowQueries;
  readonly #options: AskOptions;
  readonly #limit: ReturnType<typeof pLimit>;

  constructor(queries: RowQueries, options: AskOptions) {
    this.#queries = queries;
    this.#options = options;
    this.#limit = pLimit(options.atOnce);
  }

  /** In the order of `asked`. Rejects where the warehouse could not be asked at all. */
  async answers(asked: readonly Asked[]): Promise<Answer[]> {
    const answers = new Map<Asked, Answer>();
    const groups = groupBy(asked, ({ query }) => query);
    const parts = [...groups.values()].flatMap((group) => statementsOf(group));
    await Promise.all(
      parts.map(async (part) => {
        const found = await this.#limit(() => this.#together(part));
        part.forEach(({ asked: one }, index) => answers.set(one, found[index] ?? { row: undefined }));
        this.#options.onAnswers?.(part.length);
      }),
    );
    return asked.map((one) => answers.get(one) ?? { row: undefined });
  }

  /** The first rows that the alert's query itself gives. */
  async rows({ query, situation }: Asked, most: number): Promise<readonly ResultRow[]> {
    const select = `SELECT * FROM ${subquery(query.over(situation))} LIMIT ${most}`;
    try {
      return await this.#limit(() => this.#run({ query, situation }, select));
    } catch (error) {
      if (error instanceof SqlStatementError || error instanceof SqlTimeoutError) return [];
      throw error;
    }
  }

  /** One that fails, or takes its time, takes the others with it: then each is asked for by itself. */
  async #together(part: readonly Branch[]): Promise<Answer[]> {
    const [first] = part;
    if (first === undefined) return [];
    const select = part
      .map(({ sql }, index) => `SELECT ${index} AS ${NUMBER_COLUMN}, answer.* FROM (\n${sql}\n) AS answer`)
      .join("\nUNION ALL\n");
    try {
      const rows = await this.#run(first.asked, select);
      const byNumber = new Map(rows.map((row) => [Number(row[NUMBER_COLUMN]), row]));
      return part.map((_, index) => ({ row: byNumber.get(index) }));
    } catch (error) {
      if (!(error instanceof SqlStatementError || error instanceof SqlTimeoutError)) throw error;
      if (part.length === 1) return [{ failed: error }];
      const answers: Answer[] = [];
      for (const one of part) answers.push(...(await this.#together([one])));
      return answers;
    }
  }

  /**
   * What the warehouse reads alone, to see that it is one query, is the alert's text over tables without rows: the rows are
   * ours, and a thousand cases of one alert have one such text.
   */
  #run(
    { query, situation }: Pick<Asked, "query" | "situation">,
    select: string,
  ): Promise<readonly ResultRow[]> {
    const tables = new Map([...situation.tables].map(([name, { schema }]) => [name, { schema, rows: [] }]));
    const text = query.over({ clock: new Date(0), tables });
    return this.#queries.run(text, select, { timeoutMs: this.#options.timeoutMs });
  }
}

interface Branch {
  readonly asked: Asked;
  readonly sql: string;
}

function statementsOf(group: readonly Asked[]): Branch[][] {
  const parts: Branch[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const asked of group) {
    const { alert, query, situation } = asked;
    const sql = wrapperQuery(alert, query.over(situation, { firstRowOnly: !comparesAggregates(alert) }));
    const last = parts.at(-1);
    if (last === undefined || last.length >= MOST_TOGETHER || length + sql.length > MOST_CHARACTERS) {
      parts.push([{ asked, sql }]);
      length = sql.length;
    } else {
      last.push({ asked, sql });
      length += sql.length;
    }
  }
  return parts;
}
