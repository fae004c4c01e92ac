import { reasonOf } from "../../messages/expected-error";
import type { Finding } from "../findings/finding";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import type { RowQueries } from "../../rows/row-queries";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { SqlTimeoutError } from "../../databricks/sql-timeout-error";
import { columnFindings } from "./column-findings";
import type { NotChecked } from "./contract-check";
import { queryFinding } from "./query-finding";

/** One statement: whether the warehouse takes the query, and whether its columns are what the alert compares. */
export async function checkQuery(
  { alertId, definition }: Pick<PlannedAlert, "alertId" | "definition">,
  queries: RowQueries,
  { timeoutMs, isFirstRun }: { readonly timeoutMs: number; readonly isFirstRun: boolean },
): Promise<readonly Finding[] | NotChecked> {
  try {
    const rows = await queries.describe(definition.queryText, { timeoutMs });
    const columns = rows.map(({ col_name, data_type }) => ({
      name: String(col_name),
      type: String(data_type),
    }));
    return columnFindings(alertId, definition, columns);
  } catch (error) {
    if (error instanceof SqlStatementError && error.notTried === undefined) {
      const mayWait = isFirstRun || definition.schedule.pauseStatus === "PAUSED";
      return [queryFinding(alertId, error, mayWait)];
    }
    return { alertId, what: "query", reason: whyNot(error, timeoutMs) };
  }
}

function whyNot(error: unknown, timeoutMs: number): string {
  if (error instanceof SqlTimeoutError) {
    return `The warehouse had not read it after ${Math.round(timeoutMs / 100) / 10} s.`;
  }
  if (error instanceof SqlStatementError && error.notTried !== undefined) return error.notTried;
  return reasonOf(error);
}
