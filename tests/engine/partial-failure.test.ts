import assert from "node:assert/strict";
import { TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const ROWS = 40;
const FAILING = 30;

describe(`${ROWS} rows of which ${FAILING} fail, with --continue-on-error`, () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
    await stack.sql(
      `INSERT INTO ${TABLE} (alert_id, alert_name, agent_domain, severity, alert_query_template, threshold_column, ` +
        "threshold_operator, threshold_value_type, threshold_value_double, notification_channels, owner, created_by) " +
        "SELECT concat('N-', id), concat('Alert ', id), 'COST', 'INFO', 'SELECT 1 AS value', 'value', '>', 'DOUBLE', 1, " +
        `array(), 'me', 'me' FROM range(${ROWS})`,
    );
  });
  after(() => stack.stop());

  it("are all tried; what failed is told and recorded, what did not is deployed and recorded", async () => {
    stack.workspace.faults.add({
      kind: "status",
      status: 400,
      errorCode: "INVALID_PARAMETER_VALUE",
      message: "No. ".repeat(1_000),
      method: "POST",
      path: "^/api/2.0/alerts$",
      times: FAILING,
    });
    const result = await stack.run("up", { continueOnError: true });
    assert.equal(result.ok, false);
    assert.equal(errorsOf(result).length, FAILING);
    for (const error of errorsOf(result))
      assert.match(error, /^POST \/api\/2\.0\/alerts failed: 400 INVALID_PARAMETER_VALUE No\. No\. /);

    assert.equal(stack.alertWrites.length, ROWS);
    assert.deepEqual(
      await stack.sql(
        "SELECT last_sync_status, count(*) AS n, count(databricks_alert_id) AS ids, count_if(length(last_sync_error) = 1900) AS errors " +
          `FROM ${TABLE} WHERE alert_id LIKE 'N-%' GROUP BY last_sync_status ORDER BY 1`,
      ),
      [
        { last_sync_status: "CREATED", n: String(ROWS - FAILING), ids: String(ROWS - FAILING), errors: "0" },
        { last_sync_status: "ERROR", n: String(FAILING), ids: "0", errors: String(FAILING) },
      ],
    );
  });

  it("are whole with the next run, which touches no other", async () => {
    const up = await stack.succeed("up");
    assert.equal(stepsOf(up).filter((step) => step.startsWith("create N-")).length, FAILING);
    assert.equal(stack.alertWrites.length, FAILING);
    assert.equal((await stack.alerts()).length, ROWS + 2);
  });
});
