import assert from "node:assert/strict";
import { insertRow, statusOf, TABLE } from "../engine/alert-row";
import { LocalStack } from "../engine/local-stack";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

const COMMIT = ["--yes", "--skip-preview"];

describe("the Pulumi CLI, of an alert that is not as its row says", function () {
  // A dozen commands of some seconds each.
  this.timeout(900_000);
  let stack: LocalStack;
  let cli: PulumiCli;
  let id = "";
  const keptFields: string[] = [];

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
    stack = await LocalStack.start({ keptFields });
    cli = await PulumiCli.create(stack.workspace);
    await cli.succeed("up", ...COMMIT);
    await stack.sql(`DELETE FROM ${TABLE}`);
    await insertRow(stack, "A-1");
    await cli.succeed("up", ...COMMIT);
    ({ id } = await stack.alert("[INFO] Alert A-1"));
  });

  after(async () => {
    await cli?.remove();
    await stack?.stop();
  });

  it("shows the field that somebody changed before an up that sent another one", async () => {
    await stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=schedule.pause_status,query_text`, {
      schedule: { pause_status: "PAUSED" },
      query_text: "SELECT 0 AS value",
    });
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 2 WHERE alert_id = 'A-1'`);
    const up = await cli.succeed("up", ...COMMIT);
    assert.match(
      up.output,
      new RegExp(
        `alert_configurations row A-1: somebody changed alert ${id} in the workspace: ` +
          'queryText is "SELECT 0 AS value", and "SELECT 1 AS value" by the row; ' +
          'schedule.pauseStatus is "PAUSED", and "UNPAUSED" by the row. ' +
          "This run left it; the next preview shows it, and the next up puts it back.",
      ),
    );
    const { steps, differences } = await cli.preview();
    assert.deepEqual(steps, ["update A-1", "update sync-status"]);
    assert.deepEqual(differences["A-1"], ["queryText", "schedule.pauseStatus"]);
    const { output } = await cli.succeed("preview", "--diff");
    assert.match(output, /~ pauseStatus *: "PAUSED" => "UNPAUSED"/);
    assert.match(output, /~ queryText *: "SELECT 0 AS value" => "SELECT 1 AS value"/);
  });

  it("sees it in a refresh, and puts it back with the next up", async () => {
    const refresh = await cli.succeed("refresh", "--yes", "--diff");
    assert.match(refresh.output, /~ pauseStatus *: "UNPAUSED" => "PAUSED"/);
    assert.match((await cli.succeed("preview", "--diff")).output, /~ pauseStatus *: "PAUSED" => "UNPAUSED"/);
    await cli.succeed("up", ...COMMIT);
    assert.equal((await stack.alert("[INFO] Alert A-1")).schedule.pause_status, "UNPAUSED");
    assert.deepEqual((await cli.preview()).steps, []);
  });

  it("fails over a write that did not take, shows it, and goes on once it takes", async () => {
    keptFields.push("evaluation.threshold");
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 3 WHERE alert_id = 'A-1'`);
    const up = await cli.run("up", ...COMMIT);
    assert.notEqual(up.status, 0);
    assert.match(
      up.output,
      /kept evaluation\.threshold \{"value":\{"doubleValue":2\}\} instead of \{"value":\{"doubleValue":3\}\}/,
    );
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "ERROR");
    assert.match((await cli.succeed("preview", "--diff")).output, /~ doubleValue: 2 => 3/);
    keptFields.length = 0;
    await cli.succeed("up", ...COMMIT);
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "UPDATED");
    assert.deepEqual((await cli.preview()).steps, []);
    await cli.succeed("destroy", "--yes");
    assert.deepEqual(await stack.alerts(), []);
  });
});
