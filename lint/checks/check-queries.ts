import pLimit from "p-limit";
import type { Finding } from "../findings/finding";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import type { Connection } from "../../databricks/open-connection";
import { RowQueries } from "../../rows/row-queries";
import { findWarehouse } from "../../databricks/warehouses";
import { checkQuery } from "./check-query";
import type { ContractBudget, NotChecked } from "./contract-check";

const AT_ONCE = 8;

export interface QueryChecks {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

/** Checks the queries side by side, as far as the budget goes, and none on a warehouse that would have to be started. */
export async function checkQueries(
  alerts: readonly PlannedAlert[],
  { sql, rest, warehouseId }: Pick<Connection, "sql" | "rest" | "warehouseId">,
  {
    budget,
    isFirstRun,
    queries = new RowQueries(sql),
  }: { readonly budget: ContractBudget; readonly isFirstRun: boolean; readonly queries?: RowQueries },
): Promise<QueryChecks> {
  const { name, state } = await findWarehouse(rest, { id: warehouseId });
  if (state !== "RUNNING" && alerts.length > 0) {
    const reason = `The SQL warehouse ${name} is ${state} and was not started for it.`;
    return { findings: [], notChecked: [{ what: "query", reason }] };
  }
  const end = performance.now() + budget.timeMs;
  const limit = pLimit(AT_ONCE);
  const results = await Promise.all(
    alerts.slice(0, budget.statements).map((alert) =>
      limit(async (): Promise<readonly Finding[] | NotChecked> => {
        const timeoutMs = Math.round(end - performance.now());
        return timeoutMs > 0
          ? checkQuery(alert, queries, { timeoutMs, isFirstRun })
          : {
              alertId: alert.alertId,
              what: "query",
              reason: `The time for checks (${budget.timeMs / 1000} s) was over.`,
            };
      }),
    ),
  );
  const beyond = alerts.slice(budget.statements).map(({ alertId }) => ({
    alertId,
    what: "query",
    reason: `The checks may send ${budget.statements} statements, which were used up.`,
  }));
  return {
    findings: results.flatMap((result) => ("what" in result ? [] : result)),
    notChecked: [...results.flatMap((result) => ("what" in result ? [result] : [])), ...beyond],
  };
}
