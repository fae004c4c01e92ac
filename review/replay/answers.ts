import { SqlStatementError } from "../../databricks/sql-statement-error";
import { WRAPPER_COLUMNS } from "../evaluate/wrapper-query";
import type { ClockedQuery } from "../../sql/clocked-query";
import { type Answers, narrowDown, type Row } from "./narrow-down";
import type { NotReplayed, ReplayedAlert } from "./replay";
import type { ReplaySession } from "./replay-session";
import { copiesStatement, lateralStatement, MOMENT_COLUMN, type ReadRows } from "./replay-statement";

/** Up to so many moments the query is copied, so that each reads no more than it would by itself. */
const FEW_MOMENTS = 20;
/** So many copies a warehouse plans in one statement without effort. */
const COPIES_AT_ONCE = 100;
/** With time travel, where each copy reads other files. */
const MOST_VERSIONS = 400;
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
  if (read.lastChanges && moments.length > MOST_VERSIONS) {
    return {
      reason: `With time travel ${MOST_VERSIONS} moments can be asked for, and it has ${moments.length}.`,
    };
  }
  const copies = async (some: readonly Date[]) => {
    const parts = Array.from({ length: Math.ceil(some.length / COPIES_AT_ONCE) }, async (_, index) => {
      const part = some.slice(index * COPIES_AT_ONCE, (index + 1) * COPIES_AT_ONCE);
      return inOrder(
        await session.askWith(alert.queryText, copiesStatement(alert, query, part, read)),
        part.length,
      );
    });
    return (await Promise.all(parts)).flat();
  };
  let takesLateral = !query.readsInSubquery((table) => read.condition?.(table, "") !== undefined);
  if (!takesLateral && moments.length > MOST_COPIED) {
    return {
      reason:
        `A subquery of its query depends on the moment, so that each is asked for by itself: at most ${MOST_COPIED}, and ` +
        `it has ${moments.length}.`,
    };
  }
  const ask = async (some: readonly Date[]) => {
    if (read.lastChanges || !takesLateral || some.length <= FEW_MOMENTS) return copies(some);
    try {
      return inOrder(
        await session.askWith(alert.queryText, lateralStatement(alert, query, some, read)),
        some.length,
      );
    } catch (error) {
      if (!(error instanceof SqlStatementError) || error.isOfData || some.length > MOST_COPIED) throw error;
      takesLateral = false;
      return copies(some);
    }
  };
  try {
    return { answers: (await ask(moments)).map((row) => ({ row })) };
  } catch (error) {
    if (!(error instanceof SqlStatementError) || !error.isOfData) throw error;
    return narrowDown(moments, ask, error, session.timeoutMs);
  }
}

/** A row without a type stands for no row: that of NULL is not NULL. */
function inOrder(rows: readonly Row[], count: number): (Row | undefined)[] {
  const answers: (Row | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const row of rows) if (row[WRAPPER_COLUMNS.type] !== null) answers[Number(row[MOMENT_COLUMN])] = row;

  return answers;
}
