import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

const MERGE = `
MERGE INTO shop.gold.stock AS t
USING (SELECT o.* FROM (SELECT explode(from_json(:rows, 'ARRAY<STRUCT<id: STRING, n: INT, at: TIMESTAMP>>')) AS o)) AS s
ON t.id = s.id
WHEN MATCHED AND t.n <> s.n THEN UPDATE SET t.n = s.n, at = s.at
WHEN NOT MATCHED THEN INSERT (id, n) VALUES (s.id, s.n)`;

describe("Changes of rows in the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
  });

  after(() => engine.close());

  beforeEach(async () => {
    await engine.session.execute("DROP TABLE IF EXISTS stock");
    await engine.session.execute(
      "CREATE TABLE stock (id STRING NOT NULL, n INT, at TIMESTAMP, kind STRING DEFAULT 'new') TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')",
    );
    await engine.session.execute("ALTER TABLE stock ADD CONSTRAINT n_positive CHECK (n > 0)");
    await engine.session.execute("INSERT INTO stock (id, n) VALUES ('a', 1), ('b', 2)");
  });

  const stock = () => engine.rows("SELECT id, n, kind FROM stock ORDER BY id, n");

  it("are counted by INSERT, UPDATE and DELETE", async () => {
    const inserted = await engine.session.execute("INSERT INTO stock (kind, n, id) SELECT 'x', 3, 'c'");
    assert.deepEqual(
      inserted.columns.map((column) => column.name),
      ["num_affected_rows", "num_inserted_rows"],
    );
    assert.deepEqual(inserted.rows, [[1n, 1n]]);
    assert.deepEqual(await engine.rows("UPDATE stock SET n = n + 1, kind = DEFAULT WHERE id <> 'a'"), [[2]]);
    assert.deepEqual(await engine.rows("DELETE FROM stock WHERE id = 'a'"), [[1]]);
    assert.deepEqual(await stock(), [
      ["b", 3, "new"],
      ["c", 4, "new"],
    ]);
  });

  it("come in one bound value by MERGE, which counts what it did", async () => {
    const rows = JSON.stringify([
      { id: "a", n: 1 },
      { id: "b", n: 9, at: "2026-01-01T00:00:00Z" },
      { id: "TEST'; DROP TABLE stock; --", n: 3 },
    ]);
    const result = await engine.session.execute(MERGE, [{ name: "rows", type: "STRING", value: rows }]);
    assert.deepEqual(
      result.columns.map((column) => column.name),
      ["num_affected_rows", "num_updated_rows", "num_deleted_rows", "num_inserted_rows"],
    );
    assert.deepEqual(result.rows, [[2n, 1n, 0n, 1n]]);
    assert.deepEqual(await stock(), [
      ["TEST'; DROP TABLE stock; --", 3, "new"],
      ["a", 1, "new"],
      ["b", 9, "new"],
    ]);
  });

  it("are refused when two source rows match one target row, and nothing is changed", async () => {
    const rows = '[{"id":"a","n":5},{"id":"a","n":6},{"id":"z","n":1}]';
    assert.equal(
      await engine.failure(MERGE, [{ name: "rows", value: rows }]),
      "DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE 21506",
    );
    assert.deepEqual(await stock(), [
      ["a", 1, "new"],
      ["b", 2, "new"],
    ]);
  });

  it("take all columns by name with MERGE's star, and delete what the source lacks", async () => {
    const counts =
      await engine.rows(`MERGE INTO stock USING (SELECT 'a' AS id, 7 AS n, current_timestamp() AS at, 'k' AS kind) AS s
      ON stock.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT * WHEN NOT MATCHED BY SOURCE THEN DELETE`);
    assert.deepEqual(counts, [[2, 1, 1, 0]]);
    assert.deepEqual(await stock(), [["a", 7, "k"]]);
  });

  it("are undone when a row breaks a CHECK, and the error names the values", async () => {
    await assert.rejects(engine.session.execute("INSERT INTO stock (id, n) VALUES ('ok', 5), ('bad', -1)"), {
      message:
        "[DELTA_VIOLATE_CONSTRAINT_WITH_VALUES] CHECK constraint n_positive (n > 0) violated by row with values: n : -1. SQLSTATE: 23001",
    });
    assert.equal(
      await engine.failure("UPDATE stock SET n = 0"),
      "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES 23001",
    );
    assert.deepEqual(await engine.rows("SELECT count(*), min(n) FROM stock"), [[2, 1]]);
  });

  it("are refused when a column that is NOT NULL gets none", async () => {
    assert.equal(
      await engine.failure("INSERT INTO stock (n) VALUES (1)"),
      "DELTA_INSERT_COLUMN_MISMATCH 42802",
    );
  });

  it("are checked against the rows that are there when a CHECK is added", async () => {
    assert.equal(
      await engine.failure("ALTER TABLE stock ADD CONSTRAINT big CHECK (n > 1)"),
      "DELTA_NEW_CHECK_CONSTRAINT_VIOLATION 23512",
    );
    assert.deepEqual(await engine.rows("SHOW TBLPROPERTIES stock ('delta.constraints.n_positive')"), [
      ["delta.constraints.n_positive", "n > 0"],
    ]);
  });

  it("know too few, too many and unknown columns", async () => {
    assert.equal(
      await engine.failure("INSERT INTO stock (id, n) VALUES ('x')"),
      "INSERT_COLUMN_ARITY_MISMATCH.NOT_ENOUGH_DATA_COLUMNS 21S01",
    );
    assert.equal(
      await engine.failure("INSERT INTO stock (id) VALUES ('x', 1)"),
      "INSERT_COLUMN_ARITY_MISMATCH.TOO_MANY_DATA_COLUMNS 21S01",
    );
    assert.equal(
      await engine.failure("INSERT INTO stock (idd) VALUES ('x')"),
      "UNRESOLVED_COLUMN.WITH_SUGGESTION 42703",
    );
  });

  it("wait for each other, so that none is lost", async () => {
    const sessions = await Promise.all(
      Array.from({ length: 8 }, () =>
        engine.engine.openSession({ catalog: "shop", schema: "gold", userName: "u@example.com" }),
      ),
    );
    await Promise.all(
      sessions.map((session) => session.execute("UPDATE stock SET n = n + 1 WHERE id = 'a'")),
    );
    assert.deepEqual(await stock(), [
      ["a", 9, "new"],
      ["b", 2, "new"],
    ]);
  });
});
