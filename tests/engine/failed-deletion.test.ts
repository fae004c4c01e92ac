import assert from "node:assert/strict";
import { statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack } from "./local-stack";

describe("an alert that cannot be deleted", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
  });

  after(() => stack.stop());

  it("stands as an error in its row and in the run's metrics", async () => {
    const { id } = await stack.alert("[INFO] Custom Template Test");
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = FALSE WHERE alert_id = 'TEST-001'`);
    stack.workspace.faults.add({
      kind: "status",
      method: "DELETE",
      path: "^/api/2.0/alerts/",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      message: "Not yours",
    });
    const config = { deleteDisabled: "true" };
    const result = await stack.run("up", { config });
    assert.equal(result.ok, false);
    const [error] = errorsOf(result);
    assert.match(error ?? "", /^DELETE \/api\/2\.0\/alerts\/\d+ failed: 403 PERMISSION_DENIED Not yours/);
    assert.deepEqual(await statusOf(stack, "TEST-001"), {
      databricks_alert_id: id,
      last_sync_status: "ERROR",
      last_sync_error: error ?? "",
    });
    const metrics = await stack.sql(
      "SELECT total_alerts, success_count, error_count, deleted_count FROM health_monitor.gold.alert_sync_metrics " +
        "ORDER BY sync_started_at DESC LIMIT 1",
    );
    assert.deepEqual(metrics, [
      { total_alerts: "2", success_count: "1", error_count: "1", deleted_count: "0" },
    ]);
    stack.workspace.faults.clear();
    await stack.succeed("up", { config });
    assert.equal((await statusOf(stack, "TEST-001"))?.["last_sync_status"], "DELETED");
  });
});
