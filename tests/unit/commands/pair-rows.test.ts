import assert from "node:assert/strict";
import { readAlertRow } from "../../../alerting/planned-alert";
import { pairRows } from "../../../commands/pair-rows";
import type { RemoteAlert } from "../../../databricks/remote-alert";
import type { AdoptedAlert } from "../../../settings/setting-forms";
import { type GoodAlert, readAlerts } from "../alerting/read-testdata";

const [GOOD] = readAlerts<GoodAlert>("good").map(([, alert]) => alert);
assert.ok(GOOD);
const { definition } = GOOD;
const FOLDER = "/Alerting";

const row = (alertId: string, name: string, databricksAlertId?: string) => ({
  ...GOOD.row,
  alert_id: alertId,
  alert_name: name,
  severity: "INFO",
  databricks_alert_id: databricksAlertId ?? null,
});
const alert = (id: string, name: string): RemoteAlert => ({
  id,
  definition: { ...definition, displayName: `[INFO] ${name}`, parentPath: FOLDER },
  lifecycleState: "ACTIVE",
});

/** alert_id → alert, and the problems. */
function paired(
  rows: ReturnType<typeof row>[],
  alerts: RemoteAlert[],
  wanted: string[] | "all" = "all",
  adoptAlerts: readonly AdoptedAlert[] = [],
) {
  const settings = { parentPath: FOLDER, adoptForeign: false, adoptAlerts };
  const { pairs, problems } = pairRows(rows.map(readAlertRow), alerts, settings, wanted);
  return [pairs.map(([{ row }, { id }]) => `${row.alert_id} ← ${id}`), problems];
}

describe("pairRows", () => {
  it("takes the id that a row holds before the name that it gives", () => {
    const alerts = [alert("1", "B"), alert("2", "A")];
    assert.deepEqual(paired([row("A", "A", "1"), row("B", "B")], alerts, ["A"]), [["A ← 1"], []]);
  });

  it("leaves an alert of another name to who names the row, or to the setting adoptAlerts", () => {
    const rows = [row("A", "A", "1"), row("B", "B", "2")];
    const alerts = [alert("1", "By hand"), alert("2", "B")];
    assert.deepEqual(paired(rows, alerts), [
      ["B ← 2"],
      [
        'alert_configurations row A names alert 1 "[INFO] By hand", which is not called "[INFO] A" and which this stack did not ' +
          "deploy, as far as its state says. If the row is to take it over: give both the same name, in the row (severity and " +
          "alert_name) or at the alert, or add A=1 to the setting adoptAlerts. Else clear the row's databricks_alert_id to " +
          "have a new alert. Or name the row instead of --all, if it is to say what that alert says.",
      ],
    ]);
    assert.deepEqual(paired(rows, alerts, ["A"]), [["A ← 1"], []]);
    assert.deepEqual(paired(rows, alerts, "all", [{ alertId: "A", databricksAlertId: "1" }]), [
      ["A ← 1", "B ← 2"],
      [],
    ]);
  });

  it("never gives a row the alert of another row that has the same name", () => {
    assert.deepEqual(paired([row("A", "A", "1"), row("COPY", "A")], [alert("1", "A")]), [["A ← 1"], []]);
    assert.deepEqual(paired([row("A", "A", "1"), row("COPY", "A")], [alert("1", "A")], ["COPY"]), [
      [],
      ["alert_configurations row COPY has no alert in the workspace."],
    ]);
  });

  it("names rows that could mean the same alert, once", () => {
    const problem =
      "alert_configurations rows A and B could all mean alert 1: set databricks_alert_id in the one whose alert it is, and clear it in the others.";
    assert.deepEqual(paired([row("A", "A"), row("B", "A")], [alert("1", "A")])[1], [problem]);
    assert.deepEqual(paired([row("A", "A", "1"), row("B", "B", "1")], [alert("1", "A")])[1], [problem]);
  });

  it("refuses an alert_id that names two rows, since both would be written", () => {
    assert.deepEqual(paired([row("A", "A", "1"), row("A", "B")], [alert("1", "A")], ["A"]), [
      [],
      [
        "alert_configurations row A is there more than once: one alert_id names one row.",
        "alert_configurations row A has no alert in the workspace.",
      ],
    ]);
  });

  it("names the alerts that a row could mean", () => {
    assert.deepEqual(paired([row("A", "A")], [alert("1", "A"), alert("2", "A")])[1], [
      "alert_configurations row A could mean alerts 1 and 2: set its databricks_alert_id to the right one.",
    ]);
  });
});
