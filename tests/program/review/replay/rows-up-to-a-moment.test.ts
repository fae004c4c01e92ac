import assert from "node:assert/strict";
import type { AlertDefinition } from "../../../../alerting/definition";
import { wrapperQuery } from "../../../../review/evaluate/wrapper-query";
import { judge } from "../../../../review/evaluate/judge";
import { ReplaySession } from "../../../../review/replay/replay-session";
import { replayedEvaluations } from "../../../../review/replay/replayed-evaluations";
import { Random } from "../../../generated/random";
import { useConnection } from "../use-connection";
import { replayedAlert } from "./replayed-alert";

const EVENTS = "health_monitor.gold.events";
const JOBS = "health_monitor.gold.jobs";
const HOUR_MS = 3_600_000;
/** Over midnight; more moments than are asked for by copies of the query. */
const START = new Date("2026-11-23T10:00:00Z").getTime();
const HOURS = 24;

const RECENT = "at > now() - INTERVAL 3 HOURS";
/** The ways in which queries look back. Each is right at a moment only with the rows up to it. */
const QUERIES = [
  `SELECT count(*) AS v FROM ${EVENTS} WHERE ${RECENT}`,
  `SELECT coalesce(max(amount), -1) AS v FROM ${EVENTS} WHERE ${RECENT}`,
  `SELECT max(amount) AS m, 7 AS v FROM ${EVENTS} WHERE ${RECENT}`,
  `SELECT max(amount) AS v FROM ${EVENTS} WHERE ${RECENT}`,
  `SELECT amount AS v FROM ${EVENTS} WHERE ${RECENT} ORDER BY at DESC, amount LIMIT 3`,
  `SELECT count(*) AS v FROM ${EVENTS} WHERE at >= current_date()`,
  `SELECT count(*) AS v FROM ${EVENTS} WHERE to_date(at) = current_date()`,
  `SELECT sum(amount) AS v FROM ${EVENTS} WHERE day >= date_sub(current_date(), 1) AND day < current_date()`,
  `SELECT count(*) AS v FROM ${EVENTS} WHERE seconds > unix_timestamp() - 2 * 60 * 60`,
  `SELECT count(*) AS v FROM ${EVENTS} WHERE timestamp_millis(seconds * 1000) >= date_trunc('HOUR', now()) - INTERVAL 1 HOUR`,
  `SELECT timestampdiff(MINUTE, max(at), now()) AS v FROM ${EVENTS}`,
  `SELECT 100 * count_if(${RECENT}) / count(*) AS v FROM ${EVENTS}`,
  `SELECT events.amount AS v FROM ${EVENTS} WHERE unix_timestamp(now()) - unix_timestamp(events.at) < 9000 ORDER BY at DESC, v`,
  `SELECT j.k, count(e.k) AS v FROM ${JOBS} j LEFT JOIN ${EVENTS} e ON e.k = j.k AND e.${RECENT} GROUP BY j.k ORDER BY v DESC`,
  `SELECT count(*) AS v FROM ${JOBS} j FULL OUTER JOIN ${EVENTS} e ON e.k = j.k AND e.${RECENT}`,
  `SELECT count(*) AS v FROM ${JOBS} j WHERE NOT EXISTS (SELECT 1 FROM ${EVENTS} e WHERE e.k = j.k AND e.${RECENT})`,
  `WITH seen AS (SELECT k, max(at) AS last FROM ${EVENTS} GROUP BY k) SELECT (SELECT count(*) FROM seen WHERE seen.k = j.k AND seen.last > now() - INTERVAL 1 HOUR) AS v FROM ${JOBS} j ORDER BY v DESC`,
  `WITH c AS (SELECT now() AS t) SELECT count(*) AS v FROM ${EVENTS}, c WHERE at > c.t - INTERVAL 2 HOURS`,
  `WITH a AS (SELECT *, date_trunc('HOUR', at) AS hour FROM ${EVENTS}), b AS (SELECT hour, count(*) AS n FROM a GROUP BY hour) SELECT n AS v FROM b WHERE hour >= date_trunc('HOUR', now()) - INTERVAL 1 HOUR ORDER BY hour`,
  `SELECT sum(n) AS v FROM (SELECT at AS t, 1 AS n FROM ${EVENTS} WHERE amount > 5 UNION ALL SELECT at, 2 FROM ${EVENTS} WHERE amount < 5) WHERE t BETWEEN now() - INTERVAL 4 HOURS AND now()`,
  `SELECT k, amount AS v FROM ${EVENTS} QUALIFY row_number() OVER (PARTITION BY k ORDER BY at DESC, amount) = 1 AND at > now() - INTERVAL 5 HOURS ORDER BY v`,
  `SELECT k, max(at) AS last, sum(amount) AS v FROM ${EVENTS} GROUP BY k HAVING last > now() - INTERVAL 1 HOUR ORDER BY v DESC`,
];

describe("a replay whose query shows when its rows came", () => {
  const { call, connection } = useConnection();

  it("says at each moment what the alert said at it, when no later row was there", async () => {
    const { sql } = connection();
    const random = new Random(20_261_123);
    const alerts = QUERIES.map((query) => ({ ...replayedAlert(query, { cron: "0 0 * * * ?" }) }));
    await call("POST", "/_local/clock", { now: new Date(START).toISOString() });
    await sql.execute({
      sql: `CREATE TABLE ${EVENTS} (k STRING, at TIMESTAMP, day DATE, seconds BIGINT, amount INT)`,
    });
    await sql.execute({ sql: `CREATE TABLE ${JOBS} (k STRING)` });
    await sql.execute({ sql: `INSERT INTO ${JOBS} VALUES ('a'), ('b'), ('c')` });
    const said = new Map<AlertDefinition, unknown[]>(alerts.map((alert) => [alert, []]));
    for (let hour = 1; hour <= HOURS; hour += 1) {
      const now = new Date(START + hour * HOUR_MS);
      await call("POST", "/_local/clock", { now: now.toISOString() });
      await insert(rowsOf(random, hour));
      const rows = await sql.query({ sql: allOf(alerts) });
      for (const [index, alert] of alerts.entries()) {
        const { state, value } = judge(
          alert,
          rows.find(({ n }) => n === index),
        );
        said.get(alert)?.push([now.toISOString(), state, value]);
      }
    }
    const window = { from: new Date(START + 1), to: new Date(START + HOURS * HOUR_MS + 1) };
    for (const alert of alerts) {
      const replayed = await replayedEvaluations(alert, new ReplaySession(sql), window);
      assert.ok("evaluations" in replayed, `${alert.queryText}: ${JSON.stringify(replayed)}`);
      assert.deepEqual(
        replayed.evaluations.map(({ at, state, value }) => [at.toISOString(), state, value]),
        said.get(alert),
        alert.queryText,
      );
      assert.equal(replayed.bounds?.unbounded.includes(EVENTS), false, alert.queryText);
    }
  });

  const insert = async (rows: readonly string[]) => {
    if (rows.length > 0)
      await connection().sql.execute({ sql: `INSERT INTO ${EVENTS} VALUES ${rows.join(", ")}` });
  };
});

/** What the service asks for each alert, in one statement. */
function allOf(alerts: readonly AlertDefinition[]): string {
  return alerts
    .map((alert, index) => `SELECT ${index} AS n, said.* FROM (\n${wrapperQuery(alert)}\n) AS said`)
    .join("\nUNION ALL\n");
}

/** None in some hours, many in others; now and then one at the very moment. */
function rowsOf(random: Random, hour: number): string[] {
  const count = random.chance(0.4) ? 0 : random.below(6);
  return Array.from({ length: count }, () => {
    const late = random.chance(0.2) ? 0 : random.below(3_600_000);
    const at = new Date(START + hour * HOUR_MS - late);
    const time = `TIMESTAMP '${at.toISOString()}'`;
    const seconds = Math.floor(at.getTime() / 1000);
    return `('${random.one(["a", "b", "d"])}', ${time}, to_date(${time}), ${seconds}, ${random.below(11)})`;
  });
}
