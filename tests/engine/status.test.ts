import assert from "node:assert/strict";
import { z } from "zod";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { whileHeld } from "./held-call";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const LastSync = z.object({
  created: z.number(),
  updated: z.number(),
  removed: z.number(),
  failed: z.number(),
});

const METRICS = "health_monitor.gold.alert_sync_metrics";

describe("the status of the rows", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
    for (const id of ["A-1", "A-2", "A-3", "A-4"]) await insertRow(stack, id);
  });

  after(() => stack.stop());

  afterEach(() => stack.workspace.faults.clear());

  const setThreshold = (alertId: string, threshold: number) =>
    stack.sql(`UPDATE ${TABLE} SET threshold_value_double = ${threshold} WHERE alert_id = '${alertId}'`);

  const runs = async () => Number((await stack.sql(`SELECT count(*) AS n FROM ${METRICS}`))[0]?.["n"]);

  const lastRun = async () => {
    const [run] = await stack.sql(
      `SELECT created_count, updated_count, deleted_count, error_count FROM ${METRICS} ORDER BY sync_started_at DESC LIMIT 1`,
    );
    return Object.values(run ?? {}).map(Number);
  };

  it("is written with one MERGE whatever the number of rows, and the run with one INSERT", async () => {
    const before = await runs();
    await stack.succeed("up");
    assert.deepEqual(stack.writes, ["INSERT", "MERGE", "POST", "POST", "POST", "POST"]);
    assert.equal(await runs(), before + 1);
    assert.deepEqual(await lastRun(), [4, 0, 0, 0]);
  });

  it("is not written by a preview, nor by an up that changes nothing", async () => {
    const before = await runs();
    await stack.succeed("up");
    await setThreshold("A-1", 2);
    await stack.succeed("preview");
    assert.deepEqual(stack.writes, []);
    assert.equal(await runs(), before);
  });

  it("is written once though the answers to its statements are lost", async () => {
    const before = await runs();
    for (const statement of ["^merge", "^insert"])
      stack.workspace.faults.add({ kind: "drop-after", operation: "ExecuteStatement", statement });

    await stack.succeed("up");
    assert.deepEqual(stack.writes, ["INSERT", "INSERT", "MERGE", "MERGE", "PATCH"]);
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "UPDATED");
    assert.equal(await runs(), before + 1);
    assert.deepEqual(await lastRun(), [0, 1, 0, 0]);
  });

  it("is written again after somebody else's write came in between", async () => {
    await setThreshold("A-1", 3);
    stack.workspace.faults.add({
      kind: "statement-error",
      statement: "^merge",
      errorClass: "DELTA_CONCURRENT_APPEND",
      sqlState: "2D521",
    });
    await stack.succeed("up");
    assert.deepEqual(stack.writes, ["INSERT", "MERGE", "MERGE", "PATCH"]);
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "UPDATED");
  });

  it("leaves alone what others wrote since the rows were read, and the next preview sees it", async () => {
    await setThreshold("A-1", 4);
    await setThreshold("A-2", 4);
    stack.workspace.faults.add({ kind: "pause", method: "PATCH", path: "^/api/2.0/alerts/" });
    const running = stack.succeed("up");
    await whileHeld(stack, async () => {
      await setThreshold("A-1", 5);
      await stack.sql(`UPDATE ${TABLE} SET owner = 'somebody else' WHERE alert_id = 'A-3'`);
      await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'A-2'`);
    });
    await running;
    assert.deepEqual(
      await stack.sql(
        `SELECT alert_id, threshold_value_double AS threshold, owner, last_sync_status FROM ${TABLE} WHERE alert_id LIKE 'A-%' ORDER BY 1`,
      ),
      [
        { alert_id: "A-1", threshold: "5.0", owner: "me", last_sync_status: "UPDATED" },
        { alert_id: "A-3", threshold: "1.0", owner: "somebody else", last_sync_status: "CREATED" },
        { alert_id: "A-4", threshold: "1.0", owner: "me", last_sync_status: "CREATED" },
      ],
    );
    assert.deepEqual(stepsOf(await stack.succeed("preview")), [
      "delete A-2",
      "update A-1",
      "update deletion-guard",
      "update sync-status",
    ]);
    const { outputs } = await stack.succeed("up");
    assert.deepEqual(await lastRun(), [0, 1, 1, 0]);
    const { created, updated, removed, failed } = LastSync.parse(outputs["lastSync"]);
    assert.deepEqual([created, updated, removed, failed], [0, 1, 1, 0]);
  });

  it("says after a partial failure what became of each row", async () => {
    await setThreshold("A-1", 6);
    await setThreshold("A-3", 6);
    const { id } = await stack.alert("[INFO] Alert A-3");
    stack.workspace.faults.add({
      kind: "status",
      method: "PATCH",
      path: `^/api/2.0/alerts/${id}`,
      status: 400,
      errorCode: "INVALID_PARAMETER_VALUE",
      message: "x".repeat(5_000),
    });
    const result = await stack.run("up", { continueOnError: true });
    assert.equal(result.ok, false);
    const { last_sync_error: error, ...failed } = (await statusOf(stack, "A-3")) ?? {};
    assert.deepEqual(failed, { databricks_alert_id: id, last_sync_status: "ERROR" });
    assert.equal(error, errorsOf(result)[0]?.slice(0, 1_900));
    assert.equal((await statusOf(stack, "A-1"))?.["last_sync_status"], "UPDATED");
    assert.deepEqual(await lastRun(), [0, 1, 0, 1]);
    await stack.succeed("up");
    assert.equal((await statusOf(stack, "A-3"))?.["last_sync_error"], null);
  });

  it("says after a cancelled run what had been done", async () => {
    await insertRow(stack, "B-1");
    await insertRow(stack, "B-2");
    await setThreshold("A-1", 7);
    await setThreshold("A-3", 7);
    stack.workspace.faults.add({
      kind: "pause",
      when: "after-work",
      method: "POST",
      path: "^/api/2.0/alerts$",
      skip: 1,
    });
    const cancellation = new AbortController();
    const running = stack.run("up", { signal: cancellation.signal });
    await whileHeld(stack, () => cancellation.abort());
    const result = await running;
    assert.equal(result.interrupted, true);
    const alerts = await stack.alerts();
    for (const row of ["B-1", "B-2"]) {
      const alert = alerts.find(({ display_name }) => display_name === `[INFO] Alert ${row}`);
      const status = await statusOf(stack, row);
      assert.deepEqual(
        [status?.["databricks_alert_id"], status?.["last_sync_status"]],
        [alert?.id, "CREATED"],
      );
    }
    const [created, , , failed] = await lastRun();
    assert.deepEqual([created, failed], [2, 0]);
    await stack.succeed("up");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });
});
