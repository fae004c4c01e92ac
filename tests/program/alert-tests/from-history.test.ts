import assert from "node:assert/strict";
import { testFromHistory } from "../../../alert-tests/from-history/test-from-history";
import { SituationAsker } from "../../../alert-tests/run/ask-situations";
import { describeResults } from "../../../alert-tests/run/describe-results";
import { runTests } from "../../../alert-tests/run/evaluate-cases";
import { RowQueries } from "../../../rows/row-queries";
import { PLAN_SETTINGS } from "../../unit/alerting/read-testdata";
import { testContext, testOf } from "../../unit/alert-tests/test-context";
import { useConnection } from "../review/use-connection";

const ROW = {
  alert_name: "Failed runs",
  alert_query_template: [
    "SELECT COUNT(*) AS total_cost",
    "FROM ${catalog}.${gold_schema}.runs r LEFT JOIN ${catalog}.${gold_schema}.jobs j ON r.job = j.job",
    "WHERE r.ended >= current_timestamp() - INTERVAL 1 DAY AND r.ended < current_timestamp()",
    "  AND r.state = 'FAILED' AND j.tags['tier'] IS NOT NULL",
  ].join("\n"),
  threshold_operator: ">=",
  threshold_value_double: 2,
};

describe("testFromHistory", () => {
  const { connection } = useConnection({ setup: [] });

  it("writes a test of a firing: as few rows as fire, with other texts", async () => {
    const { sql } = connection();
    const schema = `${PLAN_SETTINGS.catalog}.${PLAN_SETTINGS.goldSchema}`;
    await sql.execute({ sql: `CREATE CATALOG IF NOT EXISTS ${PLAN_SETTINGS.catalog}` });
    await sql.execute({ sql: `CREATE SCHEMA IF NOT EXISTS ${schema}` });
    await sql.execute({
      sql: `CREATE TABLE ${schema}.runs (job STRING, ended TIMESTAMP, state STRING, secret STRING)`,
    });
    await sql.execute({
      sql: `CREATE TABLE ${schema}.jobs (job STRING, owner STRING, tags MAP<STRING, STRING>)`,
    });
    const runs = Array.from({ length: 300 }, (_, hour) => {
      const ended = new Date(Date.UTC(2026, 10, 1) + hour * 3_600_000).toISOString();
      return `('payroll-${hour % 3}', TIMESTAMP '${ended}', '${hour % 5 === 0 ? "FAILED" : "SUCCEEDED"}', 'x')`;
    });
    await sql.execute({ sql: `INSERT INTO ${schema}.runs VALUES ${runs.join(", ")}` });
    await sql.execute({
      sql: `INSERT INTO ${schema}.jobs VALUES ('payroll-0', 'ada', map('tier', 'gold')), ('payroll-1', 'bob', map('tier', 'acme')), ('payroll-2', 'eve', map())`,
    });
    const context = testContext([ROW]);
    const tested = context.alerts.byId.get("COST-001");
    if (tested === undefined) throw new TypeError("the row is an alert");
    const queries = new RowQueries(sql);
    const asker = new SituationAsker(queries, { timeoutMs: 30_000, atOnce: 4 });
    const history = { ...context, sql, queries, asker };
    const text = await testFromHistory(tested, new Date("2026-11-03T10:00:00Z"), history);
    assert.equal(
      text,
      [
        "alert: COST-001",
        "clock: 2026-11-03T10:00:00Z",
        "schema:",
        "  ${catalog}.${gold_schema}.runs:",
        "    job: string",
        "    ended: timestamp",
        "    state: string",
        "  ${catalog}.${gold_schema}.jobs:",
        "    job: string",
        "    tags: map<string,string>",
        "tables:",
        "  ${catalog}.${gold_schema}.runs:",
        "    - job: job-1",
        "      ended: 2026-11-02T21:00:00Z",
        "      state: FAILED",
        "    - job: job-2",
        "      ended: 2026-11-02T16:00:00Z",
        "      state: FAILED",
        "  ${catalog}.${gold_schema}.jobs:",
        "    - job: job-1",
        "      tags:",
        "        tier: tier-1",
        "    - job: job-2",
        "      tags:",
        "        tier: tier-2",
        "cases:",
        "  - name: fires as at 2026-11-03T10:00:00Z",
        "    expect:",
        "      state: TRIGGERED",
        "      value: 2",
        "",
      ].join("\n"),
    );
    const results = await runTests([testOf(text, context)], asker);
    assert.match(describeResults(results, 0), /COST-001 Failed runs: 1 passed/);
    await assert.rejects(testFromHistory(tested, new Date("2025-11-03T10:00:00Z"), history), {
      message:
        "COST-001 does not fire at 2025-11-03T10:00:00.000Z by the rows that there are now: it is OK, the value is 0.",
    });
  });
});
