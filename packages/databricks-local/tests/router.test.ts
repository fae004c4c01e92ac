import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Agent, request } from "undici";
import { asJson, refusal, TOKEN, useWorkspace } from "./use-workspace";

describe("The workspace's HTTP server", () => {
  const { call, workspace } = useWorkspace();
  const get = (path: string, headers: Record<string, string>) =>
    fetch(`${workspace().host}${path}`, { headers });

  it("answers 401 without a token, on every path", async () => {
    for (const path of ["/api/2.0/alerts", "/api/2.0/nothing", "/_local/requests"]) {
      const response = await get(path, {});
      const body = asJson(await response.json());
      assert.deepEqual(
        [response.status, body.error_code, body.message],
        [401, 401, "Credential was not sent or was of an unsupported type for this API."],
      );
    }
  });

  it("answers 403 to a wrong token", async () => {
    const response = await get("/api/2.0/alerts", { authorization: "Bearer dapi-other" });
    const body = asJson(await response.json());
    assert.deepEqual([response.status, body.error_code, body.message], [403, 403, "Invalid access token."]);
  });

  it("answers discovery without a token", async () => {
    const response = await get("/.well-known/databricks-config", {});
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      host_type: "workspace",
      workspace_id: "1000000000000000",
      oidc_endpoint: `${workspace().host}/oidc`,
    });
  });

  it("names the user", async () => {
    const { body } = await call("GET", "/api/2.0/preview/scim/v2/Me?excludedAttributes=entitlements");
    assert.deepEqual([body.userName, body.active], ["local.user@example.com", true]);
  });

  it("answers 404 to a path or a method that it does not know, and names the request", async () => {
    const look_alike = await call("GET", "/api/2.0/sql/alerts-v2");
    const message = "No API found for 'GET /sql/alerts-v2'";
    assert.deepEqual(refusal(look_alike), [404, "ENDPOINT_NOT_FOUND", message]);
    assert.deepEqual(look_alike.body.details, [
      {
        "@type": "type.googleapis.com/google.rpc.RequestInfo",
        request_id: look_alike.headers.get("x-request-id"),
        serving_data: "",
      },
    ]);
    assert.equal((await call("PUT", "/api/2.0/alerts", {})).status, 404);
  });

  it("speaks TLS on the same port, for 127.0.0.1 and localhost, with the certificate that it names", async () => {
    const { caFile, port } = workspace();
    const dispatcher = new Agent({ connect: { ca: readFileSync(caFile) } });
    for (const name of ["127.0.0.1", "localhost"]) {
      const { statusCode, body } = await request(`https://${name}:${port}/api/2.0/alerts`, {
        dispatcher,
        headers: { authorization: `Bearer ${TOKEN}` },
      });
      assert.deepEqual([statusCode, await body.json()], [200, { alerts: [] }]);
    }
    await dispatcher.close();
  });

  it("writes down requests and statements, not its own administration", async () => {
    const log = workspace().requests;
    log.clear();
    await call("GET", "/api/2.0/alerts?page_size=5");
    await call("GET", "/api/2.0/alerts/7");
    await call("GET", "/_local/requests");
    assert.deepEqual(
      log.requests.map(({ method, path, status, at }) => [method, path, status, at]),
      [
        ["GET", "/api/2.0/alerts?page_size=5", 200, "2026-11-23T10:00:00.000Z"],
        ["GET", "/api/2.0/alerts/7", 404, "2026-11-23T10:00:00.000Z"],
      ],
    );
    const { body } = await call("GET", "/_local/requests");
    assert.deepEqual(body, { requests: log.entries });
    await call("DELETE", "/_local/requests");
    assert.deepEqual(log.entries, []);
  });

  it("delays REST calls, and nothing else", async () => {
    await call("PUT", "/_local/latency", { latencyMs: 500 });
    workspace().requests.clear();
    await call("GET", "/api/2.0/alerts");
    await call("GET", "/.well-known/databricks-config");
    await call("PUT", "/_local/latency", { latencyMs: 0 });
    await call("GET", "/api/2.0/alerts");
    const [slow = 0, discovery = 0, fast = 0] = workspace().requests.requests.map(
      ({ durationMs }) => durationMs,
    );
    assert.ok(slow >= 499, `${slow} ms`);
    assert.ok(discovery < 499 && fast < 499, `${discovery} and ${fast} ms`);
  });
});
