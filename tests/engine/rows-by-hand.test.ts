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

  it("are named where the workspace does not show the alert of a new one, and make none for it", async () => {
    await insertRow(stack, "MINE-2", { databricks_alert_id: "'77'" });
    for (const [status, errorCode] of [
      [403, "PERMISSION_DENIED"],
      [400, "INVALID_PARAMETER_VALUE"],
    ] as const) {
      stack.workspace.faults.add({
        kind: "status",
        status,
        errorCode,
        method: "GET",
        path: "/alerts/77$",
        times: "always",
      });
      for (const command of ["preview", "up"] as const) {
        assert.match(
          errorsOf(await stack.run(command)).join("\n"),
          new RegExp(
            `^alert_configurations row MINE-2 names alert 77, which the workspace does not show \\(${status} ${errorCode}\\)\\. ` +
              "If it is the row's, let whoever deploys manage it; else clear the row's databricks_alert_id to have a new alert\\.$",
          ),
        );
        assert.deepEqual(stack.alertWrites, []);
      }
      stack.workspace.faults.clear();
    }
  });

  it("have an alert made where what they name leads elsewhere than to an alert", async () => {
    for (const id of [".", "..", "../alerts", "?x=1"]) {
      await stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = '${id}' WHERE alert_id = 'MINE-2'`);
      assert.deepEqual(
        stepsOf(await stack.succeed("preview")).filter((step) => step.startsWith("create")),
        ["create MINE-2"],
      );
    }
    await stack.succeed("up");
    assert.equal((await stack.alert("[INFO] Alert MINE-2")).lifecycle_state, "ACTIVE");
  });

  it("hold up no destroy where the workspace does not show what they name", async () => {
    await stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = '77' WHERE alert_id = 'MINE-2'`);
    stack.workspace.faults.add({
      kind: "status",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      method: "GET",
      path: "/alerts/77$",
      times: "always",
    });
    await stack.succeed("destroy");
    stack.workspace.faults.clear();
    assert.equal((await statusOf(stack, "MINE-2"))?.["databricks_alert_id"], "77");
  });
});
