import assert from "node:assert/strict";
import { createAlert, insertRow, statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

/** The workspace of the tests refuses equal names in one folder, and deletions come last. */
describe("the name of an alert that goes", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed({}, "discarded");
    await stack.sql(`DELETE FROM ${TABLE}`);
    for (const row of ["A", "B", "C", "D"]) await insertRow(stack, row, { alert_name: `'${row}'` });

    await stack.succeed("up");
  });

  after(() => stack.stop());

  afterEach(() => stack.workspace.faults.clear());

  /** Name → id, without the seeds. */
  const alerts = async () =>
    Object.fromEntries(
      (await stack.alerts()).flatMap(({ display_name, id }) => {
        const name = /^\[INFO\] (?!Custom)(.*)$/.exec(display_name)?.[1];
        return name === undefined ? [] : [[name, id]];
      }),
    );
  const rename = (row: string, name: string) =>
    stack.sql(`UPDATE ${TABLE} SET alert_name = '${name}' WHERE alert_id = '${row}'`);
  const remove = (row: string) => stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = '${row}'`);

  it("is an alert's again when the one that was to get it cannot be changed", async () => {
    const before = await alerts();
    await remove("A");
    await rename("B", "A");
    await insertRow(stack, "E", { alert_name: "'B'" });
    stack.workspace.faults.add({
      kind: "status",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      times: "always",
      method: "PATCH",
      path: `^/api/2.0/alerts/${before["B"]}`,
    });
    assert.equal((await stack.run("up")).ok, false);
    stack.workspace.faults.clear();
    assert.deepEqual(await alerts(), before);
  });

  it("goes on to another row's alert in the same run, when its row is deleted", async () => {
    const before = await alerts();
    await stack.succeed("up");
    const { B: made, ...others } = await alerts();
    assert.deepEqual(others, { A: before["B"], C: before["C"], D: before["D"] });
    assert.ok(made !== undefined && !Object.values(before).includes(made));
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("goes on to a new row's alert when its row is disabled and deleteDisabled is set", async () => {
    const before = await alerts();
    const config = { deleteDisabled: "true" };
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = FALSE WHERE alert_id = 'C'`);
    await insertRow(stack, "F", { alert_name: "'C'" });
    // A run that ends before it comes to the deletion.
    stack.workspace.faults.add({
      kind: "status",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      method: "DELETE",
      path: "^/api/2.0/alerts/",
    });
    assert.equal((await stack.run("up", { config })).ok, false);
    const { C: made, ...halfway } = await alerts();
    assert.deepEqual(halfway, {
      A: before["A"],
      B: before["B"],
      D: before["D"],
      [`C (${before["C"]})`]: before["C"],
    });
    await stack.succeed("up", { config });
    assert.deepEqual(await alerts(), { ...before, C: made });
    assert.notEqual(made, before["C"]);
    assert.deepEqual(await statusOf(stack, "C"), {
      databricks_alert_id: null,
      last_sync_status: "DELETED",
      last_sync_error: null,
    });
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config })), []);
  });

  it("stays with an alert that is nobody's, and the error says what to do", async () => {
    const id = await createAlert(stack, "[INFO] Somebody's");
    await rename("D", "Somebody''s");
    const [error] = errorsOf(await stack.run("up", { config: { deleteDisabled: "true" } }));
    assert.equal(
      error,
      `alert_configurations row D: the name "[INFO] Somebody's" is that of alert ${id} in /Alerting, ` +
        "which is no other row's. Rename or delete that alert, or give the row another name. If the alert's row was " +
        "deleted: `npm run up -- --continue-on-error` deletes the alert, and the `npm run up` after it gives its name to this row.",
    );
    assert.equal((await alerts())["Somebody's"], id);
  });
});
