import assert from "node:assert/strict";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";

describe("rows that are renamed, copied or moved", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
    await insertRowsIntoFreshTable(stack);
  });

  after(() => stack.stop());

  it("move to another folder in the run after the one that made their alerts", async () => {
    const config = { parentPath: "/Shared/elsewhere" };
    await stack.makeFolder(config.parentPath);
    await stack.succeed("up", { config });
    assert.deepEqual(
      (await stack.alerts()).map((alert) => [alert.display_name, alert["parent_path"]]),
      [["[INFO] Alert A-1", "/Workspace/Shared/elsewhere"]],
    );
    await stack.succeed("up");
  });

  it("keep their alert under another alert_id", async () => {
    const { id } = await stack.alert("[INFO] Alert A-1");
    await stack.sql(`UPDATE ${TABLE} SET alert_id = 'A-001' WHERE alert_id = 'A-1'`);
    await stack.succeed("up");
    assert.equal((await stack.alert("[INFO] Alert A-1")).id, id);
    assert.equal((await statusOf(stack, "A-001"))?.["databricks_alert_id"], id);
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("keep their alert under another alert_id when they do not know it", async () => {
    const { id } = await stack.alert("[INFO] Alert A-1");
    await stack.sql(`UPDATE ${TABLE} SET alert_id = 'A-01', databricks_alert_id = NULL`);
    await stack.succeed("up");
    assert.equal((await stack.alert("[INFO] Alert A-1")).id, id);
    assert.equal((await statusOf(stack, "A-01"))?.["databricks_alert_id"], id);
  });

  it("may be disabled copies, which do not become alerts of their own", async () => {
    const alerts = await stack.alerts();
    for (const copy of ["COPY-1", "COPY-2"]) {
      await insertRow(stack, copy, { alert_name: "'Alert A-1'", is_enabled: "FALSE" });
    }
    assert.deepEqual(stepsOf(await stack.succeed("up")), []);
    assert.deepEqual(await stack.alerts(), alerts);
  });
});

async function insertRowsIntoFreshTable(stack: LocalStack): Promise<void> {
  const stateDir = stack.stateDir("discarded");
  await stack.succeed("up", { stateDir });
  await stack.sql(`DELETE FROM ${TABLE}`);
  await stack.succeed("destroy", { stateDir });
  await insertRow(stack, "A-1");
  await stack.succeed("up");
}
