import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alertBody } from "../alert-body";
import { asJson, call, TOKEN } from "../use-workspace";
import { BIN, exitStatus, firstOutput, runCommand, startCommand } from "../run-command";

describe("databricks-local start", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "command-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`runs until ${signal}, and leaves its data and nothing else`, async () => {
      const child = startCommand(dir, ["start", "--token", "T", "--data", "data", "--env", "env.sh"]);
      const printed = await firstOutput(child);
      const host = /^Local workspace at (http:\/\/127\.0\.0\.1:\d+),/.exec(printed)?.[1] ?? "";
      assert.equal(
        readFileSync(join(dir, "env.sh"), "utf8"),
        `export DATABRICKS_HOST='${host}'\n` +
          "export DATABRICKS_TOKEN='T'\n" +
          `export DATABRICKS_CA_FILE='${join(dir, "data", "certificate.pem")}'\n` +
          "export DATABRICKS_CONFIG_FILE='/dev/null'\n" +
          "export no_proxy='127.0.0.1,localhost'\n",
      );
      assert.equal(statSync(join(dir, "env.sh")).mode & 0o777, 0o600);
      assert.ok(printed.includes(`Page        ${host}/#token=T\n`), printed);
      const response = await fetch(`${host}/api/2.0/alerts`, { headers: { authorization: "Bearer T" } });
      assert.deepEqual(await response.json(), { alerts: [] });
      child.kill(signal);
      assert.equal(await exitStatus(child), 0);
      assert.equal(existsSync(join(dir, ".local", "workspace.json")), false);
      assert.equal(existsSync(join(dir, "data", "lock")), false);
    });
  }

  it("ends with the npm that started it, whose shell does not hand the signal on", async () => {
    const scripts = { workspace: `node ${BIN} start` };
    writeFileSync(join(dir, "package.json"), JSON.stringify({ private: true, scripts }));
    const npm = spawn("npm", ["run", "workspace"], { cwd: dir });
    for await (const chunk of npm.stdout) if (String(chunk).includes("Local workspace")) break;
    const { port } = asJson(JSON.parse(readFileSync(join(dir, ".local", "workspace.json"), "utf8")));
    npm.kill("SIGTERM");
    // The workspace holds what npm's stderr is until it ends, too.
    await once(npm.stderr, "close");
    await assert.rejects(fetch(`http://127.0.0.1:${Number(port)}/`));
    assert.equal(existsSync(join(dir, ".local", "workspace.json")), false);
  });

  it("gives a service principal's id and secret to clients, in the file alone", async () => {
    const child = startCommand(dir, ["start", "--token", "T", "--oauth", "--env", "env.sh"]);
    const printed = await firstOutput(child);
    const written = readFileSync(join(dir, "env.sh"), "utf8");
    const value = (name: string) => new RegExp(`^export ${name}='(.*)'$`, "m").exec(written)?.[1] ?? "";
    const [host, id, secret] = [..."HOST CLIENT_ID CLIENT_SECRET".split(" ")].map((name) =>
      value(`DATABRICKS_${name}`),
    );
    assert.deepEqual([value("DATABRICKS_AUTH_TYPE"), value("DATABRICKS_TOKEN")], ["oauth-m2m", ""]);
    assert.equal(statSync(join(dir, "env.sh")).mode & 0o777, 0o600);
    assert.ok(
      secret !== undefined && /^dose[0-9a-f]{32}$/.test(secret) && !printed.includes(secret),
      printed,
    );
    const form = new URLSearchParams({ grant_type: "client_credentials" });
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
    const issued = await fetch(`${host}/oidc/v1/token`, {
      method: "POST",
      body: form,
      headers: { authorization },
    });
    const { access_token } = asJson(await issued.json());
    const me = await fetch(`${host}/api/2.0/preview/scim/v2/Me`, {
      headers: { authorization: `Bearer ${String(access_token)}` },
    });
    assert.equal(asJson(await me.json()).userName, id);
    child.kill();
    await exitStatus(child);
  });

  it("never prints a service principal's secret", async () => {
    assert.deepEqual(await runCommand(dir, ["start", "--oauth"]), {
      stdout: "",
      stderr: "error: --oauth needs --env FILE: the secret is written there, and shown nowhere\n",
      status: 1,
    });
  });

  it("begins at a moment of one's choice, and runs alerts on their schedules", async () => {
    const child = startCommand(dir, ["start", "--token", "T", "--now", "2027-01-01"]);
    const printed = await firstOutput(child);
    const host = /^Local workspace at (\S+),/.exec(printed)?.[1] ?? "";
    const response = await fetch(`${host}/_local/clock`, { headers: { authorization: "Bearer T" } });
    assert.match(await response.text(), /^\{"now":"2027-01-01T00:00:.*","scheduled":true\}$/);
    child.kill();
    await exitStatus(child);
  });

  it("switches what is not confirmed about alerts", async () => {
    const child = startCommand(dir, [
      "start",
      "--token",
      "T",
      "--name-clash",
      "suffix",
      "--defaults",
      "all",
      "--trash-in-list",
      "--trash-by-id",
      "gone",
      "--default-folder",
      "/Shared/inbox",
      "--alert-quota",
      "2",
      "--page-size",
      "1",
      "--max-page-size",
      "2",
    ]);
    const host = /^Local workspace at (\S+),/.exec(await firstOutput(child))?.[1] ?? "";
    const call = async (method: string, path: string, body?: object) => {
      const answer = await fetch(`${host}/api/2.0/alerts${path}`, {
        method,
        headers: { authorization: "Bearer T" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status: answer.status, body: asJson(await answer.json()) };
    };
    const alert = alertBody({ parent_path: undefined });
    const { body: first } = await call("POST", "", alert);
    assert.equal(first.parent_path, "/Workspace/Shared/inbox");
    assert.equal(first.custom_template_format, "HTML");
    const { body: second } = await call("POST", "", alert);
    assert.equal(second.display_name, `${alert.display_name} (1)`);
    assert.equal((await call("POST", "", alert)).status, 429);
    await call("DELETE", `/${String(first.id)}`);
    assert.equal((await call("GET", `/${String(first.id)}`)).status, 404);
    const { body: page } = await call("GET", "");
    assert.ok(Array.isArray(page.alerts));
    assert.deepEqual([page.alerts.length, asJson(page.alerts[0]).lifecycle_state], [1, "DELETED"]);
    assert.equal((await call("GET", "?page_size=3")).status, 400);
    child.kill();
    await exitStatus(child);
  });

  it("delivers webhooks and lets a warehouse take its time to start, when asked", async () => {
    const flags = ["--deliver-webhooks", "--warehouse-start-ms", "600000"];
    const child = startCommand(dir, ["start", "--token", TOKEN, ...flags]);
    const host = /^Local workspace at (\S+),/.exec(await firstOutput(child))?.[1] ?? "";
    const ask = async (method: string, path: string, body?: object) =>
      (await call(host, method, path, body)).body;
    const { id: hook } = await ask("POST", "/api/2.0/notification-destinations", {
      display_name: "hook",
      config: { generic_webhook: { url: "http://127.0.0.1:1/" } },
    });
    const notification = { subscriptions: [{ destination_id: hook }] };
    const evaluation = { ...alertBody().evaluation, notification };
    const { id } = await ask("POST", "/api/2.0/alerts", alertBody({ evaluation }));
    const entry = await ask("POST", `/_local/alerts/${String(id)}/evaluate`);
    assert.deepEqual(entry.failed_subscriptions, notification.subscriptions);
    const warehouse = "/api/2.0/sql/warehouses/10ca1f0000000001";
    await ask("POST", `${warehouse}/stop`);
    await ask("POST", `${warehouse}/start`);
    assert.equal((await ask("GET", warehouse)).state, "STARTING");
    child.kill();
    await exitStatus(child);
  });

  it("refuses a moment that is none", async () => {
    const { stderr, status } = await runCommand(dir, ["start", "--now", "2027-13-01"]);
    assert.match(
      stderr,
      /argument '2027-13-01' is invalid\. It must be a moment such as 2026-11-23T08:00:00Z\./,
    );
    assert.equal(status, 1);
  });

  it("says that a port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    assert.deepEqual(await runCommand(dir, ["start", "--port", port]), {
      stdout: "",
      stderr: `error: Port ${port} is in use: name another one, or leave --port out.\n`,
      status: 1,
    });
    server.close();
  });

  it("says that a folder or a file cannot be written", async () => {
    const file = join(dir, "file");
    writeFileSync(file, "");
    assert.equal(
      (await runCommand(dir, ["start", "--data", file])).stderr,
      `error: The data directory ${file} cannot be written: name another one\n`,
    );
    const nowhere = join(file, "data");
    assert.equal(
      (await runCommand(dir, ["start", "--data", nowhere])).stderr,
      `error: The data directory ${nowhere} cannot be written: name another one\n`,
    );
    assert.equal(
      (await runCommand(dir, ["start", "--env", "none/env.sh"])).stderr,
      "error: none/env.sh cannot be written: name another file with --env\n",
    );
    assert.equal(existsSync(join(dir, ".local", "workspace.json")), false);
  });

  it("refuses a port that is none", async () => {
    const { stderr, status } = await runCommand(dir, ["start", "--port", "http"]);
    assert.match(stderr, /argument 'http' is invalid\. It must be a number from 1 to 65535\./);
    assert.equal(status, 1);
  });
});
