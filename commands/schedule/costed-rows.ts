import { z } from "zod";
import { noticeWithin } from "../../alerting/fields/notice-within";
import type { AlertPlan } from "../../alerting/plan-alerts";
import type { PlannedAlert } from "../../alerting/planned-alert";
import type { CostedRow } from "../../alerting/schedule-cost/row-limits";
import { DEFAULT_RUN_SECONDS } from "../../alerting/schedule-cost/warehouse-rates";
import type { TableNames } from "../../alerting/table-names";
import type { SqlSession } from "../../databricks/sql-session";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { shownText } from "../../messages/words";
import { readRunTimes } from "../../rows/statements/source-history";
import { parseQuery } from "../../sql/parse-query";
import { selectScopes } from "../../sql/select-scopes";
import { tableReferences } from "../../sql/table-references";
import { timeBounds } from "../../sql/time-bounds";
import { sourceArrivals } from "./source-arrivals";

/** The rows that run, with what is measured of them. */
export interface CostedRows {
  readonly rows: readonly CostedRow[];
  /** Sentences. */
  readonly notMeasured: readonly string[];
}

/** What the text of a query says. */
interface QueryFacts {
  /** Left out where not all of them are known by name. */
  readonly tables?: readonly string[];
  readonly looksBack?: number;
  readonly isAnalysed: boolean;
}

/** Those that are paused or disabled cost nothing. */
export async function costedRows(
  plan: AlertPlan,
  sql: Pick<SqlSession, "query">,
  names: TableNames,
): Promise<CostedRows> {
  const alerts = plan.alerts.filter(({ authored }) => authored.schedule.pauseStatus !== "PAUSED");
  const facts = new Map(alerts.map((alert) => [alert, factsOf(alert)]));
  const tables = new Set([...facts.values()].flatMap(({ tables = [] }) => tables));
  const arrivals = await sourceArrivals(tables, sql);
  const times = await runTimes(sql, names);
  const rows = [...facts].map(([{ alertId, authored, row }, found]): CostedRow => {
    const { quartzCronSchedule: cron, timezoneId: zone } = authored.schedule;
    const within = noticeWithin(row);
    const arrivesEvery = quickest(found.tables, arrivals.everySeconds);
    const countsChecks = authored.firesFor !== undefined || authored.clearsAt !== undefined;
    const keepsRhythm = countsChecks ? "counts checks" : found.isAnalysed ? undefined : "not analysed";
    return {
      alertId,
      cron,
      zone,
      runSeconds: (times.medianMs.get(row.alert_id) ?? DEFAULT_RUN_SECONDS * 1_000) / 1_000,
      ...(within !== undefined && { noticeWithin: within }),
      ...(arrivesEvery !== undefined && { arrivesEvery }),
      ...(found.looksBack !== undefined && { looksBack: found.looksBack }),
      ...(keepsRhythm && { keepsRhythm }),
    };
  });
  return { rows, notMeasured: [...times.notMeasured, ...arrivals.notMeasured] };
}

function factsOf({ authored }: PlannedAlert): QueryFacts {
  const analysis = parseQuery(authored.queryText);
  if (analysis.outcome !== "query") return { isAnalysed: false };
  const { references, hidden, functions } = tableReferences(analysis);
  const isKnown = references.length > 0 && hidden.length === 0 && functions.length === 0;
  // What is cut to the start of a day or an hour may begin this very moment.
  const bounds = selectScopes(analysis.query)
    .flatMap(timeBounds)
    .filter(({ side }) => side !== "to")
    .map(({ secondsAgo }) => Math.max(0, secondsAgo));
  return {
    isAnalysed: true,
    ...(isKnown && { tables: references.map(({ name }) => name) }),
    ...(bounds.length > 0 && { looksBack: Math.min(...bounds) }),
  };
}

/** Nothing, where it is not known of one of them: that one may be the quickest. */
function quickest(
  tables: readonly string[] | undefined,
  everySeconds: ReadonlyMap<string, number>,
): number | undefined {
  const known = tables?.map((table) => everySeconds.get(table)) ?? [undefined];
  const found = known.filter((seconds) => seconds !== undefined);
  return found.length < known.length ? undefined : Math.min(...found);
}

const RunTimes = z.array(z.object({ alert_id: z.string(), median_ms: z.number() }));

async function runTimes(sql: Pick<SqlSession, "query">, names: TableNames) {
  const untold = `each check is taken to need ${DEFAULT_RUN_SECONDS} s`;
  try {
    const rows = RunTimes.parse(await sql.query(readRunTimes(names)));
    const medianMs = new Map(rows.map(({ alert_id: id, median_ms: ms }) => [id, ms] as const));
    return {
      medianMs,
      notMeasured:
        rows.length > 0
          ? []
          : [`How long checks take: alert_history has none of the last 14 days, so ${untold}`],
    };
  } catch (error) {
    if (!(error instanceof SqlStatementError)) throw error;
    const reason = shownText(error.message.split("\n")[0] ?? "");
    return {
      medianMs: new Map<string, number>(),
      notMeasured: [`How long checks take: ${reason}; ${untold}`],
    };
  }
}
