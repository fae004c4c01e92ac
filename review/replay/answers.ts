import { SqlStatementError } from "../../databricks/sql-statement-error";
import { WRAPPER_COLUMNS } from "../evaluate/wrapper-query";
import type { NotReplayed } from "../replay";
import type { ClockedQuery } from "./clocked-query";
import { narrowDown, type Answers, type Row } from "./narrow-down";
import type { ReplaySession } from "./replay-session";
import type { ReplayedAlert } from "./replayed-alert";
import { copiesStatement, lateralStatement, MOMENT_COLUMN, type ReadRows } from "./replay-statement";

/** Up to so many moments the query is copied, so that each reads no more than it would by itself. */
const FEW_MOMENTS = 20;
/** So many copies a warehouse can still plan in one statement. */
const MOST_COPIES = 400;
/** Every quarter of an hour for two weeks, and some more: as many runs as the alert itself has in that time. */
const MOST_COPIED = 1600;

/**
 * What the wrapper gives at each moment. One statement; where the warehouse cannot answer for all moments at once, some
 * with copies of the query; and some more, where the query fails at one of them.
 */
export async function answersAt(
  alert: ReplayedAlert,
  query: ClockedQuery,
  moments: readonly Date[],
  session: ReplaySession,
  read: ReadRows,
): Promise<Answers | NotReplayed> {
  if (read.lastChanges && moments.length > MOST_COPIES) {
    return {
      reason: `With time travel ${MOST_COPIES} moments can be asked for, and it has ${moments.length}.`,
    };
  }
  const copies = async (some: readonly Date[]) => {
    const rows: (Row | undefined)[] = [];
    for (let start = 0; start < some.length; start += MOST_COPIES) {
      const part = some.slice(start, start + MOST_COPIES);
      rows.push(
        ...inOrder(await session.ask({ sql: copiesStatement(alert, query, part, read) }), part.length),
      );
    }
    return rows;
  };
  const lateral = async (some: readonly Date[]) =>
    inOrder(await session.ask({ sql: lateralStatement(alert, query, some, read) }), some.length);
  let takesLateral = true;
  const ask = async (some: readonly Date[]) => {
    if (read.lastChanges || !takesLateral || some.length <= FEW_MOMENTS) return copies(some);
    try {
      return await lateral(some);
    } catch (error) {
      if (!(error instanceof SqlStatementError) || error.isOfData || some.length > MOST_COPIED) throw error;
      takesLateral = false;
      return copies(some);
    }
  };
  /** Whether all moments at once fail where each by itself does not: an engine may work out what no moment asks for. */
  const isOfLateral = async () => {
    const last = moments.length - 1;
    const some = [0, last >> 1, last].flatMap((index) => moments[index] ?? []);
    if (read.lastChanges || moments.length <= FEW_MOMENTS || moments.length > MOST_COPIED) return false;
    return (await fails(() => lateral(some))) && !(await fails(() => copies(some)));
  };
  try {
    return { answers: (await ask(moments)).map((row) => ({ row })) };
  } catch (error) {
    if (!(error instanceof SqlStatementError) || !error.isOfData) throw error;
    if (await isOfLateral()) {
      takesLateral = false;
      try {
        return { answers: (await ask(moments)).map((row) => ({ row })) };
      } catch (failure) {
        if (!(failure instanceof SqlStatementError) || !failure.isOfData) throw failure;
      }
    }
    return narrowDown(moments, ask, error, session.timeoutMs);
  }
}

async function fails(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return false;
  } catch (error) {
    if (error instanceof SqlStatementError && error.isOfData) return true;
    throw error;
  }
}

/** A row without a type stands for no row: that of NULL is not NULL. */
function inOrder(rows: readonly Row[], count: number): (Row | undefined)[] {
  const answers: (Row | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const row of rows) {
    if (row[WRAPPER_COLUMNS.type] !== null) answers[Number(row[MOMENT_COLUMN])] = row;
  }
  return answers;
}
