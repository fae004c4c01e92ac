import { SqlStatementError } from "../../databricks/sql-statement-error";
import { WRAPPER_COLUMNS } from "../evaluate/wrapper-query";
import type { NotReplayed } from "../replay";
import type { ClockedQuery } from "./clocked-query";
import { narrowDown, type Answers, type Row } from "./narrow-down";
import type { ReplaySession } from "./replay-session";
import type { ReplayedAlert } from "./replayed-alert";
import { copiesStatement, lateralStatement, MOMENT_COLUMN } from "./replay-statement";

/** Up to so many moments the query is copied, so that each reads no more than it would by itself. */
const FEW_MOMENTS = 20;
/** So many copies a warehouse can still plan. */
const MOST_COPIES = 400;

/**
 * What the wrapper gives at each moment. One statement; two, where the warehouse cannot answer for all moments at once and
 * takes the copies; some more, where the query fails at one of them. With `lastChanges` tables are read as they were.
 */
export async function answersAt(
  alert: ReplayedAlert,
  query: ClockedQuery,
  moments: readonly Date[],
  session: ReplaySession,
  lastChanges: ReadonlyMap<string, Date> | undefined,
): Promise<Answers | NotReplayed> {
  if (lastChanges && moments.length > MOST_COPIES) {
    return {
      reason: `With time travel ${MOST_COPIES} moments can be asked for, and it has ${moments.length}.`,
    };
  }
  const ask = async (some: readonly Date[]) => {
    const copies = async () => {
      const rows = await session.ask({ sql: copiesStatement(alert, query, some, lastChanges) });
      return inOrder(rows, some.length);
    };
    if (lastChanges || some.length <= FEW_MOMENTS) return copies();
    try {
      return inOrder(await session.ask({ sql: lateralStatement(alert, query, some) }), some.length);
    } catch (error) {
      if (!(error instanceof SqlStatementError) || error.isOfData || some.length > MOST_COPIES) throw error;
      return copies();
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
  for (const row of rows) {
    if (row[WRAPPER_COLUMNS.type] !== null) answers[Number(row[MOMENT_COLUMN])] = row;
  }
  return answers;
}
