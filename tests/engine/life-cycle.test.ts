import assert from "node:assert/strict";
import { createAlert, insertRow, statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const NAME = "[INFO] Alert A-1";

describe("an alert's life", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
    await stack.sql(`DELETE FROM ${TABLE}`);
    await insertRow(stack, "A-1");
    await insertRow(stack, "A-2");
    await stack.succeed("up");
  });

  after(() => stack.stop());

  it("goes on with the same id after the state was lost", async () => {
    const before = await stack.alerts();
    const stateDir = stack.stateDir("lost");
    await stack.succeed("up", { stateDir });
    assert.deepEqual(await stack.alerts(), before);
    assert.deepEqual(
      stack.writes.filter((write) => write === "POST" || write === "PATCH"),
      [],
    );
    assert.deepEqual(stepsOf(await stack.succeed("preview", { stateDir })), []);
  });

  it("goes on with the same id when neither state nor row knows it", async () => {
    const { id } = await stack.alert(NAME);
    await stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = NULL WHERE alert_id = 'A-1'`);
    await stack.succeed("up", { stateDir: stack.stateDir("forgotten") });
    assert.equal((await stack.alert(NAME)).id, id);
    assert.equal((await stack.alerts()).length, 2);
    assert.equal((await statusOf(stack, "A-1"))?.["databricks_alert_id"], id);
  });

  it("is put back after somebody changed it in the workspace", async () => {
    const { id } = await stack.alert(NAME);
    await stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=evaluation.threshold,custom_summary`, {
      evaluation: { threshold: { value: { double_value: 99 } } },
      custom_summary: "changed by hand",
    });
    const unread = await stack.succeed("preview");
    assert.deepEqual(stepsOf(unread), []);
    assert.deepEqual(
      unread.diagnostics.flatMap(({ message, urn }) =>
        message.includes("drift") ? [[message, urn?.split("::").at(-1)]] : [],
      ),
      [
        [
          `alert_configurations row A-1: drift: alert ${id} is otherwise than the row, though that says that it is deployed as it stands: customSummary is ` +
            '"changed by hand", and NULL by the row; evaluation.threshold is {"value":{"doubleValue":99}}, and ' +
            '{"value":{"doubleValue":1}} by the row. `npm run refresh` and then `npm run up` put it back, `npm run adopt -- A-1` takes it into the row',
          "A-1",
        ],
      ],
    );
    await stack.succeed("refresh");
    const preview = await stack.succeed("preview");
    assert.deepEqual(stepsOf(preview), ["update A-1", "update sync-status"]);
    const differences = preview.steps.find(({ urn }) => urn.endsWith("A-1"))?.differences ?? [];
    assert.deepEqual(differences.map(({ path, before, after }) => [path, before, after]).sort(), [
      ["customSummary", "changed by hand", undefined],
      ["evaluation.threshold.value.doubleValue", 99, 1],
    ]);
    await stack.succeed("up");
    const alert = await stack.alert(NAME);
    assert.equal(alert.id, id);
    assert.equal(alert["custom_summary"] ?? "", "");
    assert.deepEqual(alert.evaluation["threshold"], { value: { double_value: 1 } });
  });

  it("begins anew after somebody moved it to the trash", async () => {
    const { id } = await stack.alert(NAME);
    await stack.call("DELETE", `/api/2.0/alerts/${id}`);
    await stack.succeed("refresh");
    assert.deepEqual(stepsOf(await stack.succeed("up")), ["create A-1", "update sync-status"]);
    const remade = await stack.alert(NAME);
    assert.notEqual(remade.id, id);
    assert.equal((await statusOf(stack, "A-1"))?.["databricks_alert_id"], remade.id);
  });

  it("says what to do when it is to be updated and is gone", async () => {
    const { id } = await stack.alert(NAME);
    await stack.call("DELETE", `/api/2.0/alerts/${id}?purge=true`);
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 2 WHERE alert_id = 'A-1'`);
    const result = await stack.run("up");
    assert.deepEqual(errorsOf(result), [
      `alert_configurations row A-1: its alert ${id} was deleted in the workspace. ` +
        "Run `npm run refresh`, then `npm run up`: the alert will be made again.",
    ]);
    assert.deepEqual(await statusOf(stack, "A-1"), {
      databricks_alert_id: id,
      last_sync_status: "ERROR",
      last_sync_error: errorsOf(result)[0] ?? "",
    });
    await stack.succeed("refresh");
    await stack.succeed("up");
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "CREATED");
  });

  it("is missed by a preview that knows nothing of its end, as the row says that it is deployed", async () => {
    const { id } = await stack.alert(NAME);
    await stack.call("DELETE", `/api/2.0/alerts/${id}`);
    const preview = await stack.succeed("preview");
    assert.deepEqual(stepsOf(preview), []);
    assert.deepEqual(
      preview.diagnostics.map(({ message }) => message),
      [
        `alert_configurations row A-1: databricks_alert_id "${id}" is gone from the workspace, deleted there or in its trash: ` +
          "nobody is alerted. Unless this run makes it anew, `npm run refresh` and then `npm run up` do",
      ],
    );
    await stack.succeed("refresh");
    await stack.succeed("up");
    assert.deepEqual((await stack.succeed("preview")).diagnostics, []);
  });

  it("says so, too, when it is in the trash, and does not fail for another reason then", async () => {
    const { id } = await stack.alert(NAME);
    await stack.call("DELETE", `/api/2.0/alerts/${id}`);
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 3 WHERE alert_id = 'A-1'`);
    assert.deepEqual(errorsOf(await stack.run("up")), [
      `alert_configurations row A-1: its alert ${id} was deleted in the workspace. ` +
        "Run `npm run refresh`, then `npm run up`: the alert will be made again.",
    ]);
    await stack.succeed("refresh");
    await stack.succeed("up");
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "CREATED");
  });

  it("moves to another folder as a create and, last, a delete", async () => {
    const config = { parentPath: "/Elsewhere", maxDeletes: "2" };
    await stack.makeFolder(config.parentPath);
    const { id } = await stack.alert(NAME);
    const up = await stack.succeed("up", { config });
    assert.deepEqual(
      up.steps.filter(({ urn }) => urn.endsWith("A-1")).map(({ op }) => op),
      ["create-replacement", "replace", "delete-replaced"],
    );
    const moved = await stack.alert(NAME);
    assert.notEqual(moved.id, id);
    assert.equal(moved["parent_path"], "/Workspace/Elsewhere");
    assert.equal((await statusOf(stack, "A-1"))?.["databricks_alert_id"], moved.id);
    await stack.succeed("up", { config: { maxDeletes: "2" } });
    assert.equal((await stack.alerts()).length, 2);
  });

  it("is paused while its row is disabled, and goes on afterwards", async () => {
    const { id } = await stack.alert(NAME);
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = FALSE WHERE alert_id = 'A-1'`);
    await stack.succeed("up");
    assert.equal((await stack.alert(NAME)).schedule.pause_status, "PAUSED");
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = TRUE WHERE alert_id = 'A-1'`);
    await stack.succeed("up");
    const alert = await stack.alert(NAME);
    assert.deepEqual([alert.id, alert.schedule.pause_status], [id, "UNPAUSED"]);
  });

  it("ends with its row's disabling when deleteDisabled is set", async () => {
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = FALSE WHERE alert_id = 'A-1'`);
    await stack.succeed("up", { config: { deleteDisabled: "true" } });
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      ["[INFO] Alert A-2"],
    );
    assert.deepEqual(await statusOf(stack, "A-1"), {
      databricks_alert_id: null,
      last_sync_status: "DELETED",
      last_sync_error: null,
    });
    // Disabled and never deployed: not declared with the default setting either.
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = TRUE WHERE alert_id = 'A-1'`);
    await stack.succeed("up");
  });

  it("is not begun when two alerts could be meant", async () => {
    await stack.stop();
    stack = await LocalStack.deployed({ nameClash: "duplicate" });
    await insertRow(stack, "A-1");
    await createAlert(stack, NAME);
    await createAlert(stack, NAME);
    for (const command of ["preview", "up"] as const) {
      const result = await stack.run(command);
      assert.equal(result.ok, false);
      assert.match(errorsOf(result)[0] ?? "", /row A-1 could mean alerts \d+ \(.*\) and \d+ \(/);
      assert.deepEqual(stack.writes, []);
    }
    assert.equal((await stack.alerts()).filter(({ display_name }) => display_name === NAME).length, 2);
  });
});
