import assert from "node:assert/strict";
import { failureOf, TemporaryEngine } from "./temporary-engine";

describe("Bound parameters in the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
  });

  after(() => engine.close());

  it("have the type that they were given, by name and as often as they stand there", async () => {
    const result = await engine.session.execute("SELECT :n, :n + 1, :price, :day, :text, :flag, :nothing", [
      { name: "n", type: "BIGINT", value: "5" },
      { name: "price", type: "DECIMAL(10,2)", value: "1.5" },
      { name: "day", type: "DATE", value: "2026-11-23" },
      { name: "text", value: "it's" },
      { name: "flag", type: "BOOLEAN", value: "true" },
      { name: "nothing", type: "INT", value: null },
    ]);
    assert.deepEqual(
      result.columns.map((column) => column.type),
      ["bigint", "bigint", "decimal(10,2)", "date", "string", "boolean", "int"],
    );
    assert.deepEqual(result.rows, [[5n, 6n, "1.50", "2026-11-23", "it's", true, null]]);
  });

  it("stand for question marks in their order, though one is printed later than it was written", async () => {
    const rows = await engine.rows("SELECT ?, map('k', 1)[?] WHERE ? = 7 LIMIT ?", [
      { type: "INT", value: "1" },
      { value: "k" },
      { type: "INT", value: "7" },
      { type: "INT", value: "1" },
    ]);
    assert.deepEqual(rows, [[1, 1]]);
  });

  it("are values and never SQL", async () => {
    const hostile = "x' OR 1 = 1; DROP TABLE shop.gold.sales; --";
    assert.deepEqual(await engine.rows("SELECT :v", [{ name: "v", value: hostile }]), [[hostile]]);
    const found = await engine.rows("SELECT count(*) FROM sales WHERE product = :v", [
      { name: "v", value: hostile },
    ]);
    assert.deepEqual(found, [[0]]);
  });

  it("give their columns the names of their values", async () => {
    const { columns } = await engine.session.execute("SELECT :n, :n + 1, :day, :text, :nothing", [
      { name: "n", type: "BIGINT", value: "5" },
      { name: "day", type: "DATE", value: "2026-11-23" },
      { name: "text", value: 'a"\0b' },
      { name: "nothing", type: "INT", value: null },
    ]);
    assert.deepEqual(
      columns.map((column) => column.name),
      ["5", "(5 + 1)", "DATE '2026-11-23'", 'a"\0b', "NULL"],
    );
  });

  it("stand nowhere inside strings, comments and casts with a colon", async () => {
    assert.deepEqual(await engine.rows("SELECT ':a ?', 1::STRING -- :b ?"), [[":a ?", "1"]]);
  });

  it("must be of the type that they say, and must be there", async () => {
    assert.equal(
      await engine.failure("SELECT :n", [{ name: "n", type: "TIMESTAMP", value: "soon" }]),
      "CAST_INVALID_INPUT 22018",
    );
    assert.equal(
      await engine.failure("SELECT :n", [{ name: "m", value: "1" }]),
      "UNBOUND_SQL_PARAMETER 42P02",
    );
    assert.equal(await engine.failure("SELECT ?, ?", [{ value: "1" }]), "UNBOUND_SQL_PARAMETER 42P02");
  });

  it("may have a keyword's name, and stand behind LIMIT and OFFSET", async () => {
    const bound = [
      { name: "from", type: "INT", value: "2" },
      { name: "limit", type: "BIGINT", value: "1" },
    ];
    assert.deepEqual(
      await engine.rows("SELECT id FROM range(5) ORDER BY id LIMIT :limit OFFSET :from", bound),
      [[2]],
    );
  });

  it("are scalars", async () => {
    const list = [{ name: "v", type: "ARRAY<INT>", value: "[1]" }];
    assert.equal(await engine.failure("SELECT :v", list), "UNSUPPORTED_DATATYPE 0A000");
  });

  it("let a statement be cancelled before and while it runs", async () => {
    const long =
      "SELECT count(*) FROM range(100000) AS a CROSS JOIN range(100000) AS b WHERE a.id * b.id % 7 = 3";
    const gone = AbortSignal.abort();
    assert.equal(await failureOf(engine.session.execute("SELECT 1", [], gone)), "OPERATION_CANCELED HY008");
    const soon = AbortSignal.timeout(200);
    assert.equal(await failureOf(engine.session.execute(long, [], soon)), "OPERATION_CANCELED HY008");
    assert.deepEqual(await engine.rows("SELECT 1"), [[1]]);
  });
});
