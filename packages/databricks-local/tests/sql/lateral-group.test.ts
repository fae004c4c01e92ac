import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("An aggregate of no rows beside a row", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute("CREATE TABLE seen AS SELECT 1 AS x, 5 AS at");
  });

  after(() => engine.close());

  it("is a row as well, with what is constant in it", async () => {
    const query = (select: string) =>
      `SELECT c.a, q.* FROM (VALUES (1), (9)) AS c(a) LEFT JOIN LATERAL (${select}) AS q ON TRUE ORDER BY c.a`;
    assert.deepEqual(await engine.rows(query("SELECT max(x) AS b, 7 AS v FROM seen WHERE at <= c.a")), [
      [1, null, 7],
      [9, 1, 7],
    ]);
    const held = "SELECT max(x) AS b, 7 AS v FROM seen WHERE at <= c.a HAVING max(x) > 0";
    assert.deepEqual(await engine.rows(query(held)), [
      [1, null, null],
      [9, 1, 7],
    ]);
  });
});
