import assert from "node:assert/strict";
import { lintRows } from "./lint-testdata";

/** Rule and alert of each finding, without what is for information only. */
function found(rows: readonly Record<string, unknown>[]): [string, string][] {
  return lintRows(rows)
    .filter(({ severity }) => severity !== "info")
    .map(({ alertId, rule }) => [alertId, rule]);
}

const INFECTED_FILES = `SELECT event_time, workspace_id, request_params.instanceId, request_params.signature, request_params.path
FROM system.access.audit
WHERE event_date >= current_date() - INTERVAL 1 DAY AND action_name = 'clamAvScanAction'
ORDER BY event_time DESC`;
const GROWTH = `WITH weeks AS (
  SELECT
    SUM(CASE WHEN usage_date >= date_sub(current_date(), 7) THEN list_cost END) AS this_week,
    SUM(CASE WHEN usage_date < date_sub(current_date(), 7) THEN list_cost END) AS last_week
  FROM \${catalog}.\${gold_schema}.fact_usage
  WHERE usage_date >= date_sub(current_date(), 14) AND usage_date < current_date()
)
SELECT 100 * (this_week - last_week) / NULLIF(last_week, 0) AS growth_pct FROM weeks`;
const RUNNING_CLUSTERS = `SELECT count(*) AS clusters
FROM \${catalog}.\${gold_schema}.fact_node_timeline
WHERE start_time >= current_timestamp() - INTERVAL 24 HOURS`;
const FAILED_QUERIES = `SELECT count_if(execution_status = 'FAILED') AS failed
FROM system.query.history
WHERE start_time >= current_timestamp() - INTERVAL 1 HOUR`;
const SPIKE = `SELECT usage_date, list_cost, list_cost / avg_cost * 100 AS pct
FROM \${catalog}.\${gold_schema}.daily_costs
WHERE avg_cost > 0 AND list_cost / avg_cost * 100 > 150
ORDER BY pct DESC`;
const LOGINS = `SELECT user_identity.email AS email, count(*) AS attempts
FROM system.access.audit
WHERE event_date >= current_date() AND event_time >= current_timestamp() - INTERVAL 10 MINUTES
  AND response.status_code = 401
GROUP BY user_identity.email
ORDER BY attempts DESC`;
const ADMINS = `SELECT event_time, user_identity.email, action_name, 1 AS n
FROM system.access.audit
WHERE event_time >= current_timestamp() - INTERVAL 24 HOURS AND action_name = 'setAdmin'
ORDER BY event_time DESC`;

/** Rows with the mistakes that alert packs on the internet have, in queries of our own. */
describe("the mistakes of public alert packs", () => {
  it("a compared column that the result does not have is column/missing", () => {
    const row = { alert_id: "A", alert_query_template: INFECTED_FILES, threshold_column: "infected_files" };
    assert.deepEqual(found([row]), [["A", "column/missing"]]);
  });

  it("the same query, threshold and schedule twice is alert/duplicate", () => {
    const growth = {
      alert_query_template: GROWTH,
      threshold_column: "growth_pct",
      threshold_value_double: 30,
    };
    assert.deepEqual(
      found([
        { ...growth, alert_id: "COST-002", alert_name: "Weekly Growth" },
        { ...growth, alert_id: "COST-015", alert_name: "Week over Week", severity: "INFO" },
      ]),
      [
        ["COST-002", "alert/duplicate"],
        ["COST-015", "alert/duplicate"],
      ],
    );
  });

  it("a schedule without ? in either day field is cron/invalid where it asks for two kinds of days", () => {
    assert.deepEqual(found([{ alert_id: "CLUSTER-001", schedule_cron: "0 0 8 * * 1" }]), []);
    assert.deepEqual(found([{ alert_id: "CLUSTER-002", schedule_cron: "0 0 8 15 * 1" }]), [
      ["CLUSTER-002", "cron/invalid"],
    ]);
  });

  it("every 4 minutes where every 4 hours was meant is cost/runs-per-day", () => {
    const row = {
      alert_id: "CLUSTER-003",
      alert_query_template: RUNNING_CLUSTERS,
      threshold_column: "clusters",
      threshold_value_double: 50,
      schedule_cron: "0 */4 * * * ?",
      retrigger_seconds: 14_400,
    };
    assert.deepEqual(found([row]), [["CLUSTER-003", "cost/runs-per-day"]]);
  });

  it("every minute on a table that is filled with a delay is that and lookback/source-lag", () => {
    const row = {
      alert_id: "PERF-012",
      alert_query_template: FAILED_QUERIES,
      threshold_column: "failed",
      threshold_value_double: 100,
      schedule_cron: "0 * * * * ?",
    };
    assert.deepEqual(found([row]), [
      ["PERF-012", "cost/runs-per-day"],
      ["PERF-012", "lookback/source-lag"],
    ]);
  });

  it("a threshold that the query applies, too, is threshold/twice", () => {
    const row = { alert_id: "COST-001", alert_query_template: SPIKE, threshold_column: "pct" };
    assert.deepEqual(found([{ ...row, threshold_value_double: 150 }]), [["COST-001", "threshold/twice"]]);
    // A stricter row still decides.
    assert.deepEqual(found([{ ...row, threshold_value_double: 200 }]), []);
  });

  it("ten minutes of the audit log are lookback/source-lag, and every 15 minutes alone are cost/warehouse-hours", () => {
    const row = {
      alert_id: "SEC-006",
      alert_query_template: LOGINS,
      threshold_column: "attempts",
      threshold_value_double: 5,
      schedule_cron: "0 0/15 * * * ?",
    };
    assert.deepEqual(found([row]), [
      ["SEC-006", "cost/warehouse-hours"],
      ["SEC-006", "lookback/source-lag"],
    ]);
  });

  it("24 hours looked at every hour without a reminder are retrigger/masks; no event_date is filter/partition", () => {
    const row = {
      alert_id: "SEC-018",
      alert_query_template: ADMINS,
      threshold_column: "n",
      threshold_value_double: 0,
      schedule_cron: "0 0 * * * ?",
      retrigger_seconds: 0,
    };
    assert.deepEqual(found([row]), [
      ["SEC-018", "filter/partition"],
      ["SEC-018", "retrigger/masks"],
    ]);
  });
});
