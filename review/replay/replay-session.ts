import pLimit from "p-limit";
import type { TableNames } from "../../alerting/table-names";
import type { Statement } from "../../databricks/run-statement";
import type { SqlSession } from "../../databricks/sql-session";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { timeOf } from "../../rows/changes/change-feed";
import { RowQueries } from "../../rows/row-queries";
import { readLastChange } from "../../rows/statements/read-changes";
import { readResultColumns } from "../../rows/statements/read-tables";
import { shownError, shownFailure, type ShownValues } from "../shown-values";
import { ViewClocks } from "./view-clocks";

export interface ReplayOptions {
  /**
   * A statement that has not ended by then is cancelled.
   * @default 60000
   */
  readonly timeoutMs?: number;
  /**
   * How many statements run at the same time.
   * @default 4
   */
  readonly atOnce?: number;
  /**
   * What knows already which texts are queries.
   * @default nothing does
   */
  readonly queries?: RowQueries;
  /**
   * What replays say of errors.
   * @default "numbers"
   */
  readonly values?: ShownValues;
  /**
   * Where the config tables are: replays say then what people judged.
   * @default nobody's judgements are looked for
   */
  readonly names?: TableNames;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What names and times mean in the session. */
export interface SessionFacts {
  readonly catalog: string;
  readonly schema: string;
  /** IANA name, or an offset such as `+01:00`. */
  readonly timeZone: string;
}

const TIMEOUT_MS = 60_000;
const AT_ONCE = 4;

/** What the replays of one review share: the old and the new definition often ask the same. */
export class ReplaySession {
  readonly timeoutMs: number;
  readonly names: TableNames | undefined;
  readonly views = new ViewClocks(this);
  readonly #queries: RowQueries;
  readonly #values: ShownValues;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #answers = new Map<string, Promise<Rows>>();
  #asked: Promise<SessionFacts> | undefined;

  readonly #sql: Pick<SqlSession, "query">;

  constructor(
    sql: Pick<SqlSession, "query">,
    { timeoutMs = TIMEOUT_MS, atOnce = AT_ONCE, values = "numbers", ...options }: ReplayOptions = {},
  ) {
    this.#sql = sql;

    this.#queries = options.queries ?? new RowQueries(sql);
    this.#values = values;
    this.names = options.names;
    this.timeoutMs = timeoutMs;
    this.#limit = pLimit(atOnce);
  }

  /** The rows of a statement of ours; the same one is asked once. */
  ask(statement: Statement): Promise<Rows> {
    const { timeoutMs } = this;
    return this.#once(JSON.stringify(statement), () => this.#sql.query(statement, { timeoutMs }));
  }

  /** The rows of a statement that holds the text of a row; the same one is asked once. */
  askWith(text: string, select: string): Promise<Rows> {
    return this.#once(select, () => this.#queries.run(text, select, { timeoutMs: this.timeoutMs }));
  }

  /** What a replay says of a failure. */
  wordsOf(error: unknown): string {
    if (!(error instanceof SqlStatementError)) return shownFailure(error, this.#values);
    return shownError(error, this.#queries.isRefusal(error) ? "all" : this.#values);
  }

  #once(key: string, ask: () => Promise<Rows>): Promise<Rows> {
    const answer = this.#answers.get(key) ?? this.#limit(ask);
    this.#answers.set(key, answer);
    return answer;
  }

  /** The alerts' own session has the same: they are the defaults of the warehouse and the workspace. */
  facts(): Promise<SessionFacts> {
    this.#asked ??= this.#readFacts();
    return this.#asked;
  }

  /** Table → when it was last changed; one statement for each. */
  async lastChanges(tables: readonly { readonly name: string }[]): Promise<ReadonlyMap<string, Date>> {
    const names = [...new Set(tables.map(({ name }) => name))];
    const times = names.map(async (name) => {
      const [newest] = await this.ask(readLastChange(name.split(".")));
      return [name, new Date(timeOf(newest?.["timestamp"]) ?? 0)] as const;
    });
    return new Map(await Promise.all(times));
  }

  /** Column → type, both in lower case. */
  async columnTypes(table: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.ask(readResultColumns(table.split(".")));
    return new Map(
      rows.map(({ col_name: name, data_type: type }) => [
        String(name).toLowerCase(),
        String(type).toLowerCase(),
      ]),
    );
  }

  async #readFacts(): Promise<SessionFacts> {
    const [row] = await this.ask({
      sql: "SELECT current_catalog() AS catalog, current_schema() AS schema, current_timezone() AS zone",
    });
    return {
      catalog: String(row?.["catalog"]).toLowerCase(),
      schema: String(row?.["schema"]).toLowerCase(),
      timeZone: String(row?.["zone"]),
    };
  }
}
