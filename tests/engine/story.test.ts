import assert from "node:assert/strict";
import { insertRow, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const COVERAGE = "[WARNING] Tag Coverage Drop";

describe("alert rows on a local workspace", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
  });

  after(() => stack.stop());

  it("are previewed on an empty workspace without changing it", async () => {
    const preview = await stack.succeed("preview");
    assert.deepEqual(stepsOf(preview), [
      "create COST-012",
      "create TEST-001",
      "create alert_configurations",
      "create alert_history",
      "create alert_sync_metrics",
      "create alerting",
      "create databricks-alerts-dev",
      "create deletion-guard",
      "create notification_destinations",
      "create seed-rows",
      "create sync-status",
    ]);
    assert.deepEqual(stack.writes, []);
    assert.deepEqual(await stack.alerts(), []);
    assert.deepEqual(await stack.sql("SHOW TABLES IN health_monitor.gold LIKE 'alert*'"), []);
  });

  it("become tables, rows and alerts with the first up", async () => {
    const up = await stack.succeed("up");
    assert.equal(up.changes.create, 11);
    const { id, evaluation, schedule, ...alert } = await stack.alert(COVERAGE);
    assert.equal(alert["parent_path"], "/Workspace/Alerting");
    assert.match(alert.query_text, /FROM health_monitor\.gold\.fact_usage/);
    assert.deepEqual(schedule, {
      quartz_cron_schedule: "0 0 8 * * ?",
      timezone_id: "America/Los_Angeles",
      pause_status: "PAUSED",
    });
    assert.deepEqual(
      { ...evaluation, state: undefined },
      {
        source: { name: "tag_coverage_pct" },
        comparison_operator: "LESS_THAN",
        threshold: { value: { double_value: 80 } },
        empty_result_state: "OK",
        notification: {
          subscriptions: [{ user_email: "oncall@example.com" }],
          notify_on_ok: true,
          retrigger_seconds: 3600,
        },
        state: undefined,
      },
    );
    assert.deepEqual(
      await stack.sql(
        `SELECT alert_id, databricks_alert_id, databricks_display_name, last_sync_status, last_sync_error FROM ${TABLE} WHERE alert_id = 'COST-012'`,
      ),
      [
        {
          alert_id: "COST-012",
          databricks_alert_id: id,
          databricks_display_name: COVERAGE,
          last_sync_status: "CREATED",
          last_sync_error: null,
        },
      ],
    );
    assert.deepEqual(
      await stack.sql(
        "SELECT total_alerts, success_count, error_count, created_count, updated_count, deleted_count, dry_run FROM health_monitor.gold.alert_sync_metrics",
      ),
      [
        {
          total_alerts: "2",
          success_count: "2",
          error_count: "0",
          created_count: "2",
          updated_count: "0",
          deleted_count: "0",
          dry_run: "false",
        },
      ],
    );
  });

  it("change nothing and write nothing with the second up", async () => {
    const up = await stack.succeed("up");
    assert.deepEqual(stepsOf(up), []);
    assert.deepEqual(stack.writes, []);
    assert.equal(stack.workspace.requests.statements.length, 3);
  });

  it("are one update that names the changed fields when a row changes", async () => {
    const { id } = await stack.alert(COVERAGE);
    await stack.sql(
      `UPDATE ${TABLE} SET severity = 'CRITICAL', threshold_value_double = 75 WHERE alert_id = 'COST-012'`,
    );
    const preview = await stack.succeed("preview");
    // The guard remembers the name: by it the next run knows which alerts the stack had.
    assert.deepEqual(stepsOf(preview), ["update COST-012", "update deletion-guard", "update sync-status"]);
    const step = preview.steps.find(({ urn }) => urn.endsWith("COST-012"));
    assert.deepEqual(step?.differences.map((difference) => difference.path).sort(), [
      "displayName",
      "evaluation.threshold.value.doubleValue",
    ]);
    await stack.succeed("up");
    assert.deepEqual(stack.writes, ["INSERT", "MERGE", "PATCH"]);
    const [patch] = stack.workspace.requests.requests.filter(({ method }) => method === "PATCH");
    assert.equal(
      patch?.path,
      `/api/2.0/alerts/${id}?update_mask=${encodeURIComponent("display_name,evaluation.threshold")}`,
    );
    assert.equal((await stack.alert("[CRITICAL] Tag Coverage Drop")).id, id);
    assert.deepEqual(await stack.sql(`SELECT last_sync_status FROM ${TABLE} WHERE alert_id = 'COST-012'`), [
      { last_sync_status: "UPDATED" },
    ]);
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("are one delete when a row went away, and its seed does not come back", async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'TEST-001'`);
    const up = await stack.succeed("up");
    assert.deepEqual(
      stepsOf(up),
      ["delete TEST-001", "update sync-status"].concat("update deletion-guard").sort(),
    );
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      ["[CRITICAL] Tag Coverage Drop"],
    );
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("stop the run with all faults of all rows, and nothing is changed", async () => {
    await insertRow(stack, "BAD-001", { threshold_value_double: "NULL", schedule_cron: "'0 0 8 15 * 1'" });
    await insertRow(stack, "BAD-002", {
      alert_query_template: "'SELECT * FROM ${gold}.t'",
      notification_channels: "array('pager')",
    });
    await insertRow(stack, "BAD-003", { alert_name: "'Alert BAD-001'" });
    const result = await stack.run("up");
    assert.equal(result.ok, false);
    const [message] = errorsOf(result);
    assert.match(message ?? "", /^\d faults in 3 rows of alert_configurations; nothing was changed\.\n/);
    for (const part of [
      "alert_configurations row BAD-001\n",
      "threshold_value_double is required for DOUBLE threshold_value_type",
      'schedule_cron "0 0 8 15 * 1"',
      "alert_configurations row BAD-002\n",
      "${gold}",
      '"pager"',
      "[INFO] Alert BAD-001",
    ])
      assert.ok(message?.includes(part), `${part} is not in\n${message}`);

    assert.deepEqual(stack.writes, []);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'BAD-%'`);
  });

  it("leave no alert behind with destroy, and keep tables and rows", async () => {
    const { id } = await stack.alert("[CRITICAL] Tag Coverage Drop");
    await stack.succeed("destroy");
    assert.deepEqual(stack.writes, ["DELETE", "INSERT", "MERGE"]);
    assert.deepEqual(await stack.alerts(), []);
    const trashed = await stack.call("GET", `/api/2.0/alerts/${id}`);
    assert.equal((trashed as { lifecycle_state: string }).lifecycle_state, "DELETED");
    assert.deepEqual(
      await stack.sql(`SELECT alert_id, databricks_alert_id, last_sync_status FROM ${TABLE}`),
      [{ alert_id: "COST-012", databricks_alert_id: null, last_sync_status: "DELETED" }],
    );
  });

  it("are found again by the up after destroy", async () => {
    const up = await stack.succeed("up");
    assert.equal(up.changes.create, 10);
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      ["[CRITICAL] Tag Coverage Drop"],
    );
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });
});
