import assert from "node:assert/strict";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";

/** The workspace of the tests refuses equal names in one folder. */
describe("names that move from row to row", () => {
  let stack: LocalStack;
  let ids: Record<string, string>;

  before(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up", { stateDir: stack.stateDir("discarded") });
    await stack.sql(`DELETE FROM ${TABLE}`);
    for (const row of ["A", "B", "C"]) {
      await insertRow(stack, row, { alert_name: `'${row}'` });
    }
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
      ...{ kind: "status", status: 403, errorCode: "PERMISSION_DENIED", times: "always" },
      ...{ method: "PATCH", path: `^/api/2.0/alerts/${ids["B"]}` },
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
