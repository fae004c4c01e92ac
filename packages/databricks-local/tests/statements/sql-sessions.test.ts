import assert from "node:assert/strict";
import { tableFromIPC } from "apache-arrow";
import { decompressFrameSync } from "lz4-napi";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";

const SESSIONS = "/api/2.0/sql/sessions";
const STATEMENTS = "/api/2.0/sql/statements";

describe("/api/2.0/sql/sessions", () => {
  const { call, workspace } = useWorkspace();
  const open = async (more: Json = {}) => {
    const { status, body } = await call("POST", SESSIONS, { warehouse_id: workspace().warehouseId, ...more });
    assert.equal(status, 200);
    return String(body.session_id);
  };
  const execute = async (statement: string, more: Json = {}) => {
    const request = { statement, warehouse_id: workspace().warehouseId, wait_timeout: "50s", ...more };
    return (await call("POST", STATEMENTS, request)).body;
  };
  const rows = (body: Json) => asJson(body.result).data_array;

  it("keeps catalog, schema, settings and temporary views between statements", async () => {
    const session_id = await open({ catalog: "main", session_confs: { ANSI_MODE: "false" } });
    await execute("CREATE SCHEMA main.own", { session_id });
    await execute("USE SCHEMA own", { session_id });
    await execute("CREATE TEMPORARY VIEW seen AS SELECT 7 AS n", { session_id });
    const body = await execute("SELECT n, current_schema(), CAST('x' AS INT) FROM seen", { session_id });
    assert.deepEqual(rows(body), [["7", "own", null]]);
    assert.deepEqual(rows(await execute("SET ANSI_MODE", { session_id })), [["ANSI_MODE", "false"]]);
    const outside = await execute("SELECT n FROM seen");
    assert.equal(asJson(outside.status).state, "FAILED");
  });

  it("is over when it is closed, and nobody else's", async () => {
    const session_id = await open();
    assert.deepEqual((await call("DELETE", `${SESSIONS}/${session_id}`)).body, {});
    const refused = await call("POST", STATEMENTS, {
      statement: "SELECT 1",
      warehouse_id: workspace().warehouseId,
      session_id,
    });
    const message = `The session ${session_id} was not found.`;
    assert.deepEqual(refusal(refused), [404, "NOT_FOUND", message]);
    assert.deepEqual(refusal(await call("DELETE", `${SESSIONS}/${session_id}`)), [404, "NOT_FOUND", message]);
    const unknown = await call("POST", SESSIONS, {
      warehouse_id: workspace().warehouseId,
      session_confs: { no_such: "1" },
    });
    assert.deepEqual([unknown.status, unknown.body.error_code], [400, "BAD_REQUEST"]);
    const twice = await call("POST", STATEMENTS, {
      statement: "SELECT 1",
      warehouse_id: workspace().warehouseId,
      session_id: await open(),
      schema: "other",
    });
    assert.deepEqual([twice.status, twice.body.message], [400, "session_id: has its own catalog and schema"]);
  });

  it("binds a value without a name to the next marker", async () => {
    const parameters = [{ type: "INT", value: "41" }, { value: "x'; DROP TABLE t" }];
    assert.deepEqual(rows(await execute("SELECT ? + 1 AS n, ? AS s", { parameters })), [
      ["42", "x'; DROP TABLE t"],
    ]);
  });

  it("counts the rows that a statement has changed", async () => {
    await execute("CREATE TABLE main.default.changed (n INT)");
    const { status } = await execute("INSERT INTO main.default.changed VALUES (1), (2)");
    assert.deepEqual(status, { state: "SUCCEEDED", num_modified_rows: 2 });
  });

  it("forgets a statement that is closed", async () => {
    const id = String((await execute("SELECT 1")).statement_id);
    assert.deepEqual((await call("DELETE", `${STATEMENTS}/${id}`)).body, {});
    assert.equal((await call("GET", `${STATEMENTS}/${id}`)).status, 404);
  });

  const either = (statement: string, more: Json = {}) =>
    execute(statement, { disposition: "INLINE_OR_EXTERNAL_LINKS", format: "ARROW_STREAM", ...more });

  it("gives a small result inline, compressed where that is asked for", async () => {
    const read = (body: Json, unpack: (bytes: Buffer) => Buffer) => {
      const bytes = Buffer.from(String(asJson(body.result).attachment), "base64");
      const ids = tableFromIPC(unpack(bytes)).getChild("id")?.toArray() as BigInt64Array;
      return [...ids];
    };
    const plain = await either("SELECT id FROM range(3)");
    assert.deepEqual(
      read(plain, (bytes) => bytes),
      [0n, 1n, 2n],
    );
    const packed = await either("SELECT id FROM range(3)", { result_compression: "LZ4_FRAME" });
    assert.equal(asJson(packed.manifest).result_compression, "LZ4_FRAME");
    assert.deepEqual(read(packed, decompressFrameSync), [0n, 1n, 2n]);
    const text = await either("SELECT id FROM range(1)", { format: "JSON_ARRAY" });
    assert.deepEqual(rows(text), [["0"]]);
    const none = await either("SELECT id FROM range(0)");
    assert.deepEqual(asJson(none.result), { chunk_index: 0, row_offset: 0, row_count: 0 });
  });

  it("gives a large one behind links, compressed too", async () => {
    const { result } = await either("SELECT id FROM range(10001)", { result_compression: "LZ4_FRAME" });
    const { external_links } = asJson(result);
    assert.ok(Array.isArray(external_links));
    const link = asJson(external_links[0]);
    const bytes = Buffer.from(await (await fetch(String(link.external_link))).arrayBuffer());
    assert.equal(bytes.length, link.byte_count);
    assert.equal(tableFromIPC(decompressFrameSync(bytes)).numRows, 10_000);
  });
});
