import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier, type SqlType } from "../types/sql-type";
import type { OutputColumn } from "./typed";

/** One element of FROM, as the names in a query see it. */
export interface ScopeRelation {
  readonly name: string | undefined;
  readonly columns: readonly OutputColumn[] | undefined;
}

/** A WITH query. */
export interface Cte {
  readonly columns: readonly OutputColumn[] | undefined;
  /** A query that refers to itself has a last column that counts how often it did so. */
  state: "done" | "open" | "recursive";
}

/** How often a recursive query has referred to itself before it made the row. */
export const LEVEL = identifier("recursion level");

const TIME_WINDOW = '"time windows"."time window"';

/** The names that one query introduces: WITH queries, relations, select aliases. */
export class Scope {
  /** The windows of `window(…)`, a row for each of them. */
  #timeWindows: string | undefined;
  readonly ctes = new Map<string, Cte>();
  readonly relations: ScopeRelation[] = [];
  /** Select aliases that were printed already, with their types. */
  readonly aliases = new Map<string, SqlType | undefined>();
  /** Aliases of the select list while WHERE is printed, which does not see them. */
  hiddenAliases: ReadonlySet<string> = new Set();

  /** The relation that is the query's own rows so far, in a recursive query. */
  recursion: string | undefined;

  /** What ROLLUP, CUBE or GROUPING SETS group by. */
  groupColumns: () => readonly string[] = () => [];

  /** Columns of FROM that only the translation reads; `*` leaves them out. */
  readonly hidden: string[] = [];

  /** How many aggregate and window functions were printed. */
  groupCalls = 0;

  /** Whether the select list has a generator already. */
  hasGenerator = false;

  /** What the rows must be that an aggregate of this query sees; undefined: anything. */
  aggregateFilter: string | undefined;

  /** The columns of the queries around it that it reads. */
  readonly outer: string[] = [];

  /** What WINDOW declares, by its name in lower case. */
  readonly windows = new Map<string, SyntaxNode>();

  /** Columns that USING or NATURAL has made one. */
  readonly merged = new Set<string>();

  relation(name: string): ScopeRelation | undefined {
    return this.relations.find((relation) => relation.name?.toLowerCase() === name.toLowerCase());
  }

  column(name: string): OutputColumn | undefined {
    for (const { columns } of this.relations) {
      const found = findColumn(columns, name);
      if (found) return found;
    }
    return undefined;
  }

  /** Those of the name, of which USING and NATURAL make one. */
  columnsNamed(name: string): OutputColumn[] {
    const found = this.relations.flatMap(({ columns }) =>
      (columns ?? []).filter((column) => column.name.toLowerCase() === name.toLowerCase()),
    );
    return this.merged.has(name.toLowerCase()) ? found.slice(0, 1) : found;
  }

  /** Prints what sees other relations. */
  among<T>(relations: readonly ScopeRelation[], print: () => T): T {
    const all = this.relations.splice(0, Infinity, ...relations);
    try {
      return print();
    } finally {
      this.relations.splice(0, Infinity, ...all);
    }
  }

  /** How a row's time window is read, of those that one `window(…)` gives it. */
  windowed(windows: readonly string[]): string {
    const list = windows.join(", ");
    if (this.#timeWindows !== undefined && this.#timeWindows !== list)
      throw unsupported("two different time windows in one query");
    this.#timeWindows = list;
    return TIME_WINDOW;
  }

  /** The relation of the time windows beside others; a row without one falls away. */
  windowsBeside(from: string): string {
    if (this.#timeWindows === undefined) return from;
    const column = identifier("time window");
    const rows = `SELECT * FROM (SELECT unnest([${this.#timeWindows}])) AS t(${column}) WHERE ${column} IS NOT NULL`;
    return `${from === "" ? " FROM" : `${from} CROSS JOIN`} LATERAL (${rows}) AS ${identifier("time windows")}`;
  }

  get hasTimeWindows(): boolean {
    return this.#timeWindows !== undefined;
  }

  get columnsAreKnown(): boolean {
    return this.relations.every(({ columns }) => columns !== undefined);
  }

  /** The condition of an aggregate: its own, and that of the PIVOT around it. */
  filterOf(own: string | undefined): string | undefined {
    const { aggregateFilter: pivot } = this;
    return own !== undefined && pivot !== undefined ? `(${own}) AND (${pivot})` : (own ?? pivot);
  }
}

export function findColumn(
  columns: readonly OutputColumn[] | undefined,
  name: string,
): OutputColumn | undefined {
  return columns?.find((column) => column.name.toLowerCase() === name.toLowerCase());
}
