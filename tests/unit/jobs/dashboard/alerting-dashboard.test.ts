import assert from "node:assert/strict";
import { z } from "zod";
import { alertingDashboard, DATASETS } from "../../../../jobs/dashboard/alerting-dashboard";
import { markedForWarehouse } from "../../../../jobs/dashboard/lakeview";
import { CONFIG_TABLES } from "../../../../alerting/tables/config-tables";
import { useJobs } from "databricks-local/testing/jobs/use-jobs";
import { fillHistory, NAMES } from "./filled-history";

const Rows = z.array(z.array(z.string().nullable()));
const NOTHING_YET =
  "Nothing yet: alerting_history_job records them. Run it, or unpause it. Figures of episodes, errors and durations begin with its first run.";

describe("the dashboard", () => {
  const { sql } = useJobs();
  before(() => fillHistory(sql));

  it("is another text for each warehouse, by a comment that holds nothing of its id", () => {
    const [one, other] = ["a\nDROP TABLE t", "b"].map(
      (id) => markedForWarehouse(file, id).datasets[0]?.queryLines[0],
    );
    assert.match(one ?? "", /^-- for SQL warehouse [0-9a-f]{16}\n$/);
    assert.notEqual(one, other);
  });

  const file = alertingDashboard(NAMES);
  const widgetOf = (name: string) =>
    file.pages[0]?.layout
      .map(({ widget }) => widget)
      .filter(({ queries }) => queries[0].query.datasetName === name) ?? [];
  /** What the dataset's widgets show of it, where they show rows; else all of it. */
  const rowsOf = async (name: string) => {
    const sqlText = file.datasets.find((dataset) => dataset.name === name)?.queryLines.join("") ?? "";
    const shown = widgetOf(name)
      .filter(({ spec }) => spec.widgetType === "table" || spec.widgetType === "counter")
      .flatMap(({ queries }) => queries[0].query.fields.map(({ expression }) => expression));
    return sql(`SELECT ${shown.length > 0 ? shown.join(", ") : "*"} FROM (${sqlText})`);
  };
  const expected: Readonly<Record<string, unknown>> = {
    recorded: [
      ["evaluations (alert_history)", "2026-10-01T00:00:00.000Z", "2026-11-23T09:00:00.000Z", "14", ""],
      ["judgements (npm run feedback)", "2026-10-01T00:00:00.000Z", "2026-11-23T09:00:00.000Z", "5", ""],
      [
        "acknowledgements (npm run feedback)",
        "2026-11-23T09:15:00.000Z",
        "2026-11-23T09:15:00.000Z",
        "1",
        "",
      ],
      ["deployments (alert_sync_metrics)", "2026-11-20T08:00:00.000Z", "2026-11-21T08:00:00.000Z", "2", ""],
      ["alerts (alert_configurations)", "2026-09-01T00:00:00.000Z", "2026-09-01T00:00:00.000Z", "4", ""],
    ],
    alert_totals: [["1", "0", "3"]],
    alert_states: [
      ["NOT EVALUATED", "SECURITY", "INFO", "me", "1"],
      ["OK", "COST", "WARNING", "me", "1"],
      ["TRIGGERED", "COST", "CRITICAL", "me", "1"],
    ],
    // Of three judged episodes two were no trouble; one was seen, after a quarter of an hour; two are over, after 120 and 60 minutes.
    firing_totals: [["66.7 % of 3 judged", "15.0", "90.0"]],
    firings_per_day: [
      ["2026-11-20", "WARNING", "1"],
      ["2026-11-22", "WARNING", "1"],
      ["2026-11-23", "WARNING", "1"],
    ],
    noisiest_alerts: [
      ["A", "Alert A", "WARNING", "me", "2", "50.0 % of 2 judged", "none acknowledged", "90.0", "3.0", null],
      ["B", "Alert B", "CRITICAL", "me", "1", "100.0 % of 1 judged", "15.0", "none over", "1.0", "1"],
    ],
    noise_by_owner: [["me", "3", "3", "66.7 % of 3 judged", "15.0", "90.0", "4.0", "1"]],
    never_fired: [["C", "Alert C", "me", "0", null]],
    longest_queries: [["B", "Alert B", "2", "90.0", "1.5"]],
    schedules: [["0 */5 * * * ?", "America/Los_Angeles", "3", "0"]],
    channels: [
      ["finops", "me", "2", null, "never tested"],
      ["oncall", "me", "0", "2026-11-20T08:00:00.000Z", "DELIVERED"],
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
    for (const { name } of CONFIG_TABLES)
      await sql(`CREATE TABLE main.empty.${name} AS SELECT * FROM main.default.${name} WHERE false`);

    const datasets = alertingDashboard(empty).datasets;
    const rows = Object.fromEntries(
      await Promise.all(
        datasets.map(
          async ({ name, queryLines }) => [name, Rows.parse(await sql(queryLines.join("")))] as const,
        ),
      ),
    );
    const { recorded, alert_totals, firing_totals, ...others } = rows;
    assert.deepEqual(recorded, [
      ["evaluations (alert_history)", null, null, "0", NOTHING_YET],
      [
        "judgements (npm run feedback)",
        null,
        null,
        "0",
        "Nobody has judged a firing yet, so that the share of false positives is not known.",
      ],
      [
        "acknowledgements (npm run feedback)",
        null,
        null,
        "0",
        "Nobody has acknowledged a firing yet, by npm run feedback with --acknowledge.",
      ],
      ["deployments (alert_sync_metrics)", null, null, "0", "No deployment has changed anything yet."],
      ["alerts (alert_configurations)", null, null, "0", "There are no rows yet."],
    ]);
    assert.deepEqual(alert_totals, [["0", "0", "0"]]);
    assert.deepEqual(
      firing_totals?.map((row) => row.slice(-3)),
      [["not judged", "none acknowledged", "none over"]],
    );
    assert.deepEqual(Object.values(others).flat(), []);
  });

  it("shows on its first day what the rows say, and since when it will show more", async () => {
    await sql("CREATE SCHEMA main.first");
    for (const { name } of CONFIG_TABLES) {
      await sql(
        `CREATE TABLE main.first.${name} AS SELECT * FROM main.default.${name} ${name === "alert_history" ? "WHERE false" : ""}`,
      );
    }
    const datasets = alertingDashboard({ ...NAMES, goldSchema: "first" }).datasets;
    const ask = async (name: string) =>
      Rows.parse(await sql(datasets.find((one) => one.name === name)?.queryLines.join("") ?? ""));
    assert.deepEqual((await ask("recorded"))[0], [
      "evaluations (alert_history)",
      null,
      null,
      "0",
      NOTHING_YET,
    ]);
    assert.deepEqual(await ask("alert_states"), [
      ["NOT EVALUATED", "COST", "CRITICAL", "me", "1"],
      ["NOT EVALUATED", "COST", "WARNING", "me", "1"],
      ["NOT EVALUATED", "SECURITY", "INFO", "me", "1"],
    ]);
    assert.equal((await ask("schedules")).length, 1);
    assert.equal((await ask("channels")).length, 2);
    assert.deepEqual(
      (await ask("never_fired")).map(([id, , , , evaluations]) => [id, evaluations]),
      [
        ["A", "0"],
        ["B", "0"],
        ["C", "0"],
      ],
    );
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
