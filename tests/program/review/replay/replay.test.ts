import assert from "node:assert/strict";
import { alertBody } from "databricks-local/testing/alert-body";
import { asJson } from "databricks-local/testing/use-workspace";
import type { AlertDefinition } from "../../../../alerting/definition";
import { alertBody as bodyOf } from "../../../../databricks/alert-json";
import type { Statement } from "../../../../databricks/run-statement";
import type { QueryOptions } from "../../../../databricks/sql-session";
import { SqlStatementError } from "../../../../databricks/sql-statement-error";
import { replay } from "../../../../review/replay/replay";
import { ReplaySession } from "../../../../review/replay/replay-session";
import { replayedEvaluations } from "../../../../review/replay/replayed-evaluations";
import { useConnection } from "../use-connection";
import { replayedAlert as alert } from "./replayed-alert";

const USAGE = "health_monitor.gold.fact_usage";
/** Off the schedules, so that it does not matter at which end a window is open. */
const WINDOW = { from: new Date("2026-11-09T10:00:30Z"), to: new Date("2026-11-12T10:00:30Z") };

/** Clocks of all kinds, in all places where a query may read them; answers that change over the day and over days. */
const ALERTS: Readonly<Record<string, AlertDefinition>> = {
  "the date": alert(
    `SELECT round(sum(list_cost), 2) AS v FROM ${USAGE} WHERE usage_date >= date_sub(current_date(), 2) AND usage_date < current_date()`,
    {
      threshold: { value: { doubleValue: 1600 } },
      cron: "0 0/45 * * * ?",
      notification: { notifyOnOk: true },
    },
  ),
  "the date, in a schedule of another zone": alert(
    `SELECT count(DISTINCT workspace_id) + day(CURRENT_DATE) AS v FROM ${USAGE} WHERE usage_date = current_date`,
    { zone: "America/Los_Angeles", cron: "0 15 0/2 * * ?", threshold: { value: { doubleValue: 16 } } },
  ),
  "the moment, in a common table": alert(
    "WITH hours AS (SELECT explode(sequence(0, 23)) AS h), past AS (SELECT h FROM hours WHERE h <= hour(current_timestamp())) SELECT max(h) AS v FROM past",
    { notification: { retriggerSeconds: 3600, notifyOnOk: true } },
  ),
  "the moment, aggregated, over rows that may be none": alert(
    "SELECT id AS v FROM range(24) WHERE id BETWEEN 12 AND hour(now())",
    { source: { name: "v", aggregation: "COUNT" }, threshold: { value: { doubleValue: 3 } } },
  ),
  "the moment, with an empty result that is an error": alert(
    "SELECT id AS v FROM range(24) WHERE id BETWEEN 9 AND hour(getdate()) ORDER BY id DESC LIMIT 5",
    { emptyResultState: "ERROR", notification: { retriggerSeconds: 1 } },
  ),
  "the first row of an order": alert(
    "SELECT id AS v FROM range(24) WHERE id <= hour(now()) ORDER BY id DESC -- the newest",
    { emptyResultState: "TRIGGERED", notification: { retriggerSeconds: 7200 } },
  ),
  "the seconds since 1970, in a subquery of a subquery": alert(
    "SELECT (SELECT max(m) FROM (SELECT CAST(floor(unix_timestamp() / 60) AS INT) % 60 AS m)) + 0 AS v",
    { cron: "0 0/20 * * * ?", comparisonOperator: "LESS_THAN", threshold: { value: { doubleValue: 30 } } },
  ),
  "the moment, in a join, a CASE and a window": alert(
    "SELECT sum(n) OVER (ORDER BY h) AS v FROM (SELECT a.id AS h, CASE WHEN a.id = hour(now()) THEN 24 ELSE 1 END AS n " +
      "FROM range(24) a JOIN range(24) b ON a.id = b.id AND b.id <= hour(current_timestamp())) ORDER BY h LIMIT 1",
    { threshold: { value: { doubleValue: 2 } } },
  ),
  "a text": alert("SELECT date_format(now(), 'EEE') AS v", {
    comparisonOperator: "EQUAL",
    threshold: { value: { stringValue: "Tue" } },
    notification: { notifyOnOk: true, subscriptions: [] },
  }),
  "a value that may be NULL": alert("SELECT nullif(hour(now()) % 4, 0) AS v", {
    comparisonOperator: "NOT_EQUAL",
    threshold: { value: { doubleValue: 3 } },
  }),
};

describe("replay", () => {
  const { call, createAlert, connection, countStatements } = useConnection({ nameClash: "duplicate" });

  it("comes to the states, values and messages of alerts that ran by a moved clock, at 1,000 points", async () => {
    await call("POST", "/_local/clock", { now: WINDOW.from.toISOString() });
    const ids = new Map<string, string>();
    for (const [name, replayed] of Object.entries(ALERTS)) {
      const { query_text, evaluation, schedule } = bodyOf(replayed);
      ids.set(name, await createAlert(alertBody({ display_name: name, query_text, evaluation, schedule })));
    }
    await call("POST", "/_local/clock", { now: WINDOW.to.toISOString() });
    const { notifications } = (await call("GET", "/_local/inbox")).body;
    const session = new ReplaySession(connection().sql);
    let points = 0;
    for (const [name, replayed] of Object.entries(ALERTS)) {
      const id = ids.get(name) ?? "";
      const history = entries((await call("GET", `/_local/alerts/${id}/history`)).body.evaluations);
      const evaluations = await replayedEvaluations(replayed, session, WINDOW);
      assert.ok("evaluations" in evaluations, `${name}: ${JSON.stringify(evaluations)}`);
      assert.deepEqual(
        evaluations.evaluations.map(({ at, state, value }) => [at.toISOString(), state, comparable(value)]),
        history.map(({ evaluated_at, state, value }) => [evaluated_at, state, comparable(value)]),
        name,
      );
      points += history.length;
      const messages = entries(notifications).filter(({ alert_id }) => alert_id === id);
      const summary = await replay(replayed, session, WINDOW);
      assert.ok("messages" in summary);
      assert.deepEqual(
        [summary.evaluations, summary.firing, summary.errors, summary.messages],
        [history.length, count(history, "TRIGGERED"), count(history, "ERROR"), messages.length],
        name,
      );
      assert.ok(summary.firing > 0 && summary.firing < history.length, `${name} says one thing only`);
    }
    assert.ok(points >= 1000, String(points));
  });

  const replayed = async (what: AlertDefinition, sql = connection().sql) =>
    replay(what, new ReplaySession(sql), WINDOW);
  const LAST_HOUR = "SELECT hour(now()) AS v";

  it("asks for all moments by one statement, and once for two alerts that ask the same", async () => {
    const session = new ReplaySession(connection().sql);
    countStatements();
    const before = await replay(alert(LAST_HOUR), session, WINDOW);
    const after = await replay(
      alert(LAST_HOUR, { threshold: { value: { doubleValue: 20 } } }),
      session,
      WINDOW,
    );
    assert.equal(countStatements(), 2);
    assert.deepEqual(before, {
      from: "2026-11-09T10:00:30.000Z",
      to: "2026-11-12T10:00:30.000Z",
      basis: "data as known today",
      evaluations: 144,
      firing: 78,
      errors: 0,
      episodes: 3,
      longestEpisodeSeconds: 46_800,
      messages: 3,
      sparkline: "firing" in before ? before.sparkline : [],
      caveats: [],
    });
    assert.deepEqual(["firing" in after && after.firing, "messages" in after && after.messages], [18, 3]);
  });

  const LENGTHS: Readonly<Record<string, number>> = {
    "SELECT day(CAST(now() AS DATE)) + year(current_timestamp) AS v": 4,
    "SELECT hour(now()) + year(now()) AS v": 144,
    "SELECT 1 AS v": 1,
  };
  it("asks once for each day where the query reads no more of the clock than the date", async () => {
    for (const [query, expected] of Object.entries(LENGTHS)) {
      const { sql } = connection();
      let moments = 0;
      const counting = {
        query: async (statement: Statement, options?: QueryOptions) => {
          const rows = await sql.query(statement, options);
          moments = rows.length;
          return rows;
        },
      };
      await replay(alert(query), new ReplaySession(counting), WINDOW);
      assert.equal(moments, expected, query);
    }
  });

  it("asks with copies of the query where the warehouse takes no lateral subquery", async () => {
    const refused: string[] = [];
    const { sql } = connection();
    const picky = {
      ...sql,
      query: (statement: Statement, options?: QueryOptions) => {
        if (!statement.sql.includes("LATERAL")) return sql.query(statement, options);
        refused.push(statement.sql);
        const refusal = "[UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY.CORRELATED_REFERENCE] no";
        return Promise.reject(new SqlStatementError(refusal));
      },
    };
    assert.deepEqual(await replayed(alert(LAST_HOUR), picky), await replayed(alert(LAST_HOUR)));
    assert.equal(refused.length, 1);
  });

  it("says that a query without a clock gives the same at each moment, and that a paused alert would not run", async () => {
    const paused = alert("SELECT 11 AS v");
    const { schedule } = paused;
    const result = await replayed({ ...paused, schedule: { ...schedule, pauseStatus: "PAUSED" } });
    assert.deepEqual("caveats" in result && [result.firing, result.episodes, result.caveats], [
      144,
      1,
      [
        "The query does not read the clock: with data as known today it gives the same at each moment.",
        "The alert is paused: this is what it would do if it were not.",
      ],
    ]);
  });

  const NOT_REPLAYED: Readonly<Record<string, string>> = {
    "SELECT rand() AS v": "Its query calls rand(), which is different each time.",
    "SELECT main.tools.f() AS v": "Its query calls the function main.tools.f, which may read the clock.",
    "SELECT TIMESTAMP 'now' AS v": "Its query reads the clock in the literal 'now', which cannot be set.",
    "SELECT v FROM health_monitor.gold.outer_view":
      "Its query reads the view health_monitor.gold.inner_view, which itself reads the clock by current_date.",
    "SELECT 1; SELECT 2": "Its text is not one query.",
    "SELECT hour(now()) / 0 AS v": "Its query fails with its clock set: [DIVIDE_BY_ZERO] SQLSTATE 22012",
    "SELECT xpath_int('<a>1</a>', 'a') + hour(now()) AS v":
      "This cannot be tried on the local workspace: the function xpath_int.",
    "SELECT 7 DIV 2 AS v": "Our SQL parser does not know all that its query says",
  };
  it("says why there is no replay", async () => {
    const { sql } = connection();
    await sql.execute({
      sql: "CREATE VIEW health_monitor.gold.inner_view AS SELECT day(current_date()) AS v",
    });
    await sql.execute({
      sql: "CREATE VIEW health_monitor.gold.outer_view AS SELECT v FROM health_monitor.gold.inner_view",
    });
    for (const [query, reason] of Object.entries(NOT_REPLAYED)) {
      const result = await replayed(alert(query));
      assert.ok("reason" in result && result.reason.startsWith(reason), JSON.stringify([result, reason]));
    }
    assert.deepEqual(await replayed(alert(LAST_HOUR, { cron: "0 0 8 L-3W * ?" })), {
      reason: "Its schedule (0 0 8 L-3W * ?) cannot be forecast.",
    });
    assert.deepEqual(await replayed(alert(LAST_HOUR, { cron: "0/10 * * * * ?" })), {
      reason: "It has 25920 runs in the window; at most 20160 are replayed.",
    });
  });

  it("reads the tables as they were, where it is asked to", async () => {
    const { sql } = connection();
    const table = "health_monitor.gold.counted";
    const clock = (now: string) => call("POST", "/_local/clock", { now });
    await clock("2026-11-13T00:00:00Z");
    await sql.execute({ sql: `CREATE TABLE ${table} (n INT)` });
    await clock("2026-11-13T06:30:00Z");
    await sql.execute({ sql: `INSERT INTO ${table} VALUES (1), (2)` });
    const window = { from: new Date("2026-11-13T01:00:00Z"), to: new Date("2026-11-13T11:00:00Z") };
    const counted = alert(`SELECT count(*) AS v FROM ${table}`, {
      threshold: { value: { doubleValue: 1 } },
      cron: "0 0 * * * ?",
    });
    const session = new ReplaySession(sql);
    const firing = async (timeTravel: boolean) => {
      const result = await replay(counted, session, { ...window, timeTravel });
      return "firing" in result ? [result.basis, result.firing, result.evaluations] : result.reason;
    };
    assert.deepEqual(await firing(false), ["data as known today", 10, 10]);
    assert.deepEqual(await firing(true), ["time travel", 4, 10]);
  });
});

function entries(list: unknown) {
  assert.ok(Array.isArray(list));
  return list.map(asJson);
}

function count(history: readonly Record<string, unknown>[], wanted: string): number {
  return history.filter(({ state }) => state === wanted).length;
}

/** `80` and `80.0` are the same value. */
function comparable(value: unknown): unknown {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return Number.isNaN(number) ? value : (number ?? null);
}
