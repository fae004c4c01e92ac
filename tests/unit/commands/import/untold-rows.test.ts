import assert from "node:assert/strict";
import { planAlerts } from "../../../../alerting/plan-alerts";
import type { RawRow } from "../../../../alerting/tables/row-reader";
import { untoldRows } from "../../../../commands/import/untold-rows";
import type { RemoteAlert } from "../../../../databricks/remote-alert";
import { PLAN_SETTINGS, WAREHOUSE_ID } from "../../alerting/read-testdata";

const GOOD: RawRow = {
  alert_id: "A-1",
  alert_name: "One",
  agent_domain: "COST",
  severity: "INFO",
  alert_query_template: "SELECT 1 AS value",
  threshold_column: "value",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 1,
  notification_channels: ["oncall@example.com"],
  owner: "me",
  created_by: "me",
  is_enabled: true,
  databricks_alert_id: "17",
};

/** Of a row that has these cells, beside the alert that a good one has, changed so. */
function why(
  cells: RawRow = {},
  change: (alert: RemoteAlert) => readonly RemoteAlert[] = (alert) => [alert],
) {
  const planOf = (raw: RawRow) =>
    planAlerts({
      alertRows: [raw],
      destinationRows: [],
      settings: PLAN_SETTINGS,
      warehouseId: WAREHOUSE_ID,
    });
  const definition = planOf(GOOD).alerts[0]?.definition;
  assert.ok(definition);
  const pair = { alertId: "A-1", databricksAlertId: "17", isShadow: false, legacyId: "3", tasks: [] };
  return untoldRows(
    [pair],
    planOf({ ...GOOD, ...cells }),
    change({ id: "17", definition, lifecycleState: "ACTIVE" }),
  );
}

describe("a row in the place of a legacy alert", () => {
  it("tells people where its alert is as it says", () => {
    assert.deepEqual(why(), []);
  });

  it("tells them whomever the service has the alert run as, where it does not say that", () => {
    const filledIn = (alert: RemoteAlert) => [
      { ...alert, definition: { ...alert.definition, runAs: { userName: "me@example.com" } } },
    ];
    assert.deepEqual(why({}, filledIn), []);
  });

  it("tells nobody where its alert is gone, or another one than it says", () => {
    assert.deepEqual(
      why({}, () => []),
      [
        "A-1 names alert 17, which is gone, in the trash, or hidden from you: a refresh and an up come first, or have CAN VIEW on it given to you.",
      ],
    );
    assert.deepEqual(why({ alert_query_template: "SELECT 2 AS value" }), [
      "A-1 has alert 17, which is not what the row says (the query): an up comes first, after a refresh where somebody changed the alert.",
    ]);
  });

  it("tells nobody where it does not ask for it, with all that is in the way", () => {
    assert.deepEqual(why({ is_enabled: false, notification_channels: [] }), [
      "A-1 is disabled and tells nobody: set is_enabled to TRUE, name somebody in notification_channels, and an up comes first.",
    ]);
    assert.deepEqual(why({ pause_status: "PAUSED" }), [
      "A-1 is paused: set pause_status to UNPAUSED, and an up comes first.",
    ]);
    assert.deepEqual(why({ notification_channels: ["nowhere"] }), [
      'A-1 has faults (notification_channels "nowhere" is neither an e-mail address nor a destination_id of notification_destinations): correct them, and an up comes first.',
    ]);
  });
});
