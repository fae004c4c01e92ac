import assert from "node:assert/strict";
import { alertShape } from "../../src/alerts/alert-shape";
import { evaluateAlert } from "../../src/evaluation/evaluate-alert";
import { WarehouseStore } from "../../src/warehouses/warehouse-store";
import { alertBody } from "../alert-body";
import { NOW, TemporaryEngine } from "../sql/temporary-engine";
import type { Json } from "../use-workspace";

const NUMBERS = "SELECT * FROM (VALUES (3, 'c', 10), (1, 'a', 20), (2, NULL, 30)) AS t(n, t, high)";

describe("evaluateAlert", () => {
  let engine: TemporaryEngine;
  let warehouses: WarehouseStore;
  before(async () => {
    engine = await TemporaryEngine.open();
    const userName = "local.user@example.com";
    warehouses = new WarehouseStore(engine.dataDir, { userName, clock: () => NOW, warehouseStartMs: 0 });
  });
  after(async () => {
    warehouses.close();
    await engine.close();
  });

  const evaluate = async (query_text: string, evaluation: Json, changes: Json = {}) => {
    const alert = alertShape.parse(alertBody({ query_text, evaluation, ...changes }));
    return evaluateAlert(
      alert,
      { engine: engine.engine, warehouses, requireWarehouse: () => undefined },
      new AbortController().signal,
    );
  };
  const above = (limit: number) => ({
    comparison_operator: "GREATER_THAN",
    threshold: { value: { double_value: limit } },
  });

  it("takes the first row's value without an aggregation", async () => {
    const { state, value, threshold } = await evaluate(NUMBERS, { source: { name: "n" }, ...above(2) });
    assert.deepEqual([state, value, threshold], ["TRIGGERED", "3", "2"]);
  });

  const AGGREGATIONS = {
    AVG: "2.0",
    COUNT: "3",
    COUNT_DISTINCT: "3",
    MAX: "3",
    MEDIAN: "2.0",
    MIN: "1",
    SUM: "6",
  };
  for (const [aggregation, expected] of Object.entries({ ...AGGREGATIONS, STDDEV: "1.0" })) {
    it(`aggregates by ${aggregation}, under the displayed name`, async () => {
      const source = { name: "n", aggregation, display: "shown" };
      const { value, result } = await evaluate(NUMBERS, { source, ...above(0) });
      assert.deepEqual([value, result.columns.map(({ name }) => name)], [expected, ["shown"]]);
    });
  }

  it("counts a value that repeats once by COUNT_DISTINCT, and each time by COUNT", async () => {
    const count = async (aggregation: string) => {
      const query = "SELECT n FROM VALUES (1), (1), (2) AS v(n)";
      return (await evaluate(query, { source: { name: "n", aggregation }, ...above(0) })).value;
    };
    assert.deepEqual([await count("COUNT_DISTINCT"), await count("COUNT")], ["2", "3"]);
  });

  it("says OK, whatever there is, when the displayed name differs and nothing is aggregated", async () => {
    const source = { name: "n", display: "shown" };
    const { state, value } = await evaluate(NUMBERS, { source, ...above(-1) });
    assert.deepEqual([state, value], ["OK", null]);
  });

  it("says ERROR of a query that is longer than a statement may be", async () => {
    const query = `SELECT 1 AS n -- ${"x".repeat(16 * 1024 * 1024 - 40)}`;
    const { state, error } = await evaluate(query, { source: { name: "n" }, ...above(2) });
    assert.deepEqual([state, error], ["ERROR", "The statement of the evaluation must have at most 16 MiB"]);
  });

  it("finds the column whatever its case", async () => {
    assert.equal((await evaluate(NUMBERS, { source: { name: "N" }, ...above(2) })).state, "TRIGGERED");
  });

  it("compares with a column, aggregated or not", async () => {
    const compare = (source: Json, column: Json) =>
      evaluate(NUMBERS, { source, comparison_operator: "LESS_THAN", threshold: { column } });
    const plain = await compare({ name: "n" }, { name: "high" });
    assert.deepEqual([plain.state, plain.value, plain.threshold], ["TRIGGERED", "3", "10"]);
    const both = await compare({ name: "n", aggregation: "SUM" }, { name: "high", aggregation: "MIN" });
    assert.deepEqual([both.state, both.value, both.threshold], ["TRIGGERED", "6", "10"]);
    const mixed = await compare({ name: "high", aggregation: "SUM" }, { name: "n" });
    assert.deepEqual([mixed.state, mixed.value, mixed.threshold], ["OK", "60", "3"]);
    const other = await compare({ name: "n", aggregation: "SUM" }, { name: "high" });
    assert.deepEqual([other.state, other.value, other.threshold], ["TRIGGERED", "6", "10"]);
  });

  it("binds the alert's parameters", async () => {
    const parameters = [
      { name: "low", type: "INT", value: "5" },
      { name: "word", value: "x'; --" },
    ];
    const query = "SELECT :low + 1 AS n, :word AS t";
    const { value, result } = await evaluate(query, { source: { name: "n" }, ...above(2) }, { parameters });
    assert.deepEqual([value, result.rows], ["6", [[6, "x'; --"]]]);
  });

  it("runs a query that ends in a comment", async () => {
    const { value } = await evaluate("SELECT 1 AS n -- one", { source: { name: "n" }, ...above(2) });
    assert.equal(value, "1");
  });

  for (const empty_result_state of ["OK", "TRIGGERED", "UNKNOWN", "ERROR"]) {
    it(`says ${empty_result_state} for no rows when told so`, async () => {
      const evaluation = { source: { name: "n" }, ...above(2), empty_result_state };
      assert.equal((await evaluate("SELECT 1 AS n WHERE false", evaluation)).state, empty_result_state);
    });
  }

  it("says ERROR for no rows when told nothing", async () => {
    const outcome = await evaluate("SELECT 1 AS n WHERE false", { source: { name: "n" }, ...above(2) });
    assert.deepEqual([outcome.state, outcome.error], ["ERROR", "The query returned no rows"]);
  });

  it("tells NULL by IS_NULL, and else takes it for OK", async () => {
    const nothing = "SELECT CAST(NULL AS INT) AS n";
    const isNull = { source: { name: "n" }, comparison_operator: "IS_NULL" };
    assert.equal((await evaluate(nothing, isNull)).state, "TRIGGERED");
    assert.equal((await evaluate(nothing, { source: { name: "n" }, ...above(0) })).state, "OK");
  });

  const FAILURES: readonly [what: string, query: string, changes: Json, error: RegExp][] = [
    ["a query that fails", "SELECT n FROM nowhere", {}, /^\[TABLE_OR_VIEW_NOT_FOUND\] .* SQLSTATE: 42P01$/s],
    [
      "a closing semicolon",
      "SELECT 1 AS n;",
      {},
      /^\[PARSE_SYNTAX_ERROR\] .* SQLSTATE: 42601\n\n== SQL ==\n/s,
    ],
    [
      "a column that is not there",
      "SELECT 1 AS m",
      {},
      /^\[UNRESOLVED_COLUMN.WITH_SUGGESTION\] The query's result has no column `n`\. .*\[`m`\]/,
    ],
    [
      "a value that does not fit the threshold",
      "SELECT 'x' AS n",
      {},
      /^\[INVALID_PARAMETER_VALUE\] Incompatible type in alert evaluation: text against number$/,
    ],
    [
      "a warehouse that is not there",
      "SELECT 1 AS n",
      { warehouse_id: "00000000000000aa" },
      /^The warehouse 00000000000000aa was not found\.$/,
    ],
  ];
  for (const [what, query, changes, error] of FAILURES) {
    it(`says ERROR for ${what}`, async () => {
      const outcome = await evaluate(query, { source: { name: "n" }, ...above(2) }, changes);
      assert.equal(outcome.state, "ERROR");
      assert.match(outcome.error ?? "", error);
    });
  }

  it("reads the tables of the workspace", async () => {
    const query = "SELECT count_if(product = 'tea') * 100 / count(*) AS tea_pct FROM shop.gold.sales";
    const { state, value } = await evaluate(query, { source: { name: "tea_pct" }, ...above(19.5) });
    assert.deepEqual([state, Number(value)], ["TRIGGERED", 20]);
  });
});
