import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-names-identifier-clause */
describe("IDENTIFIER() in the local warehouse", () => {
  let engine: TemporaryEngine;
  const given = [
    { name: "schema", value: "gold" },
    { name: "table", value: "shop.gold.sales" },
    { name: "column", value: "sku-name" },
    { name: "function", value: "upper" },
    { name: "nothing", value: null },
    { name: "number", type: "INT", value: "1" },
  ];

  before(async () => {
    engine = await TemporaryEngine.open();
  });

  after(() => engine.close());

  it("names schemas, tables, columns and functions, from literals and bound values", async () => {
    await engine.session.execute(
      "CREATE TABLE IDENTIFIER(:schema || '.named') (IDENTIFIER('`sku-name`') STRING)",
      given,
    );
    await engine.session.execute("INSERT INTO IDENTIFIER(:schema || '.' || 'named') VALUES ('x')", given);
    const bound = given.map((one) => (one.name === "column" ? { ...one, value: "`sku-name`" } : one));
    const sql = "SELECT IDENTIFIER(:function)(t.IDENTIFIER(:column)) FROM IDENTIFIER('named') AS t";
    assert.deepEqual(await engine.rows(sql, bound), [["X"]]);
    assert.deepEqual(await engine.rows("SELECT count(*) FROM IDENTIFIER(:table)", given), [[50000]]);
    assert.deepEqual(await engine.rows("DESCRIBE IDENTIFIER(?)", [{ value: "named" }]), [
      ["sku-name", "string", null],
    ]);
    await engine.session.execute("DROP TABLE IDENTIFIER(:schema || '.named')", given);
  });

  it("leaves the other question marks in their order", async () => {
    const values = [{ value: "a" }, { value: "sales" }, { type: "INT", value: "1" }];
    assert.deepEqual(await engine.rows("SELECT ? FROM IDENTIFIER(?) LIMIT ?", values), [["a"]]);
  });

  it("wants a constant STRING that is not NULL, and a name in it", async () => {
    assert.equal(
      await engine.failure("SELECT IDENTIFIER(:nothing)", given),
      "NOT_A_CONSTANT_STRING.NULL 42601",
    );
    assert.equal(
      await engine.failure("SELECT IDENTIFIER(:number)", given),
      "NOT_A_CONSTANT_STRING.WRONG_TYPE 42601",
    );
    assert.equal(
      await engine.failure("SELECT IDENTIFIER(uuid())", given),
      "NOT_A_CONSTANT_STRING.NOT_CONSTANT 42601",
    );
    assert.equal(await engine.failure("SELECT IDENTIFIER('1; DROP TABLE x')"), "PARSE_SYNTAX_ERROR 42601");
  });
});
