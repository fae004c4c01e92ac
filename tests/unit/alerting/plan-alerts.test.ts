import assert from "node:assert/strict";
import { planAlerts } from "../../../alerting/plan-alerts";
import { SEED_ALERTS, SEED_DESTINATIONS } from "../../../rows/seeding";
import { type BadAlerts, type GoodAlert, PLAN_SETTINGS, readAlerts, WAREHOUSE_ID } from "./read-testdata";

function plan(
  alertRows: readonly Record<string, unknown>[],
  destinationRows: readonly Record<string, unknown>[] = [],
  settings: GoodAlert["settings"] = {},
) {
  return planAlerts({
    alertRows,
    destinationRows,
    settings: { ...PLAN_SETTINGS, ...settings },
    warehouseId: WAREHOUSE_ID,
  });
}

const GOOD_ROW = readAlerts<GoodAlert>("good").find(([name]) => name === "row defaults")?.[1].row ?? {};

describe("planAlerts", () => {
  describe("makes the definition of", () => {
    for (const [name, { row, destinations, settings, warnings = [], definition }] of readAlerts<GoodAlert>(
      "good",
    )) {
      it(name, () => {
        const { alerts, skipped, warnings: told, faults } = plan([row], destinations, settings);
        assert.deepEqual(faults, []);
        assert.deepEqual(skipped, []);
        assert.deepEqual(told, warnings);
        assert.deepEqual(
          alerts.map((alert) => [alert.alertId, alert.definition]),
          [[row.alert_id, definition]],
        );
      });
    }
  });

  describe("tells every fault of", () => {
    for (const [name, { rows, destinations, faults }] of readAlerts<BadAlerts>("bad")) {
      it(name, () => {
        assert.deepEqual(plan(rows, destinations).faults, faults);
      });
    }
  });

  it("refuses thresholds that JSON cannot write", () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      const { faults } = plan([{ ...GOOD_ROW, threshold_value_double: value }]);
      assert.deepEqual(
        faults.map(({ column, rule }) => [column, rule]),
        [["threshold_value_double", "must be a finite number"]],
      );
    }
  });

  it("accepts cells as the SQL driver gives them", () => {
    const row = {
      ...GOOD_ROW,
      threshold_value_double: 100n,
      tags: new Map([["team", "finops"]]),
      created_at: new Date(0),
      somebody_elses_column: 1,
    };
    const [alert] = plan([row]).alerts;
    assert.deepEqual(alert?.row.tags, { team: "finops" });
    assert.deepEqual(alert?.definition.evaluation.threshold, { value: { doubleValue: 100 } });
  });

  it("names the alerts of rows that share an alert_id as their faults do", () => {
    const { alerts, faults } = plan([GOOD_ROW, { ...GOOD_ROW, alert_name: "Another" }]);
    const named = [`${String(GOOD_ROW["alert_id"])} (#1)`, `${String(GOOD_ROW["alert_id"])} (#2)`];
    assert.deepEqual(
      alerts.map(({ alertId }) => alertId),
      named,
    );
    assert.deepEqual(
      faults.map(({ row, column }) => [row, column]),
      named.map((row) => [row, "alert_id"]),
    );
  });

  it("plans nothing for no rows", () => {
    const { channels, ...lists } = plan([]);
    assert.deepEqual(lists, { rows: [], alerts: [], skipped: [], warnings: [], faults: [] });
    assert.equal(channels.byId.size, 0);
  });

  it("plans the rows that a first run seeds", () => {
    const { alerts, faults, warnings } = plan(SEED_ALERTS, SEED_DESTINATIONS);
    assert.deepEqual(faults, []);
    assert.deepEqual(
      alerts.map(({ alertId }) => alertId),
      ["COST-012", "TEST-001"],
    );
    assert.deepEqual(
      warnings.map(({ row, value }) => [row, value]),
      [
        ["COST-012", "default_email"],
        ["TEST-001", "default_email"],
      ],
    );
  });

  it("shows the seed COST-012 in the testdata as it is seeded", () => {
    const file = readAlerts<GoodAlert>("good").find(([name]) => name === "cost 012")?.[1];
    assert.deepEqual(file?.row, SEED_ALERTS[0]);
  });

  describe("a disabled row", () => {
    const disabled = { ...GOOD_ROW, is_enabled: false };

    it("names no alert where its alert was deleted, though the earlier framework left the id in it", () => {
      const left = { ...disabled, databricks_alert_id: "77", last_sync_status: "DELETED" };
      const { alerts, skipped } = plan([left]);
      assert.deepEqual(alerts, []);
      assert.deepEqual(
        skipped.map(({ reason, databricksAlertId }) => [reason, databricksAlertId]),
        [["is_enabled is FALSE and the alert was never deployed", undefined]],
      );
    });

    it("is one with NULL for is_enabled, which is told of", () => {
      const { alerts, skipped, warnings } = plan([{ ...GOOD_ROW, is_enabled: null }]);
      assert.deepEqual([alerts.length, skipped.length], [0, 1]);
      assert.deepEqual(
        warnings.map(({ column, value, rule }) => [column, value, rule]),
        [["is_enabled", null, "is read as FALSE, as the earlier framework did: write TRUE or FALSE"]],
      );
    });

    it("is paused when it names its alert", () => {
      const [alert] = plan([{ ...disabled, databricks_alert_id: "77" }]).alerts;
      assert.equal(alert?.row.is_enabled, false);
      assert.equal(alert?.databricksAlertId, "77");
      assert.equal(alert?.definition.schedule.pauseStatus, "PAUSED");
    });

    it("is skipped when it names no alert, with what it would be declared as", () => {
      const { alerts, skipped } = plan([disabled]);
      assert.deepEqual(alerts, []);
      assert.equal(skipped[0]?.reason, "is_enabled is FALSE and the alert was never deployed");
      assert.equal(skipped[0]?.alert?.databricksAlertId, undefined);
      assert.equal(skipped[0]?.alert?.definition.schedule.pauseStatus, "PAUSED");
    });

    it("is not declared with deleteDisabled", () => {
      const { alerts, skipped } = plan([{ ...disabled, databricks_alert_id: "77" }], [], {
        deleteDisabled: true,
      });
      assert.deepEqual(alerts, []);
      assert.deepEqual(
        skipped.map(({ alertId, databricksAlertId, reason, alert }) => [
          alertId,
          databricksAlertId,
          reason,
          alert,
        ]),
        [["COST-001", "77", "is_enabled is FALSE and the setting deleteDisabled is true", undefined]],
      );
    });

    it("does not hold up the others with its faults", () => {
      const { faults, warnings, skipped } = plan([{ ...disabled, severity: "HIGH" }]);
      assert.deepEqual(faults, []);
      assert.deepEqual(
        warnings.map(({ row, column }) => [row, column]),
        [["COST-001", "severity"]],
      );
      assert.equal(skipped[0]?.alert, undefined);
    });

    it("leaves its display name to a row that is declared", () => {
      const { faults, warnings } = plan([disabled, { ...GOOD_ROW, alert_id: "COST-002" }]);
      assert.deepEqual([...faults, ...warnings], []);
    });
  });
});
