import assert from "node:assert/strict";
import { z } from "zod";
import { ApiError, UncertainOutcomeError, UnexpectedAnswerError } from "../../../databricks/api-error";
import { ConnectionError } from "../../../databricks/connection-error";
import type { Credentials } from "../../../databricks/credentials";
import { RestClient, type RestClientOptions } from "../../../databricks/rest-client";
import type { Attempt } from "../../../databricks/send";
import { type Reply, type ScriptedServer, scriptedServer } from "./scripted-server";

const Ok = z.object({ ok: z.boolean() });
const OK: Reply = { status: 200, json: { ok: true } };
const PATH = "/api/2.0/alerts";

const credentials = (
  host: string,
  token: Credentials["token"] = () => Promise.resolve("dapi-secret"),
): Credentials => ({
  host: new URL(host),
  token,
  describe: "token from a test",
});

/** A client that writes down how long it would have slept. */
function client(host: string, options: RestClientOptions = {}) {
  const slept: number[] = [];
  const retry = {
    sleep: (milliseconds: number) => Promise.resolve(slept.push(milliseconds)),
    random: () => 0,
    now: () => Date.UTC(2026, 0, 1),
    ...options.retry,
  };
  return { slept, rest: new RestClient(credentials(host), { ...options, retry }) };
}

describe("RestClient", () => {
  let server: ScriptedServer | undefined;
  const serve = async (...replies: readonly Reply[]) => {
    server = await scriptedServer(replies);
    return server;
  };
  afterEach(async () => {
    await server?.[Symbol.asyncDispose]();
    server = undefined;
  });

  it("sends the token, the query and the body", async () => {
    const { url, received } = await serve(OK);
    const { rest } = client(url);
    await rest.patch(`${PATH}/1`, { display_name: "a" }, Ok, {
      update_mask: "display_name,run_as",
      none: undefined,
    });
    assert.deepEqual(received, [
      {
        method: "PATCH",
        url: "/api/2.0/alerts/1?update_mask=display_name%2Crun_as",
        authorization: "Bearer dapi-secret",
        body: '{"display_name":"a"}',
      },
    ]);
  });

  for (const status of [429, 500, 502, 503, 504]) {
    it(`reads again after ${status}, with a pause that doubles`, async () => {
      const failed: Reply = { status, json: {} };
      const { url, received } = await serve(failed, failed, failed, OK);
      const { rest, slept } = client(url);
      assert.deepEqual(await rest.get(PATH, Ok), { ok: true });
      assert.deepEqual(slept, [500, 1000, 2000]);
      assert.equal(received.length, 4);
    });
  }

  it("gives up after three retries and says what the service said", async () => {
    const failed: Reply = {
      status: 503,
      json: { error_code: "TEMPORARILY_UNAVAILABLE", message: "Come back later" },
      headers: { "x-request-id": "1a2b" },
    };
    const { url, received } = await serve(failed, failed, failed, failed, OK);
    await assert.rejects(client(url).rest.get(PATH, Ok), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(
        error.message,
        "GET /api/2.0/alerts failed: 503 TEMPORARILY_UNAVAILABLE Come back later (request 1a2b)",
      );
      assert.equal(error.requestId, "1a2b");
      return true;
    });
    assert.equal(received.length, 4);
  });

  it("stretches a pause by up to a half", async () => {
    const { url } = await serve({ status: 503 }, OK);
    const { rest, slept } = client(url, { retry: { random: () => 0.5 } });
    await rest.get(PATH, Ok);
    assert.deepEqual(slept, [625]);
  });

  for (const [header, pause] of [
    ["7", 7000],
    ["Thu, 01 Jan 2026 00:00:12 GMT", 12_000],
    ["86400", 60_000],
    ["soon", 500],
  ] as const) {
    it(`waits ${pause} ms for Retry-After: ${header}`, async () => {
      const { url } = await serve({ status: 429, headers: { "retry-after": header } }, OK);
      const { rest, slept } = client(url);
      await rest.get(PATH, Ok);
      assert.deepEqual(slept, [pause]);
    });
  }

  it("does not repeat what is refused for good", async () => {
    const { url, received } = await serve(
      { status: 403, json: { error_code: "PERMISSION_DENIED", message: "Not yours" } },
      OK,
    );
    await assert.rejects(client(url).rest.post(PATH, {}, Ok), {
      name: "ApiError",
      message: "POST /api/2.0/alerts failed: 403 PERMISSION_DENIED Not yours",
    });
    assert.equal(received.length, 1);
  });

  it("tells as much of what the service says as a row's last_sync_error takes", async () => {
    const answer = (length: number) => ({
      status: 400,
      json: { error_code: "BAD", message: "x".repeat(length) },
    });
    const { url } = await serve(answer(1_500), answer(1_901));
    const { rest } = client(url);
    const failed = "POST /api/2.0/alerts failed: 400 BAD ";
    await assert.rejects(rest.post(PATH, {}, Ok), { message: `${failed}${"x".repeat(1_500)}` });
    await assert.rejects(rest.post(PATH, {}, Ok), { message: `${failed}${"x".repeat(1_900)}…` });
  });

  it("does not repeat a request that the quota refuses", async () => {
    const { url, received } = await serve(
      { status: 429, json: { error_code: "QUOTA_EXCEEDED", message: "Full" } },
      OK,
    );
    await assert.rejects(client(url).rest.post(PATH, {}, Ok), { errorCode: "QUOTA_EXCEEDED", status: 429 });
    assert.equal(received.length, 1);
  });

  it("repeats a POST that was refused for being one too many", async () => {
    const { url, received } = await serve({ status: 429 }, OK);
    assert.deepEqual(await client(url).rest.post(PATH, {}, Ok), { ok: true });
    assert.equal(received.length, 2);
  });

  for (const [what, reply] of [
    ["a broken connection", "drop"],
    ["half an answer", "truncate"],
    ["status 503", { status: 503 }],
    ["a page that is no JSON", { status: 200, text: "<html>" }],
    ["an answer without what is needed", { status: 200, json: {} }],
  ] as const) {
    it(`leaves it open whether a POST was carried out after ${what}`, async () => {
      const { url, received } = await serve(reply, OK);
      await assert.rejects(client(url).rest.post(PATH, {}, Ok), (error: unknown) => {
        assert.ok(error instanceof UncertainOutcomeError);
        assert.match(
          error.message,
          /^POST \/api\/2\.0\/alerts.*It may have been carried out all the same\.$/,
        );
        return true;
      });
      assert.equal(received.length, 1);
    });
  }

  it("leaves it open whether a POST was carried out after its time is over", async () => {
    const { url } = await serve("hang");
    await assert.rejects(client(url, { requestTimeoutMs: 50 }).rest.post(PATH, {}, Ok), {
      name: "UncertainOutcomeError",
      message: "POST /api/2.0/alerts: no answer within 0.05 s. It may have been carried out all the same.",
    });
  });

  for (const reply of ["drop", "truncate"] as const) {
    it(`reads again after: ${reply}`, async () => {
      const { url, received } = await serve(reply, OK);
      assert.deepEqual(await client(url).rest.get(PATH, Ok), { ok: true });
      assert.equal(received.length, 2);
    });
  }

  it("says how long it waited for a read", async () => {
    const { url } = await serve("hang");
    await assert.rejects(client(url, { requestTimeoutMs: 50 }).rest.get(PATH, Ok), {
      name: "ConnectionError",
      message: "GET /api/2.0/alerts failed: no answer within 0.05 s",
    });
  });

  it("names the host that cannot be reached, and tries a POST again since nothing was sent", async () => {
    const { url, ...gone } = await scriptedServer([]);
    await gone[Symbol.asyncDispose]();
    const { rest, slept } = client(url);
    await assert.rejects(rest.post(PATH, {}, Ok), (error: unknown) => {
      assert.ok(error instanceof ConnectionError);
      assert.equal(
        error.message,
        `Cannot reach ${url}: connection refused. Is the workspace running? Check DATABRICKS_HOST.`,
      );
      return true;
    });
    assert.deepEqual(slept, [500, 1000, 2000]);
  });

  it("does not wait to ask again once it is closed: the run is over", async () => {
    const { url, received } = await serve(OK, OK);
    const { rest, slept } = client(url);
    await rest.get(PATH, Ok);
    await rest.close();
    await assert.rejects(rest.get(PATH, Ok), ConnectionError);
    assert.deepEqual([slept, received.length], [[], 1]);
  });

  it("does not take a page that is no JSON for an answer", async () => {
    const { url } = await serve({ status: 200, text: "<html>log in</html>" });
    await assert.rejects(client(url).rest.get(PATH, Ok), (error: unknown) => {
      assert.ok(error instanceof UnexpectedAnswerError);
      assert.equal(
        error.message,
        "GET /api/2.0/alerts answered 200 with something that is not JSON (text/html, 19 characters). Check that DATABRICKS_HOST is a workspace",
      );
      return true;
    });
  });

  it("renews a refused token once and sends again, even a POST", async () => {
    const { url, received } = await serve({ status: 401 }, OK);
    const tokens = credentials(url, (refused?: string) => Promise.resolve(refused === "old" ? "new" : "old"));
    assert.deepEqual(await new RestClient(tokens).post(PATH, {}, Ok), { ok: true });
    assert.deepEqual(
      received.map((request) => request.authorization),
      ["Bearer old", "Bearer new"],
    );
  });

  it("says where a refused token comes from, and keeps it to itself", async () => {
    const { url, received } = await serve({ status: 401, json: { message: "Invalid token dapi-secret." } });
    await assert.rejects(client(url).rest.get(PATH, Ok), {
      message:
        "GET /api/2.0/alerts failed: 401 Invalid token ***. Set a token that this workspace accepts (token from a test).",
    });
    assert.equal(received.length, 1);
  });

  it("tells of every try", async () => {
    const { url } = await serve({ status: 503 }, "drop", OK);
    const attempts: Attempt[] = [];
    const { rest } = client(url, { onRequest: (attempt) => attempts.push(attempt) });
    await rest.get(PATH, Ok, { page_size: 100 });
    assert.deepEqual(
      attempts.map(({ method, path, status, attempt }) => ({ method, path, status, attempt })),
      [
        { method: "GET", path: PATH, status: 503, attempt: 1 },
        { method: "GET", path: PATH, status: undefined, attempt: 2 },
        { method: "GET", path: PATH, status: 200, attempt: 3 },
      ],
    );
    assert.ok(attempts.every(({ durationMs }) => durationMs > 0));
  });
});
