import { SqlStatementError } from "../../databricks/sql-statement-error";
import type { EventColumn } from "../../sql/event-columns";
import { quoteIdentifier } from "../../sql/quoting";
import { isOrdered, type TimeForm, wasThere } from "../../sql/time-form";
import type { ClockedQuery } from "../../sql/clocked-query";
import type { ReplaySession } from "./replay-session";

/** How the tables of a query can be read with the rows that they had at a moment. */
export interface SourceBounds {
  /** Table → what holds its rows to those that were there at a moment, an expression of type TIMESTAMP. */
  readonly conditions: ReadonlyMap<string, (moment: string) => string>;
  /** Whether an answer may change within a day by them. */
  readonly changeWithinDay: boolean;
  /** Columns that are dates: rows of the moment's day cannot be told from those that came later on it. */
  readonly dates: readonly string[];
  /** Tables that are read as they are today: nothing says when their rows came. */
  readonly unbounded: readonly string[];
  /** It reads tables, and none of them as it is today. */
  readonly isComplete: boolean;
}

interface Bound {
  readonly column: string;
  readonly isDate: boolean;
  readonly at: (moment: string) => string;
}

const TIMES = ["timestamp", "timestamp_ntz"];
const NUMBERS = /^(?:tinyint|smallint|int|bigint|float|double|decimal.*)$/;

/** Where the types of a table's columns cannot be read, its rows are not bounded. */
export async function sourceBounds(
  { events, tables }: Pick<ClockedQuery, "events" | "tables">,
  session: Pick<ReplaySession, "columnTypes">,
): Promise<SourceBounds> {
  const names = [...new Set(tables.references.map(({ name }) => name))];
  const fixed = tables.references.filter(({ isVersioned }) => isVersioned).map(({ name }) => name);
  const conditions = new Map<string, (moment: string) => string>();
  const bounds: Bound[] = [];
  const unbounded: string[] = [];
  const found = await Promise.all(
    names.map(async (name) => [name, await boundsOf(name, events, session)] as const),
  );
  for (const [name, { isKnown, added }] of found) {
    if (!isKnown && !fixed.includes(name)) unbounded.push(name);
    if (added.length === 0) continue;
    bounds.push(...added);
    conditions.set(name, (moment) => added.map(({ at }) => at(moment)).join(" AND "));
  }
  const dates = bounds.filter(({ isDate }) => isDate).map(({ column }) => column);
  return {
    conditions,
    changeWithinDay: dates.length < bounds.length,
    dates: [...new Set(dates)],
    unbounded,
    isComplete: names.length > 0 && unbounded.length === 0,
  };
}

/** The tables as they are today, where the warehouse does not take the conditions. */
export function withoutConditions({ conditions, unbounded }: SourceBounds): SourceBounds {
  return {
    conditions: new Map(),
    changeWithinDay: false,
    dates: [],
    unbounded: [...unbounded, ...conditions.keys()],
    isComplete: false,
  };
}

/** `added`: what the query does not hold its rows to by itself. */
async function boundsOf(
  table: string,
  events: readonly EventColumn[],
  session: Pick<ReplaySession, "columnTypes">,
): Promise<{ readonly isKnown: boolean; readonly added: readonly Bound[] }> {
  const shown = events.filter((event) => event.table === table);
  const types = shown.length === 0 ? new Map<string, string>() : await typesOf(table, session);
  const known = shown.flatMap((event) => {
    const bound = boundBy(event, types.get(event.path[0] ?? "") ?? "");
    return bound ? [{ event, bound }] : [];
  });
  return {
    isKnown: known.length > 0,
    added: known.flatMap(({ event, bound }) => (event.isEnded ? [] : [bound])),
  };
}

async function typesOf(
  table: string,
  session: Pick<ReplaySession, "columnTypes">,
): Promise<ReadonlyMap<string, string>> {
  try {
    return await session.columnTypes(table);
  } catch (error) {
    if (error instanceof SqlStatementError) return new Map();
    throw error;
  }
}

function boundBy({ path, form, isCertain }: EventColumn, type: string): Bound | undefined {
  const column = path.map(quoteIdentifier).join(".");
  const isField = path.length > 1 && type.startsWith("struct");
  const read =
    isField || type === "date" || TIMES.includes(type) ? column : `try_cast(${column} AS TIMESTAMP)`;
  const value = form === "time" ? read : column;
  const fits =
    (isCertain || TIMES.includes(type)) &&
    (isField ||
      (form === "time" ? [...TIMES, "date", "string"].includes(type) : fitsNumberOrText(form, type)));
  return fits
    ? {
        column: path.join("."),
        isDate: type === "date",
        at: (moment) => wasThere(column, value, form, moment),
      }
    : undefined;
}

function fitsNumberOrText(form: TimeForm, type: string): boolean {
  return typeof form === "object" ? type === "string" && isOrdered(form) : NUMBERS.test(type);
}
