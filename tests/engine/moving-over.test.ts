import { ADDED_COLUMNS } from "../../alerting/tables/alert-columns/about";
import { BEYOND_SERVICE_COLUMNS } from "../../alerting/tables/alert-columns/beyond-service";
import assert from "node:assert/strict";
import { statusOf, TABLE } from "./alert-row";
import { createTables, insertEarlierRow, syncRow, trashRow } from "./earlier-framework";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const HOME = "/Users/local.user@example.com";
const CONFIG = { parentPath: HOME, defaultEmail: "oncall@example.com" };

/** Walks docs/moving-over.md. */
describe("moving over from the earlier framework, with alerts in a home folder", () => {
  let stack: LocalStack;
  const ids: Record<string, string> = {};

  before(async () => {
    stack = await LocalStack.start();
    await createTables(stack);
    await insertEarlierRow(stack, "COST-001");
    await insertEarlierRow(stack, "COST-002", {
      threshold_value_type: "' double '",
      threshold_operator: "' > '",
    });
    await insertEarlierRow(stack, "COST-003");
    await insertEarlierRow(stack, "COST-009");
    await insertEarlierRow(stack, "GOV-001", {
      alert_query_template: "'SELECT count(*) AS check_value FROM range(3) WHERE id = \\'\\'1\\'\\''",
    });
    await insertEarlierRow(stack, "ML-001", {
      alert_query_template: "'SELECT count(*) AS check_value FROM ${catalog}.${feature_schema}.predictions'",
    });
    await insertEarlierRow(stack, "CLUSTER-002", {
      schedule_cron: "'0 0 8 * * 1'",
      last_sync_status: "'ERROR'",
    });
    await insertEarlierRow(stack, "PERF-001", { schedule_cron: "'30 6 * * *'", last_sync_status: "'ERROR'" });
    await insertEarlierRow(stack, "REL-001", {
      notification_channels: "array('oncall_pagerduty', 'me@example.com')",
    });
    for (const alertId of ["COST-001", "COST-002", "COST-003", "REL-001"])
      ids[alertId] = await syncRow(stack, alertId);

    ids["GOV-001"] = await syncRow(stack, "GOV-001", {
      query: "SELECT count(*) AS check_value FROM range(3) WHERE id = ''1''",
    });
    ids["ML-001"] = await syncRow(stack, "ML-001", {
      query: "SELECT count(*) AS check_value FROM health_monitor.${feature_schema}.predictions",
    });
    ids["COST-009"] = await syncRow(stack, "COST-009", { keepsId: false });
    await trashRow(stack, "COST-003", ids["COST-003"] ?? "");
  });

  after(() => stack.stop());

  it("begins with a preview that names what has no meaning, and changes nothing", async () => {
    const result = await stack.run("preview", { config: CONFIG });
    assert.deepEqual(errorsOf(result), [
      "1 fault in 1 row of alert_configurations; nothing was changed.\n" +
        "alert_configurations row REL-001\n" +
        '  notification_channels "oncall_pagerduty" is neither an e-mail address nor a destination_id of notification_destinations',
    ]);
    assert.deepEqual(stack.writes, []);
  });

  it("goes on with a preview that says how it reads what the framework wrote", async () => {
    await stack.sql(
      `UPDATE ${TABLE} SET notification_channels = array('me@example.com') WHERE alert_id = 'REL-001'`,
    );
    const { diagnostics, steps } = await stack.succeed("preview", { config: CONFIG });
    const warnings = diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message);
    const ofFirst = 'aggregation_type "FIRST" is read as NONE, which is the first row\'s value: write NONE';
    assert.deepEqual(
      warnings.filter((message) => !message.endsWith(ofFirst)),
      [
        'alert_configurations row CLUSTER-002: schedule_cron "0 0 8 * * 1" is no Quartz cron expression and is read as ' +
          '"0 0 8 ? * 1" (At 08:00, only on Sunday): write it so',
        "alert_configurations row GOV-001: alert_query_template " +
          "\"SELECT count(*) AS check_value FROM range(3) WHERE id = ''1''\" has every quote doubled, and is read with " +
          "single ones: write it so",
        'alert_configurations row ML-001: alert_query_template "${feature_schema}" is filled in with system_gold_ml, as ' +
          "the earlier framework did: set featureSchema to that or another schema",
        'alert_configurations row PERF-001: schedule_cron "30 6 * * *" is no Quartz cron expression and is read as ' +
          '"0 30 6 * * ?" (At 06:30): write it so',
      ],
    );
    // What is said of many rows is said once.
    assert.deepEqual(
      warnings.filter((message) => message.endsWith(ofFirst)),
      [`alert_configurations rows CLUSTER-002, COST-001, COST-002, COST-009, GOV-001 and 3 more: ${ofFirst}`],
    );
    assert.equal(steps.filter(({ urn }) => urn.endsWith("COST-003")).length, 0);
  });

  it("takes every alert over with its id, and makes those only that there were not", async () => {
    const before = await stack.alerts();
    assert.equal(before.length, 6);
    await stack.succeed("up", { config: CONFIG });
    const made = ["CLUSTER-002", "PERF-001", "COST-012", "TEST-001"];
    assert.deepEqual(
      stack.alertWrites.filter((write) => write !== "PATCH"),
      made.map(() => "POST"),
    );
    const after = await stack.alerts();
    assert.equal(after.length, before.length + made.length);
    const names = new Map(after.map(({ id, display_name }) => [id, display_name]));
    for (const alertId of ["COST-001", "COST-002", "COST-009", "GOV-001", "ML-001", "REL-001"]) {
      const id = ids[alertId] ?? "";
      assert.equal(names.get(id), `[WARNING] Alert ${alertId}`);
      assert.equal((await statusOf(stack, alertId))?.["databricks_alert_id"], id);
    }
    const { query_text } = await stack.alert("[WARNING] Alert ML-001");
    assert.equal(query_text, "SELECT count(*) AS check_value FROM health_monitor.system_gold_ml.predictions");
  });

  it("leaves the alert of a row that was disabled and deleted in the trash", async () => {
    assert.equal((await statusOf(stack, "COST-003"))?.["last_sync_status"], "DELETED");
    assert.equal(
      (await stack.alerts()).some(({ display_name }) => display_name === "[WARNING] Alert COST-003"),
      false,
    );
  });

  it("gives the tables what they lack, and no second foreign key", async () => {
    const keys = await stack.sql(
      "SELECT constraint_name FROM health_monitor.information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY'",
    );
    assert.deepEqual(keys, [{ constraint_name: "fk_alert_history_alert" }]);
    const columns = await stack.sql(
      "SELECT column_name FROM health_monitor.information_schema.columns WHERE table_name = 'alert_configurations' ORDER BY ordinal_position",
    );
    assert.deepEqual(
      columns.slice(37).map(({ column_name }) => column_name),
      [...ADDED_COLUMNS, ...BEYOND_SERVICE_COLUMNS].map(({ name }) => name),
    );
  });

  it("ends with a second preview that is empty, after a refresh, too", async () => {
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config: CONFIG })), []);
    await stack.succeed("refresh", { config: CONFIG });
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config: CONFIG })), []);
  });
});

describe("moving over with alerts in the home folders of several people", () => {
  const OURS = { parentPath: "/Alerting", adoptForeign: "true", defaultEmail: "oncall@example.com" };
  const THEIRS = "/Users/ana@example.com";
  const ids: string[] = [];
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
    await createTables(stack);
    await insertEarlierRow(stack, "COST-001");
    await insertEarlierRow(stack, "COST-002");
    ids.push(await syncRow(stack, "COST-001"), await syncRow(stack, "COST-002", { folder: THEIRS }));
  });

  after(() => stack.stop());

  it("makes no second one without adoptForeign, and says so", async () => {
    const refused = await stack.run("up", {
      config: { ...OURS, adoptForeign: "false" },
      continueOnError: true,
    });
    assert.equal(refused.ok, false);
    assert.match(
      errorsOf(refused).join("\n"),
      /alert_configurations row COST-001 names alert \S+, which lives in \/Users\/local\.user@example\.com, outside \/Alerting\. Set adoptForeign to true/,
    );
    // Nothing was begun, the seeds' alerts included.
    assert.equal((await stack.alerts()).length, 2);
  });

  it("takes them over where they are with it", async () => {
    await stack.succeed("up", { config: OURS });
    const alerts = await stack.alerts();
    assert.deepEqual(
      alerts.filter(({ id }) => ids.includes(id)).map((alert) => [alert.display_name, alert["parent_path"]]),
      [
        ["[WARNING] Alert COST-001", `/Workspace${HOME}`],
        ["[WARNING] Alert COST-002", `/Workspace${THEIRS}`],
      ],
    );
    assert.equal(alerts.length, 4);
  });

  it("ends with a second preview that is empty", async () => {
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config: OURS })), []);
  });
});
