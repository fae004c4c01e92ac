import assert from "node:assert/strict";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

describe("rows that are renamed, copied or moved", function () {
  this.timeout(240_000);
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed({}, DISCARDED);
    await insertRowsIntoFreshTable(stack);
  });

  after(() => stack.stop());

  it("move to another folder in the run after the one that made their alerts", async () => {
    const config = { parentPath: "/Elsewhere", maxDeletes: "1" };
    await stack.makeFolder(config.parentPath);
    await stack.succeed("up", { config });
    assert.deepEqual(
      (await stack.alerts()).map((alert) => [alert.display_name, alert["parent_path"]]),
      [["[INFO] Alert A-1", "/Workspace/Elsewhere"]],
    );
    await stack.succeed("up", { config: { maxDeletes: "1" } });
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

  it("keep their alert under another alert_id and another name at once, in a run of all rows", async () => {
    const { id } = await stack.alert("[INFO] Alert A-1");
    await stack.sql(`UPDATE ${TABLE} SET alert_id = 'A-11', alert_name = 'Eleven', severity = 'WARNING'`);
    const [refused] = errorsOf(await stack.run("up", { targets: ["A-11"] }));
    assert.match(
      refused ?? "",
      new RegExp(`^alert_configurations row A-11 names alert ${id} .* which this stack did not deploy`),
    );
    await stack.succeed("up");
    assert.equal((await stack.alert("[WARNING] Eleven")).id, id);
    assert.equal((await statusOf(stack, "A-11"))?.["databricks_alert_id"], id);
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
    await stack.sql(`UPDATE ${TABLE} SET alert_id = 'A-1', alert_name = 'Alert A-1', severity = 'INFO'`);
    await stack.succeed("up");
    assert.equal((await stack.alert("[INFO] Alert A-1")).id, id);
  });

  it("may be disabled copies, which do not become alerts of their own", async () => {
    const alerts = await stack.alerts();
    for (const copy of ["COPY-1", "COPY-2"])
      await insertRow(stack, copy, { alert_name: "'Alert A-1'", is_enabled: "FALSE" });

    assert.deepEqual(stepsOf(await stack.succeed("up")), []);
    assert.deepEqual(await stack.alerts(), alerts);
  });
});

/** The engine asks about the targets alone: whose alert it is about to delete, only the table knows. */
describe("rows that are renamed, in a run whose target is the old name", function () {
  this.timeout(240_000);
  let stack: LocalStack;
  let id = "";

  before(async () => {
    stack = await LocalStack.deployed({}, DISCARDED);
    await insertRowsIntoFreshTable(stack);
    ({ id } = await stack.alert("[INFO] Alert A-1"));
  });

  after(() => stack.stop());
  afterEach(() => stack.workspace.faults.clear());

  const rename = (from: string, to: string) =>
    stack.sql(`UPDATE ${TABLE} SET alert_id = '${to}' WHERE alert_id = '${from}'`);
  const activeIds = async () => (await stack.alerts()).map((alert) => alert.id);

  it("leave the alert to the row that names it, which takes it over in the next run", async () => {
    await rename("A-1", "A-2");
    const up = await stack.succeed("up", { targets: ["A-1"] });
    assert.deepEqual(stepsOf(up), ["delete A-1"]);
    assert.deepEqual(await activeIds(), [id]);
    assert.deepEqual(
      stack.printed.filter((line) => line.includes("is not deleted")),
      [
        `alert_configurations row A-1: alert ${id} is not deleted, since row A-2 names it. \`npm run up\` makes it that ` +
          "row's; a `destroy` of the whole stack deletes it at its end.",
      ],
    );
    await stack.succeed("up");
    assert.deepEqual(await activeIds(), [id]);
    assert.equal((await statusOf(stack, "A-2"))?.["databricks_alert_id"], id);
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("leave the alert to the row that has taken it over in a run before", async () => {
    await rename("A-2", "A-3");
    await stack.succeed("up", { targets: ["A-3"] });
    await stack.succeed("up", { targets: ["A-2"] });
    assert.deepEqual(await activeIds(), [id]);
    assert.deepEqual(stepsOf(await stack.succeed("refresh")), []);
    await stack.succeed("up");
    assert.deepEqual(await activeIds(), [id]);
  });

  it("delete nothing where the table cannot be read, and the row's alert can be deleted later", async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'A-3'`);
    stack.workspace.faults.add({
      kind: "statement-error",
      statement: NAMED,
      errorClass: "INSUFFICIENT_PERMISSIONS",
      sqlState: "42501",
      message: "User does not have SELECT on Table 'alert_configurations'.",
      times: "always",
    });
    const refused = await stack.run("up", { targets: ["A-3"] });
    assert.match(errorsOf(refused)[0] ?? "", /User does not have SELECT on Table 'alert_configurations'/);
    assert.deepEqual(await activeIds(), [id]);
    stack.workspace.faults.clear();
    await stack.succeed("up", { targets: ["A-3"] });
    assert.deepEqual(await activeIds(), []);
  });

  it("lose their alert with the old name where the row is disabled and deleteDisabled is set", async () => {
    const config = { deleteDisabled: "true" };
    await insertRow(stack, "B-1");
    await insertRow(stack, "C-1");
    await stack.succeed("up", { config });
    for (const row of ["B", "C"]) await rename(`${row}-1`, `${row}-2`);
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = FALSE`);
    await stack.succeed("up", { config, targets: ["B-1"] });
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      ["[INFO] Alert C-1"],
    );
    await stack.succeed("up", { config });
    assert.deepEqual(await activeIds(), []);
  });

  it("are all deleted by a destroy, which asks the table twice however many there are", async () => {
    await stack.sql(`DELETE FROM ${TABLE}`);
    for (const row of ["D-1", "E-1", "F-1"]) await insertRow(stack, row);
    await stack.succeed("up");
    await rename("D-1", "D-2");
    await rename("E-1", "E-2");
    await stack.succeed("destroy");
    const asked = stack.workspace.requests.statements.filter(({ text }) => new RegExp(NAMED).test(text));
    assert.equal(asked.length, 2);
    assert.deepEqual(await activeIds(), []);
  });

  it("are deleted by a destroy whose table is gone", async () => {
    await stack.sql(`DELETE FROM ${TABLE}`);
    await insertRow(stack, "G-1");
    await stack.succeed("up");
    await stack.sql(`DROP TABLE ${TABLE}`);
    await stack.succeed("destroy");
    assert.deepEqual(await activeIds(), []);
  });
});

/** The statement that asks which rows name an alert. */
const NAMED = "SELECT alert_id, databricks_alert_id, is_enabled, last_sync_status FROM";

const DISCARDED = "discarded";

async function insertRowsIntoFreshTable(stack: LocalStack): Promise<void> {
  await stack.sql(`DELETE FROM ${TABLE}`);
  await stack.succeed("destroy", { stateDir: stack.stateDir(DISCARDED) });
  await insertRow(stack, "A-1");
  await stack.succeed("up");
}
