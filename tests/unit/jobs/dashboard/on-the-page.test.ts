import assert from "node:assert/strict";
import { alertingDashboard } from "../../../../jobs/dashboard/alerting-dashboard";
import { fillHistory, NAMES } from "./filled-history";
import { asList, useJobs } from "databricks-local/testing/jobs/use-jobs";
import { asJson, TOKEN, type Json } from "databricks-local/testing/use-workspace";
import { texts, useBrowser, visit } from "databricks-local/testing/web/use-page";

const NO_TABLE =
  "[TABLE_OR_VIEW_NOT_FOUND] The table or view `main`.`default`.`nowhere` cannot be found. Verify the spelling and " +
  "correctness of the schema and catalog. SQLSTATE: 42P01";

describe("A dashboard on the page", function () {
  const { ok, sql, call, workspace } = useJobs();
  const { openPage } = useBrowser();
  before(() => fillHistory(sql));

  const create = async (display_name: string, file: object) => {
    const body = { display_name, parent_path: "/Shared", serialized_dashboard: JSON.stringify(file) };
    return String((await ok("POST", "/api/2.0/lakeview/dashboards", body)).dashboard_id);
  };
  const widgetsOf = async (id: string) => {
    const { pages } = await ok("GET", `/_local/dashboards/${id}`);
    return asList(asList(pages)[0]?.widgets).map(({ title, view }) => [title, asJson(view)] as const);
  };
  const placed = (widget: Json) => ({ widget, position: { x: 0, y: 0, width: 1, height: 1 } });
  const ask = (fields: Json[], datasetName = "numbers") => [
    { name: "main_query", query: { datasetName, fields, disaggregated: false } },
  ];

  it("shows the figures of the alerting dashboard", async () => {
    const id = await create("Alerting", alertingDashboard(NAMES));
    const { page, misdeeds } = await openPage(`${workspace().host}/#token=${TOKEN}`);
    await visit(page, "#/dashboards", "Dashboards");
    await page.getByRole("link", { name: "Alerting" }).click();
    await page.getByRole("heading", { level: 1, name: "Alerting" }).waitFor();
    assert.ok(page.url().endsWith(`#/dashboards/${id}`));
    await page.locator(".figure").first().waitFor();
    assert.deepEqual(await texts(page, ".figure"), ["1", "0", "3", "66.7 % of 3 judged", "15", "90"]);
    assert.deepEqual(await texts(page, ".widget tbody tr"), [
      "evaluations (alert_history) 2026-10-01T00:00:00.000Z 2026-11-23T09:00:00.000Z 14",
      "judgements (npm run feedback) 2026-10-01T00:00:00.000Z 2026-11-23T09:00:00.000Z 5",
      "acknowledgements (npm run feedback) 2026-11-23T09:15:00.000Z 2026-11-23T09:15:00.000Z 1",
      "deployments (alert_sync_metrics) 2026-11-20T08:00:00.000Z 2026-11-21T08:00:00.000Z 2",
      "alerts (alert_configurations) 2026-09-01T00:00:00.000Z 2026-09-01T00:00:00.000Z 4",
      "0 */5 * * * ? America/Los_Angeles 3 0",
      "finops me 2 – never tested",
      "oncall me 0 2026-11-20T08:00:00.000Z DELIVERED",
      "A Alert A WARNING me 2 50.0 % of 2 judged none acknowledged 90 3 –",
      "B Alert B CRITICAL me 1 100.0 % of 1 judged 15 none over 1 1",
      "me 3 3 66.7 % of 3 judged 15 90 4 1",
      "C Alert C me 0 –",
      "B Alert B 2 90 1.5",
      "0.0 – 0.1 1 1 0 0 –",
      "0.3 – 0.4 1 1 1 0 0",
      "0.8 – 0.9 2 0 1 1 100",
      "0.9 – 1.0 1 0 1 0 0",
    ]);
    const charts = await page
      .locator("[role=img]")
      .evaluateAll((found) => found.map(({ ariaLabel }) => ariaLabel));
    assert.deepEqual(charts, [
      "Alerts by state: NOT EVALUATED 1, OK 1, TRIGGERED 1",
      "Alerts by domain: OK: COST 1; TRIGGERED: COST 1; NOT EVALUATED: SECURITY 1",
      "Alerts by severity: TRIGGERED: CRITICAL 1; NOT EVALUATED: INFO 1; OK: WARNING 1",
      "Alerts by owner: NOT EVALUATED: me 1; OK: me 1; TRIGGERED: me 1",
      "Episodes per day (30 days): WARNING: 2026-11-20 1, 2026-11-22 1, 2026-11-23 1",
      "Latency of deployments (30 days): 95th percentile: 2026-11-20T08:00:00.000Z 250, " +
        "2026-11-21T08:00:00.000Z 0; mean: 2026-11-20T08:00:00.000Z 120, 2026-11-21T08:00:00.000Z 0",
      "Errors of deployments (30 days): 2026-11-20T08:00:00.000Z 12.5, 2026-11-21T08:00:00.000Z 0",
    ]);
    assert.equal(await page.locator(".fault").count(), 0);
    assert.deepEqual(misdeeds, { foreignRequests: [], errors: [] });
  });

  it("says in a widget's place why it is not drawn", async () => {
    const sum = [{ name: "total", expression: "SUM(`n`)" }];
    const counter = { version: 2, widgetType: "counter", encodings: { value: { fieldName: "total" } } };
    const id = await create("Odd", {
      datasets: [
        { name: "numbers", query: "SELECT explode(sequence(1, 3)) AS n;" },
        { name: "broken", queryLines: ["SELECT nothing ", "FROM nowhere"] },
      ],
      pages: [
        {
          displayName: "Odd",
          layout: [
            placed({ name: "sum", queries: ask(sum), spec: counter }),
            placed({ name: "pie", queries: ask(sum), spec: { ...counter, widgetType: "pie" } }),
            placed({ name: "text", textbox_spec: "# Hello" }),
            placed({ name: "failing", queries: ask(sum, "broken"), spec: counter }),
            placed({ name: "homeless", queries: ask(sum, "gone"), spec: counter }),
            placed({ name: "fieldless", queries: ask([{ name: "n", expression: "`n`" }]), spec: counter }),
          ],
        },
      ],
    });
    const kinds = "only counter, bar, line, table.";
    assert.deepEqual(await widgetsOf(id), [
      ["sum", { kind: "counter", value: "6" }],
      ["pie", { kind: "fault", message: `A widget of the kind pie is not drawn here: ${kinds}` }],
      ["text", { kind: "fault", message: `A widget of the kind text box is not drawn here: ${kinds}` }],
      ["failing", { kind: "fault", message: NO_TABLE }],
      ["homeless", { kind: "fault", message: "The widget has no query, or its dataset is missing." }],
      ["fieldless", { kind: "fault", message: "The widget cannot be drawn: its query has no field total" }],
    ]);
  });

  it("is not there when it is in the trash", async () => {
    const id = await create("Gone", {});
    await ok("DELETE", `/api/2.0/lakeview/dashboards/${id}`);
    assert.equal((await call("GET", `/_local/dashboards/${id}`)).status, 404);
    const { dashboards } = await ok("GET", "/_local/dashboards");
    assert.deepEqual(
      asList(dashboards).map(({ name }) => name),
      ["Alerting", "Odd"],
    );
  });
});
