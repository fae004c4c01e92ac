import assert from "node:assert/strict";
import { tableFromIPC } from "apache-arrow";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";

const PATH = "/api/2.0/sql/statements";
const ROWS = "SELECT concat('id,', id) AS s, id AS n, CAST(NULL AS STRING) AS z FROM range(3)";

describe("The results of statements", () => {
  const { call, workspace } = useWorkspace();
  const execute = async (statement: string, more: Json = {}) => {
    const request = { statement, warehouse_id: workspace().warehouseId, wait_timeout: "50s", ...more };
    return (await call("POST", PATH, request)).body;
  };
  const externally = (format: string, statement = ROWS) =>
    execute(statement, { disposition: "EXTERNAL_LINKS", format });
  const linkOf = (result: unknown) => {
    const links = asJson(result).external_links;
    assert.ok(Array.isArray(links) && links.length === 1);
    return asJson(links[0]);
  };
  const download = async (body: Json) => {
    const answer = await fetch(String(linkOf(body.result).external_link));
    return { type: answer.headers.get("content-type"), bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it("are behind a link of fifteen minutes as JSON, with the bytes that it downloads", async () => {
    const body = await externally("JSON_ARRAY");
    const { external_link, ...link } = linkOf(body.result);
    const expected = '[["id,0","0",null],["id,1","1",null],["id,2","2",null]]';
    const place = { chunk_index: 0, row_offset: 0, row_count: 3, byte_count: expected.length };
    assert.deepEqual(link, { ...place, expiration: "2026-11-23T10:15:00.000Z" });
    assert.match(String(external_link), new RegExp(`^${workspace().host}/_results/`));
    const { type, bytes } = await download(body);
    assert.deepEqual([type, bytes.toString()], ["application/json", expected]);
    const { chunks, total_byte_count } = asJson(body.manifest);
    assert.deepEqual([chunks, total_byte_count], [[place], expected.length]);
    assert.equal("data_array" in asJson(body.result), false);
  });

  it("are CSV with quoted fields and one header", async () => {
    const { type, bytes } = await download(await externally("CSV"));
    const lines = ["s,n,z", '"id,0",0,null', '"id,1",1,null', '"id,2",2,null', ""];
    assert.deepEqual([type, bytes.toString()], ["text/csv", lines.join("\r\n")]);
    const long = await externally("CSV", "SELECT id FROM range(10001)");
    const second = await call("GET", `${PATH}/${String(long.statement_id)}/result/chunks/1`);
    assert.equal((await download({ result: second.body })).bytes.toString(), "10000\r\n");
  });

  it("are an Arrow stream that Arrow reads", async () => {
    const { type, bytes } = await download(await externally("ARROW_STREAM"));
    assert.equal(type, "application/vnd.apache.arrow.stream");
    const table = tableFromIPC(bytes);
    assert.deepEqual(
      table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`),
      ["s Utf8", "n Int64", "z Utf8"],
    );
    assert.deepEqual([...(table.getChild("n") ?? [])], [0n, 1n, 2n]);
  });

  it("are not given to a link with a token beside it, nor to one that was made up", async () => {
    const link = new URL(String(linkOf((await externally("CSV")).result).external_link));
    assert.equal((await call("GET", link.pathname)).status, 400);
    const answer = await fetch(`${workspace().host}/_results/guessed`);
    assert.equal(answer.status, 403);
  });

  it("are cut at byte_limit, which is said", async () => {
    const body = await execute("SELECT repeat('x', 10) AS s FROM range(5)", { byte_limit: 35 });
    assert.deepEqual([asJson(body.manifest).truncated, asJson(body.manifest).total_row_count], [true, 3]);
    const whole = await execute("SELECT repeat('x', 10) AS s FROM range(5)", { byte_limit: 50 });
    assert.deepEqual([asJson(whole.manifest).truncated, asJson(whole.manifest).total_row_count], [false, 5]);
  });

  it("fail inline beyond 25 MiB, and not behind a link", async () => {
    const large = "SELECT repeat('x', 1048576) AS s FROM range(26)";
    const { status } = await execute(large);
    const message =
      "Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result size of at most " +
      "26214400 bytes. Please execute the statement with disposition=EXTERNAL_LINKS if you want to download the full result.";
    assert.deepEqual(status, { state: "FAILED", error: { error_code: "BAD_REQUEST", message } });
    assert.deepEqual((await externally("CSV", large)).status, { state: "SUCCEEDED" });
  });

  it("fail for a parameter that is not of its type", async () => {
    const body = await execute("SELECT :n AS n", { parameters: [{ name: "n", type: "INT", value: "abc" }] });
    const { state, sql_state } = asJson(body.status);
    assert.deepEqual([state, sql_state], ["FAILED", "22018"]);
  });

  it("are closed after an hour, and forgotten after twelve", async () => {
    const succeeded = await execute("SELECT 1 AS n");
    const failed = await execute("SELECT * FROM nowhere");
    const path = `${PATH}/${String(succeeded.statement_id)}`;
    const link = linkOf((await externally("CSV")).result);
    await call("POST", "/_local/clock", { advanceSeconds: 3599 });
    assert.deepEqual((await call("GET", path)).body.status, { state: "SUCCEEDED" });
    assert.equal((await fetch(String(link.external_link))).status, 403);
    await call("POST", "/_local/clock", { advanceSeconds: 1 });
    const id = succeeded.statement_id;
    assert.deepEqual((await call("GET", path)).body, { statement_id: id, status: { state: "CLOSED" } });
    const chunk = await call("GET", `${path}/result/chunks/0`);
    const message = `The statement ${String(id)} has no result: CLOSED.`;
    assert.deepEqual(refusal(chunk), [404, "NOT_FOUND", message]);
    assert.equal(
      asJson((await call("GET", `${PATH}/${String(failed.statement_id)}`)).body.status).state,
      "FAILED",
    );
    await call("POST", "/_local/clock", { advanceSeconds: 11 * 3600 });
    assert.equal((await call("GET", path)).status, 404);
  });
});
