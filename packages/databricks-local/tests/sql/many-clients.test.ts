import assert from "node:assert/strict";
import { failureOf, TemporaryEngine } from "./temporary-engine";

describe("Many clients of the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute("CREATE TABLE counter AS SELECT 1 AS id, 0 AS n");
  });

  after(() => engine.close());

  it("write one after the other while 32 others read", async () => {
    const open = () =>
      engine.engine.openSession({ catalog: "shop", schema: "gold", userName: "u@example.com" });
    const sessions = await Promise.all(Array.from({ length: 64 }, open));
    const results = await Promise.all(
      sessions.map((session, index) =>
        session.execute(
          index % 2 === 0 ? "UPDATE counter SET n = n + 1" : "SELECT count(*) FROM counter WHERE id = 1",
        ),
      ),
    );
    assert.ok(results.every(({ rows }) => rows[0]?.[0] === 1n));
    assert.deepEqual(await engine.rows("SELECT n FROM counter"), [[32]]);
    assert.deepEqual(await engine.rows("SELECT n FROM counter VERSION AS OF 16"), [[16]]);
  });

  it("leave a table as it was when a write is cancelled, and the next one goes on", async () => {
    await engine.session.execute("CREATE TABLE numbers AS SELECT id FROM range(200000)");
    const long = "DELETE FROM numbers WHERE (SELECT max(a.id * numbers.id % 7) FROM range(1000) AS a) >= 0";
    const soon = AbortSignal.timeout(100);
    assert.equal(await failureOf(engine.session.execute(long, [], soon)), "OPERATION_CANCELED HY008");
    assert.deepEqual(await engine.rows("SELECT count(*) FROM numbers"), [[200000]]);
    assert.deepEqual(await engine.rows("DELETE FROM numbers WHERE id < 10"), [[10]]);
  });
});
