import assert from "node:assert/strict";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { OPERATIONS } from "../../src/operations";
import { alertBody } from "../alert-body";
import { TOKEN, useWorkspace } from "../use-workspace";

/** Those that the service serves before anybody has signed in, and the page, which holds nothing by itself. */
const OPEN = [
  "GET /",
  "GET /.well-known/databricks-config",
  "GET /_local/page/:file",
  // A link that was given out, like one that the cloud has signed: whoever knows it may read it.
  "GET /_results/:id",
  "GET /oidc/.well-known/oauth-authorization-server",
  "GET /oidc/.well-known/openid-configuration",
  "GET /sql/alerts-v2/:id",
  "POST /oidc/v1/token",
];

describe("Every route", () => {
  const { call, workspace, dataDir } = useWorkspace();
  const routes = OPERATIONS.flatMap(({ method, paths, needsToken = true }) =>
    paths.map((path) => ({ method, path, name: `${method} ${path}`, needsToken })),
  );

  it("asks for a token, but for those that are open by name", async () => {
    assert.deepEqual(
      routes.flatMap(({ name, needsToken }) => (needsToken ? [] : [name])).sort(),
      [...OPEN].sort(),
    );
    for (const { method, path, name } of routes.filter(({ needsToken }) => needsToken)) {
      const { status } = await fetch(workspace().host + path.replaceAll(/:\w+(\{[^}]*\})?|\*/g, "1"), {
        method,
      });
      assert.equal(status, 401, name);
    }
  });

  it("is reached from this machine's loopback address only", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4")
      .map(({ address }) => address);
    for (const address of [...others, "127.0.0.2"]) {
      const outcome = await new Promise((resolve) => {
        const socket = connect(workspace().port, address);
        socket.once("connect", () => resolve("connected"));
        socket.once("error", (error) => resolve("code" in error ? error.code : error.message));
      });
      assert.equal(outcome, "ECONNREFUSED", address);
    }
  });

  it("shows no secret: not the token, not what a destination was given", async () => {
    const secret = "hook-secret-4711";
    const config = { slack: { url: `https://hooks.example.com/${secret}` } };
    const destination = await call("POST", "/api/2.0/notification-destinations", {
      display_name: "d",
      config,
    });
    const subscriptions = [{ destination_id: destination.body.id }];
    const { evaluation } = alertBody();
    const body = { ...alertBody(), evaluation: { ...evaluation, notification: { subscriptions } } };
    const { id } = (await call("POST", "/api/2.0/alerts", body)).body;
    await call("POST", `/_local/alerts/${String(id)}/evaluate`);
    const patch = { config: { slack: { url: `https://x/${secret}` }, email: { addresses: [] } } };
    const refused = await call(
      "PATCH",
      `/api/2.0/notification-destinations/${String(destination.body.id)}`,
      patch,
    );
    assert.equal(refused.status, 400);
    const shown = [JSON.stringify(refused.body)];
    for (const { path } of routes.filter(({ method, path }) => method === "GET" && !path.includes(":"))) {
      const headers = { authorization: `Bearer ${TOKEN}` };
      shown.push(await (await fetch(workspace().host + path, { headers })).text());
    }
    assert.doesNotMatch(shown.join("\n"), new RegExp(`${secret}|${TOKEN}`));
    // What is kept is kept for the deliveries, in one file that is its owner's alone.
    const files = readdirSync(dataDir, { withFileTypes: true }).filter((entry) => entry.isFile());
    const holding = files.filter(({ name }) => readFileSync(join(dataDir, name), "utf8").includes(secret));
    assert.deepEqual(
      holding.map(({ name }) => name),
      ["notification-destinations.jsonl"],
    );
  });
});
