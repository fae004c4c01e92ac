import pLimit from "p-limit";
import { type Score, withoutGuards } from "../../alerting/authored-alert";
import { compile } from "../../alerting/compile/compile";
import type { PlannedAlert } from "../../alerting/planned-alert";
import type { Connection } from "../../databricks/open-connection";
import { SqlStatementError, SqlTimeoutError } from "../../databricks/sql-statement-error";
import { findWarehouse } from "../../databricks/warehouses";
import { reasonOf } from "../../messages/expected-error";
import { RowQueries } from "../../rows/row-queries";
import type { Finding } from "../finding";
import type { ContractBudget, NotChecked } from "./check-contracts";
import { columnFindings } from "./column-findings";
import { queryFinding } from "./query-finding";
import { refusedScore, scoreCall, scoreFindings } from "./score-findings";

/** What the run that asks is about to do. */
interface QueryCheckOptions {
  readonly isFirstRun: boolean;
  /**
   * Functions of scores that the run makes itself, as `Score` names them.
   * @default none
   */
  readonly madeScores?: readonly string[];
}

/**
 * One statement: whether the warehouse takes the query, and whether its columns are what the alert compares. Of a compiled one the
 * row's own query is asked about first, alone; then whether the service's is one, too, without its score and without the view of
 * silences: a function is asked about by itself, so that one which is none is not taken for a fault of the query, and the view,
 * which the run makes, is looked at once for all alerts (`components/check-silences.ts`).
 */
export async function checkQuery(
  { alertId, authored, definition }: Pick<PlannedAlert, "alertId" | "authored" | "definition">,
  queries: RowQueries,
  { timeoutMs, isFirstRun, madeScores = [] }: QueryCheckOptions & { readonly timeoutMs: number },
): Promise<readonly Finding[] | NotChecked> {
  try {
    const rows = await queries.describe(authored.queryText, { timeoutMs });
    const columns = rows.map(({ col_name, data_type }) => ({
      name: String(col_name),
      type: String(data_type),
    }));
    const findings = columnFindings(alertId, authored, columns);
    // What is wrong with a column would be said again, of a query that nobody wrote.
    const compiled = compile(withoutGuards(authored, ["score", "silences"]));
    if (!("reason" in compiled) && compiled.queryText !== authored.queryText && findings.length === 0)
      await queries.describe(compiled.queryText, { timeoutMs });
    const { score } = authored;
    const ofScore =
      score && !madeScores.includes(score.function)
        ? await checkScore(alertId, score, queries, timeoutMs)
        : [];
    return [...findings, ...ofScore];
  } catch (error) {
    if (error instanceof SqlStatementError && error.notTried === undefined) {
      const mayWait = isFirstRun || definition.schedule.pauseStatus === "PAUSED";
      return [queryFinding(alertId, error, mayWait)];
    }
    return { alertId, what: "query", reason: whyNot(error, timeoutMs) };
  }
}

async function checkScore(
  alertId: string,
  score: Score,
  queries: RowQueries,
  timeoutMs: number,
): Promise<readonly Finding[]> {
  try {
    const rows = await queries.describe(scoreCall(score), { timeoutMs });
    return scoreFindings(
      alertId,
      score,
      rows.map(({ data_type }) => ({ name: "score", type: String(data_type) })),
    );
  } catch (error) {
    if (!(error instanceof SqlStatementError) || error.notTried !== undefined) throw error;
    return [refusedScore(alertId, score, error)];
  }
}

function whyNot(error: unknown, timeoutMs: number): string {
  if (error instanceof SqlTimeoutError)
    return `The warehouse had not read it after ${Math.round(timeoutMs / 100) / 10} s.`;

  if (error instanceof SqlStatementError && error.notTried !== undefined) return error.notTried;
  return reasonOf(error);
}

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
    queries = new RowQueries(sql),
    ...options
  }: QueryCheckOptions & { readonly budget: ContractBudget; readonly queries?: RowQueries },
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
          ? checkQuery(alert, queries, { timeoutMs, ...options })
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

/** A column of a query's result. */
export interface ResultColumn {
  readonly name: string;
  /** As the warehouse writes it: `decimal(18,6)`. */
  readonly type: string;
}

/** What lint supposes of a query from its text alone; a warehouse knows, and the checks against it say so. */
const SUPPOSED: ReadonlySet<string> = new Set([
  "column/missing",
  "column/type",
  "query/syntax",
  "query/unreadable",
]);

/** Whether lint could not read the query, which a warehouse may. */
export function isUnread({ rule }: Pick<Finding, "rule">): boolean {
  return rule === "query/syntax" || rule === "query/unreadable";
}

/** The findings of lint without what it supposes of queries that the warehouse has answered for: that answer counts. */
export function withoutAnswered(
  findings: readonly Finding[],
  asked: readonly { readonly alertId: string }[],
  notChecked: readonly NotChecked[],
): Finding[] {
  const answered = answeredAlerts(asked, notChecked);
  return findings.filter(({ rule, alertId }) => !SUPPOSED.has(rule) || !answered.has(alertId));
}

/** Those whose query the warehouse has answered for. */
export function answeredAlerts(
  asked: readonly { readonly alertId: string }[],
  notChecked: readonly NotChecked[],
): ReadonlySet<string> {
  const open = notChecked.filter(({ what }) => what === "query");
  if (open.some(({ alertId }) => alertId === undefined)) return new Set();
  const unanswered = new Set(open.map(({ alertId }) => alertId));
  return new Set(asked.map(({ alertId }) => alertId).filter((alertId) => !unanswered.has(alertId)));
}
