import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("WITH before a write on the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute("CREATE TABLE ledger (id INT, amount INT)");
  });

  beforeEach(() => engine.session.execute("INSERT OVERWRITE ledger VALUES (1, 10), (2, 20), (3, 30)"));

  after(() => engine.close());

  const ledger = () => engine.rows("SELECT id, amount FROM ledger ORDER BY id");

  it("deletes, whether or not it reads what is named", async () => {
    await engine.session.execute(
      "WITH q AS (SELECT 2 AS n) DELETE FROM ledger WHERE id IN (SELECT n FROM q)",
    );
    assert.deepEqual(await ledger(), [
      [1, 10],
      [3, 30],
    ]);
    await engine.session.execute("WITH q AS (\nSELECT 1 AS n) DELETE FROM ledger /*\n) SELECT `*/ --`");
    assert.deepEqual(await ledger(), []);
  });

  it("inserts, overwrites, updates and merges", async () => {
    await engine.session.execute(
      "WITH q(a) AS (SELECT 4), r AS (SELECT a, a * 10 AS b FROM q) INSERT INTO ledger SELECT a, b FROM r",
    );
    assert.deepEqual((await ledger()).at(-1), [4, 40]);
    await engine.session.execute(
      "WITH q AS (SELECT 7 AS n) UPDATE ledger SET amount = (SELECT max(n) FROM q) WHERE id = 1",
    );
    assert.deepEqual((await ledger())[0], [1, 7]);
    await engine.session.execute(
      "WITH q AS (SELECT 9 AS n) MERGE INTO ledger AS t USING q ON t.id = q.n WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (q.n, 90)",
    );
    assert.deepEqual((await ledger()).at(-1), [9, 90]);
    await engine.session.execute(
      "WITH q AS (SELECT 1 AS a, 666 AS n) INSERT OVERWRITE ledger SELECT a, n FROM q",
    );
    assert.deepEqual(await ledger(), [[1, 666]]);
  });

  it("names queries for that statement alone", async () => {
    await engine.session.execute(
      "WITH q AS (SELECT 1 AS n) DELETE FROM ledger WHERE id IN (SELECT n FROM q)",
    );
    assert.equal(await engine.failure("SELECT * FROM q"), "TABLE_OR_VIEW_NOT_FOUND 42P01");
  });

  it("is no query", async () => {
    const write = "WITH q AS (SELECT 1 AS n) DELETE FROM ledger";
    assert.equal(await engine.failure(`SELECT * FROM (${write})`), "PARSE_SYNTAX_ERROR 42601");
    assert.equal(await engine.failure(`DESCRIBE QUERY ${write}`), "PARSE_SYNTAX_ERROR 42601");
    assert.equal((await ledger()).length, 3);
  });
});
