import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { clientEnvironment, startWorkspace } from "databricks-local";
import type { Guards } from "../../alerting/authored-alert";
import type { AlertDefinition } from "../../alerting/definition";
import { openConnection } from "../../databricks/open-connection";
import type { SqlSession } from "../../databricks/sql-session";
import { lastDays, replay } from "../../review/replay/replay";
import { ReplaySession } from "../../review/replay/replay-session";
import { SAMPLE } from "../sample";

const ROWS = 50;
const DAYS = 14;
const MOST_SECONDS = 60;
const MOST_STATEMENTS = 4;
/** What noise rules and silences may cost beside the same rows without any. */
const MOST_TIMES = 2;
const NOW = new Date("2026-11-23T10:00:00Z");

/** `npm run bench -- replay`: 50 changed rows over 14 days, every quarter of an hour, old and new. */
export async function measureReplay(say: (line: string) => void): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "replay-"));
  const workspace = await startWorkspace({ dataDir, clock: () => NOW, setup: SAMPLE });
  const env = clientEnvironment(workspace);
  const connection = await openConnection({ env, config: () => undefined }, workspace);
  try {
    say("| query | rows | evaluations | time | statements a row |\n| --- | --- | --- | --- | --- |");
    const seconds: number[] = [];
    for (const { what, clock, guards = {} } of CASES)
      seconds.push(await measure(what, { clock, guards }, connection.sql, say));
    const [native = 0, compiled = 0] = [seconds[0], seconds.at(-1)];
    say(
      `\nCompiled rows take ${(compiled / native).toFixed(2)} × the time of native ones (aim: ${MOST_TIMES} ×).`,
    );
    if (compiled > MOST_TIMES * native) process.exitCode = 1;
  } finally {
    await connection.close();
    await workspace.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The dear case reads the moment: a query that reads the date is asked once for each day. */
const CASES: readonly { readonly what: string; readonly clock: string; readonly guards?: Guards }[] = [
  { what: "reads the moment", clock: "date_add(now(), 0)" },
  { what: "reads the date", clock: "current_date()" },
  {
    what: "reads the moment, 3 of 5, clears at 75",
    clock: "date_add(now(), 0)",
    guards: { firesFor: { times: 3, checks: 5 }, clearsAt: 75 },
  },
];

async function measure(
  what: string,
  { clock, guards }: { readonly clock: string; readonly guards: Guards },
  sql: SqlSession,
  say: (line: string) => void,
): Promise<number> {
  let statements = 0;
  const session = new ReplaySession({
    query: (statement, options) => {
      statements += 1;
      return sql.query(statement, options);
    },
  });
  const window = lastDays(DAYS, NOW);
  const start = performance.now();
  const replays = await Promise.all(
    Array.from({ length: ROWS }, (_, index) => [
      replay({ ...definition(clock, index, 60), ...guards }, session, window),
      replay({ ...definition(clock, index, 70), ...guards }, session, window),
    ]).flat(),
  );
  const seconds = (performance.now() - start) / 1000;
  const evaluations = replays.reduce((sum, one) => {
    if ("reason" in one) throw new Error(one.reason);
    return sum + one.evaluations;
  }, 0);
  const perRow = statements / ROWS;
  say(`| ${what} | ${ROWS} | ${evaluations} | ${seconds.toFixed(1)} s | ${perRow.toFixed(2)} |`);
  if (seconds > MOST_SECONDS || perRow > MOST_STATEMENTS) process.exitCode = 1;
  return seconds;
}

/** Each row has a query of its own, whose threshold changes. */
function definition(clock: string, index: number, limit: number): AlertDefinition {
  return {
    displayName: "[WARNING] Benchmark",
    queryText: [
      "WITH daily AS (",
      "  SELECT usage_date, SUM(list_cost) AS cost,",
      "    SUM(CASE WHEN size(custom_tags) > 0 THEN list_cost ELSE 0 END) AS tagged_cost",
      "  FROM health_monitor.gold.fact_usage",
      `  WHERE usage_date >= date_sub(${clock}, 7) AND usage_date < ${clock} AND list_cost > ${index} / 10`,
      "  GROUP BY usage_date",
      ")",
      "SELECT ROUND(100 * SUM(tagged_cost) / SUM(cost), 2) AS value FROM daily",
    ].join("\n"),
    warehouseId: "",
    parentPath: "/Alerting",
    evaluation: {
      source: { name: "value" },
      comparisonOperator: "LESS_THAN",
      threshold: { value: { doubleValue: limit } },
      emptyResultState: "OK",
      notification: {
        subscriptions: [{ userEmail: "oncall@example.com" }],
        notifyOnOk: true,
        retriggerSeconds: 3600,
      },
    },
    schedule: { quartzCronSchedule: "0 0/15 * * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
  };
}
