import assert from "node:assert/strict";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";
import { SHOP } from "../shop";

const PATH = "/api/2.0/sql/statements";

describe("POST /api/2.0/sql/statements", () => {
  const { call, workspace } = useWorkspace({ setup: SHOP });
  const execute = (statement: string, more: Json = {}) =>
    call("POST", PATH, { statement, warehouse_id: workspace().warehouseId, wait_timeout: "50s", ...more });

  it("answers rows as text, with a manifest", async () => {
    const { status, body } = await execute(
      "SELECT CAST(7 AS BIGINT) AS n, 1.5D AS d, CAST(2 AS DECIMAL(18,6)) AS m, true AS b, array('a') AS l, NULL AS z",
    );
    assert.equal(status, 200);
    const { statement_id, ...rest } = body;
    assert.match(String(statement_id), /^[0-9a-f-]{36}$/);
    const { schema, ...manifest } = asJson(rest.manifest);
    const { columns, column_count } = asJson(schema);
    assert.ok(Array.isArray(columns));
    assert.equal(column_count, 6);
    assert.deepEqual(columns.slice(0, 5), [
      { name: "n", position: 0, type_name: "LONG", type_text: "BIGINT" },
      { name: "d", position: 1, type_name: "DOUBLE", type_text: "DOUBLE" },
      {
        name: "m",
        position: 2,
        type_name: "DECIMAL",
        type_text: "DECIMAL(18,6)",
        type_precision: 18,
        type_scale: 6,
      },
      { name: "b", position: 3, type_name: "BOOLEAN", type_text: "BOOLEAN" },
      { name: "l", position: 4, type_name: "ARRAY", type_text: "ARRAY<STRING>" },
    ]);
    assert.deepEqual(manifest, {
      format: "JSON_ARRAY",
      total_chunk_count: 1,
      chunks: [{ chunk_index: 0, row_offset: 0, row_count: 1 }],
      total_row_count: 1,
      truncated: false,
    });
    assert.deepEqual(rest.status, { state: "SUCCEEDED" });
    assert.deepEqual(rest.result, {
      chunk_index: 0,
      row_offset: 0,
      row_count: 1,
      data_array: [["7", "1.5", "2.000000", "true", '["a"]', null]],
    });
    assert.deepEqual((await call("GET", `${PATH}/${String(statement_id)}`)).body, body);
  });

  it("answers a VARIANT as JSON", async () => {
    const { body } = await execute(
      `SELECT parse_json('{"b":1.50,"a":[null]}') AS v, array(parse_json('1')) AS l, CAST(NULL AS VARIANT) AS z`,
    );
    const { columns } = asJson(asJson(asJson(body).manifest).schema);
    assert.deepEqual(columns, [
      { name: "v", position: 0, type_name: "VARIANT", type_text: "VARIANT" },
      { name: "l", position: 1, type_name: "ARRAY", type_text: "ARRAY<VARIANT>" },
      { name: "z", position: 2, type_name: "VARIANT", type_text: "VARIANT" },
    ]);
    assert.deepEqual(asJson(body.result).data_array, [['{"a":[null],"b":1.5}', '["1"]', null]]);
  });

  it("binds named parameters, and never reads SQL in them", async () => {
    const { body } = await execute("SELECT :a AS a, :n + 1 AS n, :z AS z", {
      parameters: [
        { name: "a", value: "x'; DROP TABLE t; --" },
        { name: "n", type: "INT", value: "41" },
        { name: "z", type: "STRING" },
      ],
    });
    assert.deepEqual(asJson(body.result).data_array, [["x'; DROP TABLE t; --", "42", null]]);
  });

  it("uses the catalog and the schema that it is given", async () => {
    const { body } = await execute("SELECT current_catalog() AS c, current_schema() AS s", {
      catalog: "shop",
      schema: "gold",
    });
    assert.deepEqual(asJson(body.result).data_array, [["shop", "gold"]]);
  });

  it("answers 200 and FAILED when the statement fails", async () => {
    const { status, body } = await execute("SELECT * FROM shop.gold.missing");
    const { state, error, sql_state } = asJson(body.status);
    assert.deepEqual([status, state, sql_state], [200, "FAILED", "42P01"]);
    assert.equal(asJson(error).error_code, "BAD_REQUEST");
    assert.match(String(asJson(error).message), /^\[TABLE_OR_VIEW_NOT_FOUND\] .*missing/);
    assert.equal("result" in body, false);
  });

  it("has no columns and no rows for a statement without a result", async () => {
    const { body } = await execute("CREATE SCHEMA IF NOT EXISTS main.made");
    assert.deepEqual(body.status, { state: "SUCCEEDED" });
    assert.deepEqual(body.manifest, {
      format: "JSON_ARRAY",
      schema: { column_count: 0 },
      total_chunk_count: 0,
      truncated: false,
    });
    assert.deepEqual(body.result, {});
  });

  it("cuts rows off at row_limit and says so", async () => {
    const { body } = await execute("SELECT sale_date FROM shop.gold.sales", { row_limit: 3 });
    assert.equal(asJson(body.manifest).truncated, true);
    assert.equal(asJson(body.result).row_count, 3);
  });

  it("answers a long result in chunks of 10,000 rows", async () => {
    const { body } = await execute("SELECT sale_date FROM shop.gold.sales", {
      row_limit: 12_000,
    });
    const link = asJson(body.result).next_chunk_internal_link;
    assert.equal(link, `${PATH}/${String(body.statement_id)}/result/chunks/1`);
    const chunk = await call("GET", String(link));
    const { row_offset, row_count, ...rest } = chunk.body;
    assert.deepEqual([row_offset, row_count, "next_chunk_index" in rest], [10_000, 2_000, false]);
    const beyond = await call("GET", `${PATH}/${String(body.statement_id)}/result/chunks/2`);
    assert.equal(beyond.status, 400);
  });

  const SLOW =
    "SELECT count(*) FROM shop.gold.sales a " + "JOIN shop.gold.sales b ON a.amount * 2 < b.amount";

  it("answers at once with wait_timeout 0s, and cancels on request", async () => {
    const { body } = await execute(SLOW, { wait_timeout: "0s" });
    assert.deepEqual(body.status, { state: "PENDING" });
    const path = `${PATH}/${String(body.statement_id)}`;
    assert.deepEqual((await call("POST", `${path}/cancel`)).body, {});
    assert.deepEqual((await call("GET", path)).body.status, { state: "CANCELED" });
  });

  it("writes its text down", () => {
    const [first] = workspace().requests.statements;
    assert.match(first?.text ?? "", /^SELECT CAST\(7 AS BIGINT\) AS n/);
  });

  it("does not know a statement of another id", async () => {
    const answer = await call("GET", `${PATH}/none`);
    assert.deepEqual(refusal(answer), [404, "NOT_FOUND", "The statement none was not found."]);
  });

  const BAD: readonly [more: Json, status: number, message: string][] = [
    [{ statement: " " }, 400, "statement: must not be empty"],
    [{ statement: undefined }, 400, "statement: is required"],
    [{ wait_timeout: "4s" }, 400, "wait_timeout: must be 0s, or from 5s to 50s"],
    [{ wait_timeout: "51s" }, 400, "wait_timeout: must be 0s, or from 5s to 50s"],
    [{ on_wait_timeout: "STOP" }, 400, "on_wait_timeout: 'STOP' is not one of CONTINUE, CANCEL"],
    [{ format: "CSV" }, 400, "format: must be JSON_ARRAY with disposition INLINE"],
    [{ byte_limit: 0 }, 400, "byte_limit: Too small: expected number to be >=1"],
    [
      { disposition: "MAIL" },
      400,
      "disposition: 'MAIL' is not one of INLINE, EXTERNAL_LINKS, INLINE_OR_EXTERNAL_LINKS",
    ],
    [{ parameters: [{ value: 1 }] }, 400, "parameters[0].value: must be a string"],
    [{ query_tags: [{ key: "" }] }, 400, "query_tags[0].key: must not be empty"],
    [{ warehouse_id: "abc" }, 400, "abc is not a valid endpoint id."],
    [{ warehouse_id: "00000000000000aa" }, 404, "The warehouse 00000000000000aa was not found."],
  ];
  for (const [more, status, message] of BAD) {
    it(`refuses ${JSON.stringify(more)}`, async () => {
      const answer = await execute("SELECT 1", more);
      assert.deepEqual([answer.status, answer.body.message], [status, message]);
    });
  }
});
