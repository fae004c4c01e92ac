import assert from "node:assert/strict";
import { alertingDashboard, DATASETS } from "../../../../jobs/dashboard/alerting-dashboard";
import { useJobs } from "databricks-local/testing/jobs/use-jobs";
import { fillHistory, NAMES } from "./filled-history";

describe("the dashboard", () => {
  const { sql } = useJobs();
  before(() => fillHistory(sql));

  const file = alertingDashboard(NAMES);
  const rowsOf = (name: string) =>
    sql(file.datasets.find((dataset) => dataset.name === name)?.queryLines.join("") ?? "");
  const expected: Readonly<Record<string, unknown>> = {
    alert_totals: [["3", "1", "0"]],
    alert_states: [
      ["NOT EVALUATED", "SECURITY", "INFO", "1"],
      ["OK", "COST", "WARNING", "1"],
      ["TRIGGERED", "COST", "CRITICAL", "1"],
    ],
    // Of three judged ones two were no trouble; two firings ended, after 120 and 60 minutes; 2 h + 1 h + 1 h.
    firing_totals: [["3", "66.7", "90.0", "4.0"]],
    firings_per_day: [
      ["2026-11-20", "WARNING", "1"],
      ["2026-11-22", "WARNING", "1"],
      ["2026-11-23", "WARNING", "1"],
    ],
    noisiest_alerts: [
      ["A", "Alert A", "WARNING", "2", "50.0", "90.0", "3.0"],
      ["B", "Alert B", "WARNING", "1", "100.0", null, "1.0"],
    ],
    score_calibration: [
      ["0.0 – 0.1", "1", "1", "0", "0", null],
      ["0.3 – 0.4", "1", "1", "1", "0", "0.0"],
      ["0.8 – 0.9", "2", "0", "1", "1", "100.0"],
      ["0.9 – 1.0", "1", "0", "1", "0", "0.0"],
    ],
    sync_latency: [
      ["2026-11-20T08:00:00.000Z", "95th percentile", "250.0"],
      ["2026-11-20T08:00:00.000Z", "mean", "120.0"],
      ["2026-11-21T08:00:00.000Z", "95th percentile", "0.0"],
      ["2026-11-21T08:00:00.000Z", "mean", "0.0"],
    ],
    sync_errors: [
      ["2026-11-20T08:00:00.000Z", "12.5"],
      ["2026-11-21T08:00:00.000Z", "0.0"],
    ],
  };

  for (const { name, title } of DATASETS) {
    it(`works out ${title.toLowerCase()}`, async () => {
      assert.deepEqual(await rowsOf(name), expected[name]);
    });
  }

  it("has figures, and no failure, while the tables are empty", async () => {
    await sql("CREATE SCHEMA main.empty");
    const empty = { ...NAMES, goldSchema: "empty" };
    for (const table of ["alert_configurations", "alert_history", "alert_sync_metrics"])
      await sql(`CREATE TABLE main.empty.${table} AS SELECT * FROM main.default.${table} WHERE false`);

    const rows = alertingDashboard(empty).datasets.map(({ queryLines }) => sql(queryLines.join("")));
    assert.deepEqual(await Promise.all(rows), [
      [["0", "0", "0"]],
      [],
      [["0", null, null, "0.0"]],
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it("shows only columns that its datasets have, each widget under a name of its own", () => {
    const [page] = file.pages;
    const widgets = page?.layout.map(({ widget }) => widget) ?? [];
    assert.equal(new Set(widgets.map(({ name }) => name)).size, widgets.length);
    for (const { queries, spec } of widgets) {
      const { datasetName, fields } = queries[0].query;
      const columns = DATASETS.find(({ name }) => name === datasetName)?.columns ?? [];
      for (const { expression } of fields) {
        const [, column = ""] = /^(?:SUM\()?`(\w+)`\)?$/.exec(expression) ?? [];
        assert.ok(columns.includes(column), `${datasetName}: ${expression}`);
      }
      const shown = JSON.stringify(spec).matchAll(/"fieldName":"([^"]+)"/g);
      for (const [, field = ""] of shown) {
        assert.ok(
          fields.some(({ name }) => name === field),
          field,
        );
      }
    }
  });

  it("leaves no gap and no overlap in the grid", () => {
    const cells = new Set<string>();
    let count = 0;
    for (const { position } of file.pages[0]?.layout ?? []) {
      for (let x = position.x; x < position.x + position.width; x += 1)
        for (let y = position.y; y < position.y + position.height; y += 1, count += 1) cells.add(`${x},${y}`);
    }
    assert.equal(cells.size, count);
    assert.equal(cells.size % 6, 0);
  });
});
