import assert from "node:assert/strict";
import { createAlert, insertRow, statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const NAME = "[WARNING] Tag Coverage Drop";

describe("rows that people write their own way", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed({}, "discarded");
  });

  after(() => stack.stop());

  const setCells = (assignments: string) =>
    stack.sql(`UPDATE ${TABLE} SET ${assignments} WHERE alert_id = 'MINE-1'`);

  it("keep a seed's display name under another alert_id, and the seed gives way", async () => {
    await stack.sql(`DELETE FROM ${TABLE}`);
    await stack.sql(`ALTER TABLE ${TABLE} UNSET TBLPROPERTIES ('alerting.seeded')`);
    await insertRow(stack, "MINE-1", { alert_name: "'Tag Coverage Drop'", severity: "'WARNING'" });
    await stack.succeed("up");
    assert.deepEqual(await stack.sql(`SELECT alert_id FROM ${TABLE} ORDER BY 1`), [
      { alert_id: "MINE-1" },
      { alert_id: "TEST-001" },
    ]);
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("are corrected where they name an alert that is not their own", async () => {
    const { id } = await stack.alert(NAME);
    await setCells("databricks_alert_id = '4711'");
    assert.deepEqual(stepsOf(await stack.succeed("up")), ["update sync-status"]);
    assert.deepEqual(stack.writes, ["INSERT", "MERGE"]);
    assert.equal((await statusOf(stack, "MINE-1"))?.["databricks_alert_id"], id);
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("know better than the state where their own alert is gone", async () => {
    const { id } = await stack.alert(NAME);
    await stack.call("DELETE", `/api/2.0/alerts/${id}`);
    const theirs = await createAlert(stack, "made by hand");
    const remade = await createAlert(stack, NAME);
    await setCells(`databricks_alert_id = '${remade}'`);
    assert.deepEqual(errorsOf(await stack.run("up")), [
      "alert_configurations row MINE-1: its alert was deleted in the workspace, and the row names another one. " +
        "Run `npm run refresh`, then `npm run up`: the alert that the row names will be adopted, if it is called like the row.",
    ]);
    assert.equal((await statusOf(stack, "MINE-1"))?.["databricks_alert_id"], remade);
    await stack.succeed("refresh");
    await setCells(`databricks_alert_id = '${theirs}'`);
    assert.match(
      errorsOf(await stack.run("up")).join("\n"),
      new RegExp(
        `^alert_configurations row MINE-1 names alert ${theirs} "made by hand" of .* did not deploy`,
      ),
    );
    await setCells(`databricks_alert_id = '${remade}'`);
    await stack.succeed("up");
    assert.equal((await stack.alert(NAME)).id, remade);
  });

  it("are paused by their disabling though they forgot their alert, and know it again", async () => {
    const { id } = await stack.alert(NAME);
    await setCells("is_enabled = FALSE, databricks_alert_id = NULL");
    await stack.succeed("up");
    assert.equal((await stack.alert(NAME)).schedule.pause_status, "PAUSED");
    assert.deepEqual(await statusOf(stack, "MINE-1"), {
      databricks_alert_id: id,
      last_sync_status: "UPDATED",
      last_sync_error: null,
    });
  });
});
