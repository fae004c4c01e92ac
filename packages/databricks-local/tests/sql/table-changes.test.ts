import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

/** The example of https://docs.databricks.com/aws/en/sql/language-manual/functions/table_changes, and what it leaves open. */
describe("The change data feed", () => {
  let engine: TemporaryEngine;
  const changes = (bounds: string) =>
    engine.rows(
      `SELECT c1, c2, _change_type, _commit_version FROM table_changes('t', ${bounds}) ORDER BY _commit_version, c1, _change_type`,
    );

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute(
      "CREATE TABLE t(c1 INT, c2 STRING) TBLPROPERTIES(delta.enableChangeDataFeed=true)",
    );
    await engine.session.execute("INSERT INTO t VALUES (1, 'Hello'), (2, 'World')");
    await engine.session.execute("INSERT INTO t VALUES (3, '!')");
    await engine.session.execute("UPDATE t SET c2 = upper(c2) WHERE c1 < 3");
    await engine.session.execute("DELETE FROM t WHERE c1 = 3");
  });

  after(() => engine.close());

  it("has the table's columns and three of its own", async () => {
    const { columns } = await engine.session.execute("SELECT * FROM table_changes('t', 0)");
    assert.deepEqual(
      columns.map(({ name, type }) => `${name} ${type}`),
      ["c1 int", "c2 string", "_change_type string", "_commit_version bigint", "_commit_timestamp timestamp"],
    );
  });

  it("tells what INSERT, UPDATE and DELETE did, between two versions", async () => {
    assert.deepEqual(await changes("1, 2"), [
      [1, "Hello", "insert", 1],
      [2, "World", "insert", 1],
      [3, "!", "insert", 2],
    ]);
    assert.deepEqual(await changes("3, 4"), [
      [1, "HELLO", "update_postimage", 3],
      [1, "Hello", "update_preimage", 3],
      [2, "WORLD", "update_postimage", 3],
      [2, "World", "update_preimage", 3],
      [3, "!", "delete", 4],
    ]);
  });

  it("runs up to the latest version where no end is given", async () => {
    assert.deepEqual(await changes("4"), [[3, "!", "delete", 4]]);
  });

  it("takes times, and the table's name and the bounds as bound values", async () => {
    assert.deepEqual(
      await changes("'2026-11-23T10:00:00.003Z', TIMESTAMP '2026-11-23 10:00:00.004'"),
      await changes("3, 4"),
    );
    const bound = [
      { name: "table", value: "shop.gold.t" },
      { name: "from", type: "BIGINT", value: "4" },
    ];
    const sql = "SELECT c1, _commit_timestamp FROM table_changes(:table, :from)";
    assert.deepEqual(await engine.rows(sql, bound), [[3, "2026-11-23T10:00:00.004Z"]]);
  });

  it("tells what MERGE and INSERT OVERWRITE did", async () => {
    await engine.session
      .execute(`MERGE INTO t USING (SELECT * FROM VALUES (1, 'one'), (9, 'nine') AS v(c1, c2)) AS s ON t.c1 = s.c1
      WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT * WHEN NOT MATCHED BY SOURCE THEN DELETE`);
    await engine.session.execute("INSERT OVERWRITE t SELECT c1 + 1, c2 FROM t WHERE c1 = 1");
    assert.deepEqual(await changes("5"), [
      [1, "one", "update_postimage", 5],
      [1, "HELLO", "update_preimage", 5],
      [2, "WORLD", "delete", 5],
      [9, "nine", "insert", 5],
      [1, "one", "delete", 6],
      [2, "one", "insert", 6],
      [9, "nine", "delete", 6],
    ]);
  });

  it("begins with the version that switches it on", async () => {
    await engine.session.execute("CREATE TABLE late (a INT)");
    await engine.session.execute("INSERT INTO late VALUES (1)");
    await assert.rejects(engine.session.execute("SELECT * FROM table_changes('late', 0)"), {
      message:
        "[DELTA_MISSING_CHANGE_DATA] Error getting change data for range [0 , 1] as change data was not recorded for version [0]. If you've enabled change data feed on this table, use `DESCRIBE HISTORY` to see when it was first enabled. Otherwise, to start recording change data, use `ALTER TABLE table_name SET TBLPROPERTIES (delta.enableChangeDataFeed=true)`. SQLSTATE: KD002",
    });
    await engine.session.execute("ALTER TABLE late SET TBLPROPERTIES (delta.enableChangeDataFeed = true)");
    await engine.session.execute("INSERT INTO late VALUES (2)");
    assert.equal(
      await engine.failure("SELECT * FROM table_changes('late', 1)"),
      "DELTA_MISSING_CHANGE_DATA KD002",
    );
    assert.deepEqual(await engine.rows("SELECT a, _change_type FROM table_changes('late', 2)"), [
      [2, "insert"],
    ]);
  });

  it("refuses bounds that are none", async () => {
    assert.equal(
      await engine.failure("SELECT * FROM table_changes('t', 3, 2)"),
      "DELTA_INVALID_CDC_RANGE 22003",
    );
    assert.equal(
      await engine.failure("SELECT * FROM table_changes('t', 99)"),
      "DELTA_CDC_START_VERSION_AFTER_LATEST 22003",
    );
    assert.equal(
      await engine.failure("SELECT * FROM table_changes('t', '2027-01-01')"),
      "DELTA_TIMESTAMP_GREATER_THAN_COMMIT 42816",
    );
    assert.equal(
      await engine.failure("SELECT * FROM table_changes('nowhere', 0)"),
      "TABLE_OR_VIEW_NOT_FOUND 42P01",
    );
  });
});
