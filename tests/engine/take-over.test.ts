import assert from "node:assert/strict";
import { createAlert, insertRow, statusOf } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const HAND_MADE = {
  query_text: "SELECT 1 AS value",
  evaluation: {
    source: { name: "value" },
    comparison_operator: "GREATER_THAN",
    threshold: { value: { double_value: 1 } },
  },
  schedule: { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" },
};

/** An alert that somebody made, and that a row means. */
describe("an alert that a row takes over", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  let config: Record<string, string> = {};
  let elsewhere: Record<string, string> = {};

  before(async () => {
    stack = await LocalStack.deployed();
  });
  after(() => stack.stop());

  async function takeoversOf(config: Record<string, string> = {}): Promise<string[]> {
    await stack.succeed("preview", { config });
    return stack.printed.filter((line) => line.includes("takes over"));
  }

  it("is named by the preview, with its owner and field by field what changes in it", async () => {
    const alike = await createAlert(stack, "[INFO] Alert ALIKE");
    const named = await createAlert(stack, "By hand");
    await insertRow(stack, "ALIKE", {
      schedule_cron: "'0 0 8 * * ?'",
      schedule_timezone: "'UTC'",
      notification_channels: "array()",
      threshold_value_double: "5",
    });
    await insertRow(stack, "NAMED", { databricks_alert_id: `'${named}'` });
    config = { adoptAlerts: `NAMED=${named}` };
    const [first, second] = (await takeoversOf(config)).sort();
    assert.equal(
      first,
      `alert_configurations row ALIKE: takes over alert ${alike} "[INFO] Alert ALIKE" of local.user@example.com: ` +
        'evaluation.threshold {"value":{"doubleValue":1}} → {"value":{"doubleValue":5}}; ' +
        'evaluation.emptyResultState "ERROR" → "OK"',
    );
    assert.match(
      second ?? "",
      new RegExp(
        `^alert_configurations row NAMED: takes over alert ${named} "By hand" of \\S+: displayName "By hand" → "\\[INFO\\] Alert NAMED"; `,
      ),
    );
  });

  it("is called so by the review, too", async () => {
    const { stdout } = await stack.command("review", ["--json"]);
    const { alerts } = JSON.parse(stdout) as {
      alerts: { alertId: string; findings: { rule: string; message: string }[] }[];
    };
    const found = alerts.flatMap(({ alertId, findings }) =>
      findings.filter(({ rule }) => rule === "change/takes-over").map(({ message }) => [alertId, message]),
    );
    assert.deepEqual(
      found.map(([alertId, message]) => [alertId, message?.replaceAll(/\d+/g, "…")]),
      [
        ["ALIKE", 'The row takes over alert … "[INFO] Alert ALIKE" of local.user@example.com.'],
        ["NAMED", 'The row takes over alert … "By hand" of local.user@example.com.'],
      ],
    );
  });

  it("is taken over once: nobody speaks of it again, and no setting is needed any more", async () => {
    await stack.succeed("up", { config });
    assert.equal((await statusOf(stack, "ALIKE"))?.["last_sync_status"], "UPDATED");
    await stack.sql(
      "UPDATE health_monitor.gold.alert_configurations SET threshold_value_double = 6 WHERE alert_id = 'ALIKE'",
    );
    assert.deepEqual(await takeoversOf(), []);
    assert.deepEqual(stepsOf(await stack.succeed("up")), ["update ALIKE", "update sync-status"]);
  });

  it("is refused at preview where it lives elsewhere, with all others that are, and nothing is begun", async () => {
    const [one, other] = [await makeIn("/Users/a"), await makeIn("/Users/b")];
    elsewhere = { ONE: one, OTHER: other };
    await insertRow(stack, "ONE", { databricks_alert_id: `'${one}'` });
    await insertRow(stack, "OTHER", { databricks_alert_id: `'${other}'` });
    const refused = (row: string, id: string, folder: string) =>
      `alert_configurations row ${row} names alert ${id}, which lives in ${folder}, outside /Alerting. ` +
      "Set adoptForeign to true to manage it where it is, set parentPath to its folder, " +
      "or clear the row's databricks_alert_id to have a new alert.";
    assert.deepEqual(errorsOf(await stack.run("preview")), [
      refused("ONE", one, "/Users/a"),
      refused("OTHER", other, "/Users/b"),
    ]);
    const { stdout } = await stack.command("review", ["--json"]);
    const { alerts } = JSON.parse(stdout) as { alerts: { alertId: string; change: string }[] };
    assert.deepEqual(
      alerts.filter(({ change }) => change === "unreadable").map(({ alertId }) => alertId),
      ["ONE", "OTHER"],
    );
  });

  it("stays in its folder with adoptForeign, and preview and review agree that nothing is made anew", async () => {
    const adoptAlerts = ["ONE", "OTHER"].map((row) => `${row}=${elsewhere[row]}`).join(",");
    const config = { adoptForeign: "true", adoptAlerts };
    const flags = ["--json", "-c", "adoptForeign=true", "-c", `adoptAlerts=${adoptAlerts}`];
    const changesOf = async () => {
      const { stdout } = await stack.command("review", flags);
      const report = JSON.parse(stdout) as {
        alerts: { alertId: string; change: string; findings: { rule: string }[] }[];
      };
      return report.alerts.flatMap(({ alertId, change, findings }) => [
        `${change} ${alertId}`,
        ...findings
          .filter(({ rule }) => /^change\/(made-anew|deletes|takes)/.test(rule))
          .map(({ rule }) => rule),
      ]);
    };
    assert.deepEqual(await changesOf(), [
      "changed ONE",
      "change/takes-over",
      "changed OTHER",
      "change/takes-over",
    ]);
    await stack.succeed("up", { config });
    assert.deepEqual(await changesOf(), []);
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config })), []);
    await stack.sql("DELETE FROM health_monitor.gold.alert_configurations WHERE alert_id = 'OTHER'");
    assert.deepEqual(await changesOf(), ["deleted OTHER", "change/deletes"]);
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config })), [
      "delete OTHER",
      "update deletion-guard",
      "update sync-status",
    ]);
  });

  async function makeIn(folder: string): Promise<string> {
    const body = { ...HAND_MADE, display_name: "Mine", parent_path: folder };
    const made = (await stack.call("POST", "/api/2.0/alerts", {
      ...body,
      warehouse_id: stack.workspace.warehouseId,
    })) as { id: string };
    return made.id;
  }
});
