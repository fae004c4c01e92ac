import assert from "node:assert/strict";
import { readChannels } from "../../../alerting/channels";
import { NOT_FINITE } from "../../../alerting/definition";
import { hashFields } from "../../../alerting/definition-fields";
import { planAlerts } from "../../../alerting/plan-alerts";
import { readAlertRow } from "../../../alerting/planned-alert";
import { cellsFromAlert } from "../../../alerting/row-from-alert";
import { caseCount } from "../../generated/case-count";
import { Random } from "../../generated/random";
import { type GoodAlert, PLAN_SETTINGS, readAlerts, WAREHOUSE_ID } from "./read-testdata";

const GOOD = readAlerts<GoodAlert>("good");
const NO_SETTINGS_OF_ITS_OWN = GOOD.filter(([, { settings }]) => settings === undefined);
const [, COST_012] = GOOD.find(([name]) => name === "cost 012") ?? [];

function context({ destinations = [], settings }: Pick<GoodAlert, "destinations" | "settings">) {
  return {
    settings: { ...PLAN_SETTINGS, ...settings },
    warehouseId: WAREHOUSE_ID,
    channels: readChannels(destinations),
  };
}

describe("cellsFromAlert", () => {
  it("makes every good row describe the alert of every other", () => {
    const pairs = NO_SETTINGS_OF_ITS_OWN.flatMap((from) =>
      NO_SETTINGS_OF_ITS_OWN.map((to) => [from, to] as const),
    );
    const chosen = new Random(1).shuffled(pairs).slice(0, caseCount(pairs.length));
    const plans = chosen.map(([[from, { row }], [to, { row: other, definition, destinations = [] }]]) => {
      // Some queries name the row that they were compiled from.
      const raw = { ...row, alert_id: other["alert_id"], notification_channels: [] };
      const { cells, refused, faults } = cellsFromAlert(
        readAlertRow(raw),
        definition,
        context({ destinations }),
      );
      assert.deepEqual({ refused, faults }, { refused: [], faults: [] }, `${from} → ${to}`);
      const alertRows = [{ ...raw, databricks_alert_id: "1", ...cells }];
      return { what: `${from} → ${to}`, alertRows, destinationRows: destinations, definition };
    });
    for (const { what, definition, ...rows } of plans.filter((_plan, index) => index % 10 === 0)) {
      const plan = planAlerts({ ...rows, settings: PLAN_SETTINGS, warehouseId: WAREHOUSE_ID });
      const described = plan.alerts.map((alert) => hashFields(alert.definition));
      assert.deepEqual(described, [hashFields(definition)], what);
    }
  });

  it("changes nothing of a row that describes the alert already", () => {
    for (const [name, alert] of GOOD) {
      const nothing = { cells: {}, refused: [], faults: [] };
      assert.deepEqual(
        cellsFromAlert(readAlertRow(alert.row), alert.definition, context(alert)),
        nothing,
        name,
      );
    }
  });

  it("says of a threshold that no row can hold what it is, whatever the row has", () => {
    assert.ok(COST_012);
    const { row, definition } = COST_012;
    const { evaluation } = definition;
    for (const value of NOT_FINITE) {
      const alert = {
        ...definition,
        evaluation: { ...evaluation, threshold: { value: { doubleValue: value } } },
      };
      for (const threshold_value_double of [row["threshold_value_double"], null]) {
        const { faults } = cellsFromAlert(
          readAlertRow({ ...row, threshold_value_double }),
          alert,
          context(COST_012),
        );
        const told = faults.map(({ column, value: shown, rule }) => [column, shown, rule]);
        assert.deepEqual(told, [["threshold_value_double", Number(value), "must be a finite number"]]);
      }
    }
  });

  it("keeps the row's placeholders, but for names that only end like them", () => {
    assert.ok(COST_012);
    const alert = {
      ...COST_012.definition,
      queryText: "SELECT 1 AS tag_coverage_pct FROM health_monitor.gold.a, my_health_monitor.gold.b",
    };
    const { cells } = cellsFromAlert(readAlertRow(COST_012.row), alert, context(COST_012));
    assert.equal(
      cells.alert_query_template,
      "SELECT 1 AS tag_coverage_pct FROM ${catalog}.${gold_schema}.a, my_health_monitor.gold.b",
    );
  });

  it("takes a new severity into a subject that shows it", () => {
    assert.ok(COST_012);
    const row = { ...COST_012.row, use_custom_template: true, custom_subject_template: "{{SEVERITY}}: look" };
    const alert = {
      ...COST_012.definition,
      displayName: "[CRITICAL] Tag Coverage Drop",
      customSummary: "WARNING: look",
    };
    const { cells, refused } = cellsFromAlert(readAlertRow(row), alert, context(COST_012));
    assert.deepEqual(refused, []);
    assert.deepEqual(cells, { severity: "CRITICAL", custom_subject_template: "WARNING: look" });
  });

  it("refuses what no row can say, and takes the rest", () => {
    assert.ok(COST_012);
    const { definition } = COST_012;
    const alert = {
      ...definition,
      displayName: "Renamed by hand",
      warehouseId: "another",
      evaluation: {
        ...definition.evaluation,
        emptyResultState: "TRIGGERED" as const,
        notification: {
          ...definition.evaluation.notification,
          subscriptions: [{ destinationId: "unknown" }],
        },
      },
    };
    const { cells, refused } = cellsFromAlert(readAlertRow(COST_012.row), alert, context(COST_012));
    assert.deepEqual(cells, { empty_result_state: "TRIGGERED" });
    assert.deepEqual(refused, ["displayName", "warehouseId", "evaluation.notification.subscriptions"]);
  });

  it("tells the faults that the row has in cells that no alert can mend", () => {
    assert.ok(COST_012);
    const { faults } = cellsFromAlert(
      readAlertRow({ ...COST_012.row, agent_domain: "SPACE", severity: "HIGH" }),
      COST_012.definition,
      context(COST_012),
    );
    assert.deepEqual(
      faults.map(({ column }) => column),
      ["agent_domain"],
    );
  });
});
