import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("Views of the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute("CREATE TABLE base AS SELECT id, id * 2 AS twice FROM range(3)");
  });

  after(() => engine.close());

  it("stand for a query, with names and comments of their own", async () => {
    await engine.session.execute(
      "CREATE VIEW doubled (a COMMENT 'first', b) COMMENT 'v' AS SELECT * FROM base -- all of it",
    );
    assert.deepEqual(await engine.rows("SELECT b FROM doubled AS d WHERE d.a = 2"), [[4]]);
    assert.deepEqual(await engine.rows("DESCRIBE doubled"), [
      ["a", "bigint", "first"],
      ["b", "bigint", null],
    ]);
  });

  it("keep their columns when the table gets more, and see its new rows", async () => {
    await engine.session.execute("ALTER TABLE base ADD COLUMN more STRING");
    await engine.session.execute("INSERT INTO base VALUES (5, 6, 'x')");
    assert.deepEqual(await engine.rows("SELECT * FROM doubled WHERE a = 5"), [[5, 6]]);
  });

  it("look for names where they were made, and are there when the files are opened again", async () => {
    await engine.reopen();
    const session = await engine.engine.openSession({ userName: "someone@example.com" });
    const { rows } = await session.execute("SELECT count(*) FROM shop.gold.doubled");
    assert.deepEqual(rows, [[4n]]);
  });

  it("are replaced, altered, renamed and dropped", async () => {
    await engine.session.execute("CREATE OR REPLACE VIEW doubled AS SELECT 1 AS one");
    await engine.session.execute("ALTER VIEW doubled AS SELECT 2 AS two");
    await engine.session.execute("ALTER VIEW doubled RENAME TO renamed");
    assert.deepEqual(await engine.rows("SELECT two FROM renamed"), [[2]]);
    await engine.session.execute("DROP VIEW renamed");
    assert.equal(await engine.failure("SELECT * FROM renamed"), "TABLE_OR_VIEW_NOT_FOUND 42P01");
    await engine.session.execute("DROP VIEW IF EXISTS renamed");
  });

  it("may be a session's own", async () => {
    await engine.session.execute("CREATE TEMPORARY VIEW base AS SELECT 7 AS seven");
    assert.deepEqual(await engine.rows("SELECT * FROM base"), [[7]]);
    assert.equal(
      await engine.failure("CREATE TEMP VIEW base AS SELECT 1 AS x"),
      "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS 42P07",
    );
    await engine.session.execute("DROP VIEW base");
    assert.deepEqual(await engine.rows("SELECT count(*) FROM base"), [[4]]);
  });

  it("are no tables, and tables no views", async () => {
    await engine.session.execute("CREATE VIEW v AS SELECT 1 AS x");
    assert.equal(await engine.failure("INSERT INTO v VALUES (1)"), "DELTA_CANNOT_WRITE_INTO_VIEW 0A000");
    assert.equal(await engine.failure("DROP TABLE v"), "WRONG_COMMAND_FOR_OBJECT_TYPE 42809");
    assert.equal(await engine.failure("DROP VIEW base"), "WRONG_COMMAND_FOR_OBJECT_TYPE 42809");
    assert.equal(await engine.failure("DESCRIBE HISTORY v"), "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE 42809");
    assert.equal(
      await engine.failure("CREATE VIEW v AS SELECT 1 AS x"),
      "TABLE_OR_VIEW_ALREADY_EXISTS 42P07",
    );
  });

  it("read neither themselves nor what is not there, have each column once and bind no values", async () => {
    assert.equal(await engine.failure("CREATE OR REPLACE VIEW v AS SELECT * FROM v"), "RECURSIVE_VIEW 42K0H");
    assert.equal(
      await engine.failure("CREATE VIEW w AS SELECT * FROM nowhere"),
      "TABLE_OR_VIEW_NOT_FOUND 42P01",
    );
    assert.equal(
      await engine.failure("CREATE VIEW w AS SELECT 1 AS x, 2 AS X"),
      "COLUMN_ALREADY_EXISTS 42711",
    );
    assert.equal(
      await engine.failure("CREATE VIEW w AS SELECT :x AS x", [{ name: "x", value: "1" }]),
      "UNSUPPORTED_FEATURE.PARAMETER_MARKER_IN_UNEXPECTED_STATEMENT 0A000",
    );
  });
});
