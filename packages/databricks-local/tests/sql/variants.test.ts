import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("a table with a column of VARIANT", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.rows("CREATE TABLE events (id INT, v VARIANT, parts ARRAY<VARIANT>)");
    await engine.rows(
      `INSERT INTO events VALUES (1, parse_json('{"n":1.50,"a":[1,2]}'), array(parse_json('1'))), (2, NULL, NULL)`,
    );
  });

  after(() => engine.close());

  it("tells its type, and gives JSON", async () => {
    assert.deepEqual(await engine.rows("DESCRIBE events"), [
      ["id", "int", null],
      ["v", "variant", null],
      ["parts", "array<variant>", null],
    ]);
    const { columns, rows } = await engine.session.execute("SELECT v, parts FROM events WHERE id = 1");
    assert.deepEqual(columns, [
      { name: "v", type: "variant" },
      { name: "parts", type: "array<variant>" },
    ]);
    assert.deepEqual(rows, [['{"a":[1,2],"n":1.5}', ["1"]]]);
  });

  it("keeps the kinds that JSON has not, also in earlier versions, views and copies", async () => {
    await engine.rows("INSERT INTO events (id, v) SELECT 3, CAST(DATE'2024-01-01' AS VARIANT)");
    await engine.rows("CREATE VIEW dated AS SELECT v FROM events WHERE id = 3");
    await engine.rows("CREATE TABLE copied AS SELECT v FROM events WHERE id = 3");
    for (const source of ["dated", "copied", "events VERSION AS OF 2 WHERE id = 3"]) {
      assert.deepEqual(await engine.rows(`SELECT v, schema_of_variant(v), v::date FROM ${source}`), [
        ['"2024-01-01"', "DATE", "2024-01-01"],
      ]);
    }
  });

  it("is changed by UPDATE, DELETE and MERGE", async () => {
    await engine.rows(`UPDATE events SET v = parse_json('{"n":7}') WHERE v:n::double = 1.5`);
    await engine.rows("DELETE FROM events WHERE v::string = '2024-01-01'");
    await engine.rows(
      "MERGE INTO events t USING (SELECT 2 AS id, parse_json('[true]') AS v, NULL AS parts) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET *",
    );
    assert.deepEqual(await engine.rows("SELECT id, v FROM events ORDER BY id"), [
      [1, '{"n":7}'],
      [2, "[true]"],
    ]);
  });

  it("takes what CAST makes a VARIANT, and nothing else", async () => {
    await engine.rows("INSERT INTO events (id, v) VALUES (4, 'text'), (5, 7)");
    assert.deepEqual(await engine.rows("SELECT v FROM events WHERE id > 3 ORDER BY id"), [['"text"'], ["7"]]);
    assert.equal(
      await engine.failure("INSERT INTO events (id, v) VALUES (6, map('a', 1))"),
      "DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION 42K09",
    );
  });

  it("has a row for each of its items in FROM", async () => {
    assert.deepEqual(
      await engine.rows(
        "SELECT id, e.key, e.value::string FROM events, LATERAL variant_explode(v) AS e ORDER BY id",
      ),
      [
        [1, "n", "7"],
        [2, null, "true"],
      ],
    );
  });
});
