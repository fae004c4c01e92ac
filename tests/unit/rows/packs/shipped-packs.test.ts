import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { lintAlerts } from "../../../../lint/lint-alerts";
import { parseQuery } from "../../../../sql/parse-query";
import { selectScopes } from "../../../../sql/select-scopes";
import { planShipped, RUNBOOKS } from "../../../shipped-packs";
import { PLAN_SETTINGS, WAREHOUSE_ID } from "../../alerting/read-testdata";

const SETTINGS = { ...PLAN_SETTINGS, lint: new Map() };

describe("The shipped packs", () => {
  const { packs, faults, packed: alerts, plan } = planShipped(WAREHOUSE_ID);

  it("have at least 24 alerts, and no fault", () => {
    assert.deepEqual(faults, []);
    assert.deepEqual(plan.faults, []);
    assert.ok(alerts.length >= 24, `there are ${alerts.length}`);
    assert.deepEqual(
      plan.alerts.map(({ alertId }) => alertId),
      alerts.map(({ alertId }) => alertId),
    );
  });

  it("have nothing that a rule of lint finds, none of them switched off or waived", () => {
    const { channels } = plan;
    const now = new Date("2026-11-25T00:00:00Z");
    assert.deepEqual(lintAlerts({ alerts: plan.alerts, channels, settings: SETTINGS, now }), []);
  });

  it("say what they need, and need what they say", () => {
    for (const { name, needs } of packs) {
      const tables = plan.alerts
        .filter(({ alertId }) => alerts.some((alert) => alert.pack === name && alert.alertId === alertId))
        .flatMap(({ definition }) => tablesOf(definition.queryText));
      assert.deepEqual([...new Set(tables)].sort(), [...needs].sort(), name);
    }
  });

  it("use each of their parameters", () => {
    for (const { name, parameters } of packs) {
      const folder = `packs/${name}`;
      const files = new Set(readFileSync(`${folder}/pack.yaml`, "utf8").match(/[\w-]+\.sql/g));
      const texts = ["pack.yaml", ...files].map((file) => readFileSync(`${folder}/${file}`, "utf8"));
      for (const parameter of Object.keys(parameters)) {
        assert.ok(
          texts.some((text) => text.includes(`\${${parameter}}`)),
          `${name}: ${parameter}`,
        );
      }
    }
  });

  for (const { alertId, row } of plan.alerts) {
    it(`${alertId} says why it exists, what to do, and where its columns are documented`, () => {
      assert.ok((row.alert_description ?? "").length > 80, "its description is short");
      assert.ok(
        (row.custom_body_template ?? "").includes("{{QUERY_RESULT_VALUE}}"),
        "its message lacks the figure",
      );
      assert.match(row.alert_query_template, /^-- .+\n(?:-- .+\n)*-- https:\/\/docs\.databricks\.com\//);
      assert.match(row.alert_query_template, /AS alert_message\b/);
      const page = `docs/runbooks/${alertId}.md`;
      assert.equal(row.runbook_url, `${RUNBOOKS}/${page}`);
      assert.ok(existsSync(page), `${page} is missing`);
      const lines = readFileSync(page, "utf8").trimEnd().split("\n");
      assert.equal(lines[0], `# ${alertId}: ${row.alert_name}`);
      assert.ok(lines.length >= 20 && lines.length <= 40, `${page} has ${lines.length} lines`);
    });
  }
});

function tablesOf(queryText: string): string[] {
  const analysis = parseQuery(queryText);
  assert.equal(analysis.outcome, "query");
  return analysis.outcome === "query"
    ? selectScopes(analysis.query).flatMap(({ sources }) => sources.flatMap(({ table }) => table ?? []))
    : [];
}
