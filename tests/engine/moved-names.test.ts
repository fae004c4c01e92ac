import assert from "node:assert/strict";
import { createAlert, insertRow, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

/** The workspace of the tests refuses equal names in one folder. */
describe("names that move from row to row", () => {
  let stack: LocalStack;
  let ids: Record<string, string>;

  before(async () => {
    stack = await LocalStack.deployed({}, "discarded");
    await stack.sql(`DELETE FROM ${TABLE}`);
    for (const row of ["A", "B", "C"]) await insertRow(stack, row, { alert_name: `'${row}'` });

    await stack.succeed("up");
    ids = await namesToIds();
  });

  after(() => stack.stop());

  const namesToIds = async () =>
    Object.fromEntries(
      (await stack.alerts())
        .filter(({ display_name }) => display_name.startsWith("[INFO] "))
        .map(({ display_name, id }) => [display_name.replace("[INFO] ", ""), id]),
    );

  const setName = (row: string, name: string) =>
    stack.sql(`UPDATE ${TABLE} SET alert_name = '${name}' WHERE alert_id = '${row}'`);

  it("are as they were when the swap fails half-way, and no other name is left behind", async () => {
    await setName("A", "B");
    await setName("B", "A");
    stack.workspace.faults.add({
      kind: "status",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      times: "always",
      method: "PATCH",
      path: `^/api/2.0/alerts/${ids["B"]}`,
    });
    assert.equal((await stack.run("up", { continueOnError: true })).ok, false);
    stack.workspace.faults.clear();
    const { A, B, C } = ids;
    assert.deepEqual(await namesToIds(), { "Custom Template Test": ids["Custom Template Test"], A, B, C });
  });

  it("are swapped by the alerts of two rows, and go on to a new row, in one run", async () => {
    await setName("C", "moved");
    await insertRow(stack, "D", { alert_name: "'C'" });
    await stack.succeed("up");
    const { C: made, ...names } = await namesToIds();
    const { A, B, C } = ids;
    assert.deepEqual(names, { "Custom Template Test": ids["Custom Template Test"], A: B, B: A, moved: C });
    assert.ok(made !== undefined && !Object.values(ids).includes(made));
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });
});

describe("names that move between alerts that rows take over", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  let [a, b] = ["", ""];
  /** Each is called as the other row: that a row names it is not enough. */
  let config: Record<string, string>;

  before(async () => {
    stack = await LocalStack.deployed({}, "discarded");
    await stack.sql(`DELETE FROM ${TABLE}`);
    await stack.succeed("destroy", { stateDir: stack.stateDir("discarded") });
    [a, b] = [await createAlert(stack, "[INFO] A"), await createAlert(stack, "[INFO] B")];
    config = { adoptAlerts: `A=${b},B=${a}` };
    await insertRow(stack, "A", { alert_name: "'A'", databricks_alert_id: `'${b}'` });
    await insertRow(stack, "B", { alert_name: "'B'", databricks_alert_id: `'${a}'` });
  });

  after(() => stack.stop());

  const namesToIds = async () =>
    Object.fromEntries((await stack.alerts()).map(({ display_name, id }) => [display_name, id]));
  const setNames = async (names: Readonly<Record<string, string>>) => {
    for (const [row, name] of Object.entries(names))
      await stack.sql(`UPDATE ${TABLE} SET alert_name = '${name}' WHERE alert_id = '${row}'`);
  };

  it("are swapped in the run that takes both over", async () => {
    assert.equal(errorsOf(await stack.run("preview")).length, 2);
    await stack.succeed("up", { config });
    assert.deepEqual(await namesToIds(), { "[INFO] A": b, "[INFO] B": a });
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("are swapped after the state was lost, and go on to a new row", async () => {
    await setNames({ A: "B", B: "moved" });
    await insertRow(stack, "C", { alert_name: "'A'" });
    await stack.succeed("up", { config, stateDir: stack.stateDir("second") });
    const { "[INFO] A": made, ...others } = await namesToIds();
    assert.deepEqual(others, { "[INFO] B": b, "[INFO] moved": a });
    assert.ok(made !== undefined && ![a, b].includes(made));
    await setNames({ A: "moved", B: "B" });
    await stack.succeed("up", { config, stateDir: stack.stateDir("third") });
    assert.deepEqual(await namesToIds(), { "[INFO] A": made, "[INFO] B": a, "[INFO] moved": b });
    assert.deepEqual(stepsOf(await stack.succeed("preview", { stateDir: stack.stateDir("third") })), []);
  });

  const forAll = "Run `npm run up` for all rows, rename that alert, or give the row another name.";

  it("are no secret to a run of a target that takes an alert over, if another row's alert has the name", async () => {
    const stateDir = stack.stateDir("third");
    const q = await createAlert(stack, "By hand");
    await setNames({ A: "other" });
    await insertRow(stack, "Q", { alert_name: "'moved'", databricks_alert_id: `'${q}'` });
    config = { adoptAlerts: `Q=${q}` };
    assert.deepEqual(errorsOf(await stack.run("up", { config, stateDir, targets: ["Q"] })), [
      `alert_configurations row Q: the name "[INFO] moved" is that of alert ${b} in /Alerting, and a run of some ` +
        `targets does not know whether that gives it up. ${forAll}`,
    ]);
    await stack.succeed("up", { config, stateDir });
    const names = await namesToIds();
    assert.deepEqual([names["[INFO] moved"], names["[INFO] other"]], [q, b]);
  });

  it("stay with the alert of a row that is left out, and the error names that row", async () => {
    const stateDir = stack.stateDir("third");
    await setNames({ A: "B", B: "other" });
    assert.deepEqual(errorsOf(await stack.run("up", { stateDir, excludes: ["A"] })), [
      `alert_configurations row B: the name "[INFO] other" is that of alert ${b} in /Alerting, which is row A's and ` +
        `does not give it up in this run. ${forAll}`,
    ]);
    await stack.succeed("up", { stateDir });
    const names = await namesToIds();
    assert.deepEqual([names["[INFO] B"], names["[INFO] other"]], [b, a]);
  });
});
