import assert from "node:assert/strict";
import { TemporaryEngine } from "databricks-local/testing/sql/temporary-engine";
import { SAMPLE } from "../sample";

const CHECKSUM =
  "SELECT count(*), sum(list_cost), sum(usage_quantity), min(record_id), max(cluster_id), sum(size(custom_tags)) FROM health_monitor.gold.fact_usage";

describe("The sample of a fresh local workspace", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open(SAMPLE, { catalog: "health_monitor", schema: "gold" });
  });

  after(() => engine.close());

  it("holds 90 days of usage up to today, in six workspaces and seven SKUs", async () => {
    const [row] = await engine.rows(
      "SELECT count(*), count(DISTINCT record_id), count(DISTINCT usage_date), min(usage_date), max(usage_date), count(DISTINCT workspace_id), count(DISTINCT sku_name) FROM fact_usage",
    );
    assert.deepEqual(row, [52_920, 52_920, 90, "2026-08-26", "2026-11-23", 6, 7]);
  });

  it("has tags on 70 to 76 % of the last seven days' cost, so that an alert below 80 % fires", async () => {
    const [[coverage] = []] = await engine.rows(
      "SELECT SUM(CASE WHEN size(custom_tags) > 0 THEN list_cost ELSE 0 END) * 100.0 / SUM(list_cost) FROM fact_usage WHERE usage_date >= date_sub(current_date(), 7)",
    );
    assert.ok(Number(coverage) > 70 && Number(coverage) < 76, `the coverage is ${String(coverage)} %`);
  });

  it("has workspaces that tag nearly all and workspaces that tag hardly anything", async () => {
    const rows = await engine.rows(
      "SELECT workspace_name, CAST(count_if(size(custom_tags) > 0) * 100 / count(*) AS INT) AS pct FROM fact_usage GROUP BY workspace_name ORDER BY pct",
    );
    assert.deepEqual(
      rows.map(([name]) => name),
      ["sandbox", "dev-shared", "marketing-bi", "data-platform", "prod-ml", "prod-analytics"],
    );
    assert.ok(Number(rows[0]?.[1]) < 12 && Number(rows[5]?.[1]) > 92);
  });

  it("has costs that are quantity times price, exactly", async () => {
    const wrong =
      "SELECT count(*) FROM fact_usage WHERE list_cost <> CAST(usage_quantity * list_price AS DECIMAL(18,6))";
    assert.deepEqual(await engine.rows(wrong), [[0]]);
  });

  it("is the same in every fresh workspace of a day, and is made but once", async () => {
    const first = await engine.rows(CHECKSUM);
    const other = await TemporaryEngine.open(SAMPLE, { catalog: "health_monitor", schema: "gold" });
    assert.deepEqual(await other.rows(CHECKSUM), first);
    await other.close();
    await engine.session.execute("DELETE FROM fact_usage WHERE workspace_name = 'sandbox'");
    await engine.reopen();
    assert.deepEqual(await engine.rows("SELECT count(*) FROM fact_usage"), [[44_100]]);
  });

  it("comes with an empty catalog main", async () => {
    assert.deepEqual(await engine.rows("SHOW CATALOGS"), [["health_monitor"], ["main"]]);
    assert.deepEqual(await engine.rows("SHOW TABLES IN main.default"), []);
  });
});
