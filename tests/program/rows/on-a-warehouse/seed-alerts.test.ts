import assert from "node:assert/strict";
import { NOW, TemporaryEngine } from "databricks-local/testing/sql/temporary-engine";
import Mustache from "mustache";
import { planAlerts } from "../../../../alerting/plan-alerts";
import { SEED_ALERTS, SEED_DESTINATIONS } from "../../../../rows/seeding";
import { PLAN_SETTINGS, WAREHOUSE_ID } from "../../../unit/alerting/read-testdata";
import { SAMPLE } from "../../../sample";

const [TAG_COVERAGE, TEMPLATES] = planAlerts({
  alertRows: SEED_ALERTS,
  destinationRows: SEED_DESTINATIONS,
  settings: { ...PLAN_SETTINGS, goldSchema: "usage" },
  warehouseId: WAREHOUSE_ID,
}).alerts.map(({ definition }) => definition);

/** Date of so many days before today. */
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString().slice(0, 10);

describe("the seed COST-012", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open(SAMPLE, { catalog: "health_monitor", schema: "gold" });
    await engine.rows("CREATE SCHEMA health_monitor.usage");
    await engine.rows(
      "CREATE TABLE health_monitor.usage.fact_usage (usage_date DATE, custom_tags MAP<STRING,STRING>, list_cost DECIMAL(18,6))",
    );
  });
  beforeEach(() => engine.rows("DELETE FROM health_monitor.usage.fact_usage"));
  after(() => engine.close());

  const use = (days: number, cost: string, tags: string) =>
    engine.rows(
      `INSERT INTO health_monitor.usage.fact_usage VALUES (DATE '${daysAgo(days)}', ${tags}, ${cost})`,
    );
  const answer = async () => {
    const rows = await engine.rows(TAG_COVERAGE?.queryText ?? "");
    return rows.map(([coverage, message]) => [coverage === null ? null : Number(coverage), message]);
  };

  it("compares what is not rounded: 79.96 % is below 80", async () => {
    await use(1, "79.96", "map('team', 'finops')");
    await use(1, "20.04", "map()");
    assert.deepEqual(await answer(), [
      [79.96, "80.0 % of the list cost of the last 7 days (100.00) carries at least one tag"],
    ]);
  });

  it("looks at today and the 7 days before, and takes NULL for no tags", async () => {
    await use(0, "1", "map('team', 'finops')");
    await use(7, "3", "NULL");
    await use(8, "96", "map('team', 'finops')");
    assert.deepEqual(await answer(), [
      [25, "25.0 % of the list cost of the last 7 days (4.00) carries at least one tag"],
    ]);
  });

  it("gives one row without a value where nothing was used, or it cost nothing", async () => {
    assert.deepEqual(await answer(), [[null, null]]);
    await use(1, "0", "map('team', 'finops')");
    assert.deepEqual(await answer(), [[null, null]]);
  });
});

describe("the seed TEST-001", () => {
  it("has its severity once in the subject of its message", () => {
    const variables = { ALERT_NAME: TEMPLATES?.displayName, QUERY_RESULT_VALUE: "1" };
    assert.equal(
      Mustache.render(TEMPLATES?.customSummary ?? "", variables),
      "[INFO] Custom Template Test - 1",
    );
  });
});
