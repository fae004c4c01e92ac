import assert from "node:assert/strict";
import { childEnvironment, clientEnvironment } from "databricks-local";
import { BARE } from "../bare-stack";
import { EngineProcess } from "../kills/engine-process";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { whileHeld } from "./held-call";
import { LocalStack, stepsOf } from "./local-stack";

describe("the status of rows whose run was killed before it wrote them", function () {
  this.timeout(120_000);
  let stack: LocalStack;
  before(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up");
    await insertRow(stack, "K-1");
    await stack.succeed("up");
  });
  after(() => stack.stop());

  /** An `up` in processes of its own, whose provider is killed as it is about to write the status. */
  const killedUp = async () => {
    stack.workspace.faults.add({ kind: "pause", operation: "ExecuteStatement", statement: "^merge" });
    const engine = new EngineProcess({
      command: "up",
      projectDir: process.cwd(),
      stateDir: stack.stateDir(),
      childEnv: childEnvironment(process.env, clientEnvironment(stack.workspace)),
      config: BARE,
    });
    await whileHeld(stack, () => {
      assert.ok(engine.provider !== undefined);
      process.kill(engine.provider, "SIGKILL");
      // What was sent is carried out, whoever sent it has died.
      stack.workspace.faults.add({ kind: "statement-error", statement: "^merge" });
    });
    await engine.gone();
    stack.workspace.faults.clear();
  };
  const status = async (row: string) => Object.values((await statusOf(stack, row)) ?? {});

  it("is written by the next up, which changes nothing else", async () => {
    const { id } = await stack.alert("[INFO] Alert K-1");
    await insertRow(stack, "K-2");
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 2 WHERE alert_id = 'K-1'`);
    await killedUp();
    const made = await stack.alert("[INFO] Alert K-2");
    assert.deepEqual(await status("K-1"), [id, "CREATED", null]);
    assert.deepEqual(await status("K-2"), [null, null, null]);
    assert.deepEqual(stepsOf(await stack.succeed("up")), ["update sync-status"]);
    assert.deepEqual(await status("K-1"), [id, "UNCHANGED", null]);
    assert.deepEqual(await status("K-2"), [made.id, "UNCHANGED", null]);
    assert.deepEqual(stepsOf(await stack.succeed("up")), []);
  });
});
