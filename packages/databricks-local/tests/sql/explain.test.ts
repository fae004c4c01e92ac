import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("EXPLAIN on the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
  });

  after(() => engine.close());

  /** The text of the one row that EXPLAIN answers with. */
  async function plan(sql: string): Promise<string> {
    const { columns, rows } = await engine.session.execute(sql);
    assert.deepEqual(columns, [{ name: "plan", type: "string" }]);
    const [[text] = []] = rows;
    assert.ok(rows.length === 1 && typeof text === "string");
    return text;
  }

  it("answers with a physical plan, also for what would fail only when it runs", async () => {
    for (const mode of ["", "FORMATTED", "COST", "CODEGEN"]) {
      assert.match(
        await plan(`EXPLAIN ${mode} SELECT sale_date, 1 / 0 FROM sales`),
        /^== Physical Plan ==\n/,
      );
    }
  });

  it("names the result's columns with their types when it is EXTENDED", async () => {
    const text = await plan("EXPLAIN EXTENDED WITH q AS (SELECT 1 AS n) SELECT n, array('a') AS tags FROM q");
    assert.deepEqual(text.split("\n").slice(0, 5), [
      "== Parsed Logical Plan ==",
      "WITH q AS (SELECT 1 AS n) SELECT n, array('a') AS tags FROM q",
      "",
      "== Analyzed Logical Plan ==",
      "n: int, tags: array<string>",
    ]);
  });

  it("does not fail for an unknown table, column or function: its row tells of the error", async () => {
    assert.equal(
      await plan("EXPLAIN SELECT 1 FROM no_such_table"),
      "Error occurred during query planning: \n[TABLE_OR_VIEW_NOT_FOUND] The table or view `shop`.`gold`.`no_such_table` cannot be found. Verify the spelling and correctness of the schema and catalog. SQLSTATE: 42P01",
    );
    const column = await plan("EXPLAIN SELECT no_such_column FROM sales");
    assert.match(column, /^Error occurred during query planning: \n\[UNRESOLVED_COLUMN\.WITH_SUGGESTION\] /);
    const routine = await plan("EXPLAIN SELECT no_such_function(1)");
    assert.match(routine, /^Error occurred during query planning: \n\[UNRESOLVED_ROUTINE\] /);
  });

  it("fails for what is no SQL, and refuses statements that change something", async () => {
    assert.equal(await engine.failure("EXPLAIN SELEC 1"), "PARSE_SYNTAX_ERROR 42601");
    assert.equal(await engine.failure("EXPLAIN SELECT FROM WHERE"), "PARSE_SYNTAX_ERROR 42601");
    assert.equal(await engine.failure("EXPLAIN"), "PARSE_SYNTAX_ERROR 42601");
    assert.equal(
      await engine.failure("EXPLAIN DELETE FROM sales"),
      "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000",
    );
  });

  it("has two sisters that give a query's columns: DESCRIBE QUERY and a query around it", async () => {
    const query = "SELECT count(*) AS n, array(1) AS list, max(sale_date) AS day FROM sales";
    assert.deepEqual(await engine.rows(`DESCRIBE QUERY ${query}`), [
      ["n", "bigint", null],
      ["list", "array<int>", null],
      ["day", "date", null],
    ]);
    const { columns, rows } = await engine.session.execute(`SELECT * FROM (${query}) WHERE 1=0`);
    assert.deepEqual(
      columns.map(({ name, type }) => `${name} ${type}`),
      ["n bigint", "list array<int>", "day date"],
    );
    assert.deepEqual(rows, []);
    assert.equal(
      await engine.failure("DESCRIBE QUERY SELECT nope"),
      "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION 42703",
    );
  });
});
