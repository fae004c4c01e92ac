import assert from "node:assert/strict";
import { plain, TemporaryEngine } from "./temporary-engine";

describe("DESCRIBE in FROM", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.rows("CREATE TABLE loads (id INT) COMMENT 'what came' TBLPROPERTIES ('owner' = 'data')");
    await engine.rows("INSERT INTO loads VALUES (1), (2)");
    await engine.rows("UPDATE loads SET id = 3 WHERE id = 1");
  });

  after(() => engine.close());

  for (const what of ["HISTORY", "DETAIL"]) {
    it(`gives what DESCRIBE ${what} answers`, async () => {
      const statement = await engine.session.execute(`DESCRIBE ${what} loads`);
      const query = await engine.session.execute(`SELECT * FROM (DESCRIBE ${what} loads)`);
      assert.deepEqual(query.columns, statement.columns);
      assert.deepEqual(
        query.rows.map((row) => row.map(plain)),
        statement.rows.map((row) => row.map(plain)),
      );
    });
  }

  it("is filtered, grouped and joined as any query", async () => {
    assert.deepEqual(
      await engine.rows(
        "SELECT max(timestamp), sum(operationMetrics['numOutputRows']::int) FROM (DESCRIBE HISTORY shop.gold.loads) WHERE operation = 'WRITE'",
      ),
      [["2026-11-23T10:00:00.001Z", 2]],
    );
    assert.deepEqual(
      await engine.rows(
        "WITH h AS (DESC HISTORY loads LIMIT 1) SELECT h.version, d.properties.owner FROM h CROSS JOIN (DESC DETAIL loads) AS d",
      ),
      [[2, "data"]],
    );
  });

  it("refuses what else can be described or shown", async () => {
    for (const query of ["DESCRIBE loads", "SHOW TABLES", "SHOW TABLES IN shop.gold"]) {
      assert.equal(
        await engine.failure(`SELECT * FROM (${query})`),
        "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000",
      );
    }
  });
});
