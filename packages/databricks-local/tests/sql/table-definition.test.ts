import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("A table that is defined anew", () => {
  let engine: TemporaryEngine;
  const all = (from: string) => engine.rows(`SELECT * FROM ${from} ORDER BY 1`);

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute("CREATE TABLE t AS SELECT id, 'x' || id AS name FROM range(2)");
  });

  after(() => engine.close());

  it("takes its columns and rows from a query, which may read the table itself", async () => {
    await engine.session.execute("CREATE OR REPLACE TABLE t AS SELECT id + 10 AS id, true AS flag FROM t");
    assert.deepEqual(await all("t"), [
      [10, true],
      [11, true],
    ]);
  });

  it("keeps the versions that it had", async () => {
    assert.deepEqual(await all("t@v0"), [
      [0, "x0"],
      [1, "x1"],
    ]);
    const operations = (await engine.rows("DESCRIBE HISTORY t")).map((row) => row[4]);
    assert.deepEqual(operations, ["CREATE OR REPLACE TABLE AS SELECT", "CREATE TABLE AS SELECT"]);
  });

  it("enforces the new NOT NULL, and no longer the old one", async () => {
    await engine.session.execute("CREATE OR REPLACE TABLE t (id BIGINT NOT NULL, name INT)");
    assert.equal(
      await engine.failure("INSERT INTO t VALUES (NULL, 1)"),
      "DELTA_NOT_NULL_CONSTRAINT_VIOLATED 23502",
    );
    await engine.session.execute("CREATE OR REPLACE TABLE t (id BIGINT, name INT)");
    await engine.session.execute("INSERT INTO t VALUES (NULL, 1)");
    assert.deepEqual(await all("t"), [[null, 1]]);
    assert.deepEqual(await all("t@v0"), [
      [0, "x0"],
      [1, "x1"],
    ]);
  });

  it("renames and drops columns only with column mapping", async () => {
    assert.equal(
      await engine.failure("ALTER TABLE t DROP COLUMN name"),
      "DELTA_UNSUPPORTED_DROP_COLUMN 0AKDC",
    );
    assert.equal(
      await engine.failure("ALTER TABLE t RENAME COLUMN id TO k"),
      "DELTA_UNSUPPORTED_RENAME_COLUMN 0AKDC",
    );
    await engine.session.execute("ALTER TABLE t SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    await engine.session.execute("ALTER TABLE t RENAME COLUMN id TO key");
    await engine.session.execute("UPDATE t SET key = 5 WHERE key IS NULL");
    await engine.session.execute("ALTER TABLE t DROP COLUMN name");
    await engine.session.execute("ALTER TABLE t ADD COLUMN name STRING");
    await engine.session.execute(
      "MERGE INTO t USING (SELECT 5 AS key, 'five' AS name) AS s ON t.key = s.key WHEN MATCHED THEN UPDATE SET *",
    );
    assert.deepEqual(await all("t"), [[5, "five"]]);
    assert.deepEqual(await engine.rows("SELECT id, name FROM t@v5"), [[null, 1]]);
  });

  it("widens a type only where the property allows it", async () => {
    await engine.session.execute("CREATE TABLE narrow AS SELECT CAST(1 AS INT) AS n");
    const widen = "ALTER TABLE narrow ALTER COLUMN n TYPE BIGINT";
    assert.equal(await engine.failure(widen), "DELTA_UNSUPPORTED_ALTER_TABLE_CHANGE_COL_OP 0AKDC");
    await engine.session.execute(
      "ALTER TABLE narrow SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')",
    );
    await engine.session.execute(widen);
    await engine.session.execute("INSERT INTO narrow VALUES (3000000000)");
    assert.deepEqual(await all("narrow"), [[1], [3000000000]]);
    assert.deepEqual((await engine.session.execute("SELECT n FROM narrow@v0")).columns, [
      { name: "n", type: "int" },
    ]);
    assert.equal(
      await engine.failure("ALTER TABLE narrow ALTER COLUMN n TYPE INT"),
      "NOT_SUPPORTED_CHANGE_COLUMN 0A000",
    );
  });

  it("keeps a column that a CHECK speaks of, and a NOT NULL that its rows do not break", async () => {
    await engine.session.execute("ALTER TABLE t ADD CONSTRAINT positive CHECK (key > 0)");
    assert.equal(
      await engine.failure("ALTER TABLE t RENAME COLUMN key TO k"),
      "DELTA_CONSTRAINT_DEPENDENT_COLUMN_CHANGE 42K09",
    );
    await engine.session.execute("INSERT INTO t (key) VALUES (6)");
    assert.equal(
      await engine.failure("ALTER TABLE t ALTER COLUMN name SET NOT NULL"),
      "DELTA_NEW_NOT_NULL_VIOLATION 23512",
    );
  });

  it("keeps rows and versions under a new name", async () => {
    await engine.session.execute("ALTER TABLE t RENAME TO renamed");
    assert.deepEqual(await engine.rows("SELECT count(*) FROM renamed"), [[2]]);
    assert.deepEqual(await engine.rows("SELECT count(*) FROM renamed@v0"), [[2]]);
    assert.equal(await engine.failure("SELECT * FROM t"), "TABLE_OR_VIEW_NOT_FOUND 42P01");
  });

  it("is emptied by TRUNCATE, and filled by REPLACE WHERE and BY NAME", async () => {
    await engine.session.execute("TRUNCATE TABLE renamed");
    await engine.session.execute("INSERT INTO renamed BY NAME SELECT 'a' AS name, 1 AS key");
    await engine.session.execute("INSERT INTO renamed VALUES (2, 'b')");
    await engine.session.execute(
      "INSERT INTO renamed REPLACE WHERE key = 1 SELECT 1, upper(name) FROM renamed WHERE key = 1",
    );
    assert.deepEqual(await all("renamed"), [
      [1, "A"],
      [2, "b"],
    ]);
    const outside = "INSERT INTO renamed REPLACE WHERE key = 1 SELECT 3, 'c'";
    assert.equal(await engine.failure(outside), "DELTA_REPLACE_WHERE_MISMATCH 44000");
    assert.equal(
      await engine.failure("INSERT INTO renamed (key, KEY) VALUES (1, 2)"),
      "COLUMN_ALREADY_EXISTS 42711",
    );
    assert.equal(
      await engine.failure("UPDATE renamed SET key = 1, key = 2"),
      "DELTA_CONFLICT_SET_COLUMN 42701",
    );
  });

  it("has no generated columns", async () => {
    await assert.rejects(engine.session.execute("CREATE TABLE g (a BIGINT GENERATED ALWAYS AS IDENTITY)"), {
      message:
        "[UNSUPPORTED_FEATURE.LOCAL_WORKSPACE] This cannot be tried on the local workspace: GENERATED in a column definition. SQLSTATE: 0A000",
    });
  });
});
