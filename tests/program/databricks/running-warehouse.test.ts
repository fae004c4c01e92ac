import assert from "node:assert/strict";
import { RestClient } from "../../../databricks/rest-client";
import { runningWarehouse, type StartRules } from "../../../databricks/running-warehouse";
import { scriptedServer } from "./scripted-server";

const NO_TAGS = { custom_tags: [] };

/** Waits for a warehouse that is in the given states, one after another: what was sent and what was told. */
async function wait(states: readonly string[], rules: StartRules = {}) {
  const [first = "", ...rest] = states;
  const started =
    first === "STOPPED" ? 1 : rest.includes("STOPPED") ? rest.indexOf("STOPPED") + 1 : undefined;
  const answers = rest.map((state) => ({ status: 200, json: { id: "1", name: "small", state } }));
  if (started !== undefined) {
    answers.splice(first === "STOPPED" ? 0 : started, 0, {
      status: 200,
      json: { id: "", name: "", state: "" },
    });
  }
  await using server = await scriptedServer(answers);
  const told: string[] = [];
  const slept: number[] = [];
  const client = new RestClient({
    host: new URL(server.url),
    token: () => Promise.resolve("t"),
    describe: "a test",
  });
  await runningWarehouse(
    client,
    { id: "1", name: "small", state: first, tags: NO_TAGS },
    {
      onWait: (progress) => told.push(progress),
      sleep: (ms) => Promise.resolve(slept.push(ms)),
      ...rules,
    },
  );
  return { told, slept, sent: server.received.map(({ method, url }) => `${method} ${url}`) };
}

const READ = "GET /api/2.0/sql/warehouses/1";
const START = "POST /api/2.0/sql/warehouses/1/start";

describe("a warehouse", () => {
  it("that runs is not asked for", async () => {
    assert.deepEqual(await wait(["RUNNING"]), { told: [], slept: [], sent: [] });
  });

  it("that is stopped is started", async () => {
    assert.deepEqual(await wait(["STOPPED", "STARTING", "RUNNING"]), {
      told: ['Waiting for SQL warehouse "small" (1) to run: STOPPED, 0 s'],
      slept: [250, 500],
      sent: [START, READ, READ],
    });
  });

  it("that is stopping is started when it has stopped", async () => {
    const { sent } = await wait(["STOPPING", "STOPPING", "STOPPED", "STARTING", "RUNNING"]);
    assert.deepEqual(sent, [READ, READ, START, READ, READ]);
  });

  it("that takes minutes to start is waited for, and the wait is told every few seconds", async () => {
    const states = ["STARTING", ...Array.from({ length: 30 }, () => "STARTING"), "RUNNING"];
    const { told, slept, sent } = await wait(states, { mayStart: false });
    assert.equal(sent.length, 31);
    assert.equal(
      slept.reduce((sum, ms) => sum + ms, 0),
      137_750,
    );
    assert.deepEqual(told.slice(0, 3), [
      'Waiting for SQL warehouse "small" (1) to run: STARTING, 0 s',
      'Waiting for SQL warehouse "small" (1) to run: STARTING, 8 s',
      'Waiting for SQL warehouse "small" (1) to run: STARTING, 13 s',
    ]);
  });

  it("that is stopped is left alone where it may not be started", async () => {
    await assert.rejects(wait(["STOPPED"], { mayStart: false }), {
      name: "StoppedWarehouseError",
      message:
        'SQL warehouse "small" (1) is STOPPED and startWarehouse is false: start it in the workspace, ' +
        "or set startWarehouse to true.",
    });
  });

  it("that is deleted is not waited for", async () => {
    await assert.rejects(wait(["STARTING", "DELETING"]), {
      name: "NoSuchWarehouseError",
      message: 'SQL warehouse "small" (1) is DELETING: choose another one.',
    });
  });

  it("that never runs is given up after 20 minutes", async () => {
    const states = ["STARTING", ...Array.from({ length: 300 }, () => "STARTING")];
    await assert.rejects(wait(states), {
      message: 'SQL warehouse "small" (1) is STARTING after 20 minutes: see in the workspace why.',
    });
  });
});
