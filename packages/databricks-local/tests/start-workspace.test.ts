import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorkspace } from "../src/start-workspace";
import { alertBody } from "./alert-body";
import { exitStatus, firstOutput, startCommand } from "./run-command";
import { call, TOKEN } from "./use-workspace";

describe("startWorkspace", () => {
  let dataDir = "";
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "workspace-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it("keeps alerts and its certificate over a restart", async () => {
    const first = await startWorkspace({ dataDir, token: TOKEN });
    const certificate = readFileSync(first.caFile, "utf8");
    const { body } = await call(first.host, "POST", "/api/2.0/alerts", alertBody());
    await first.stop();
    const second = await startWorkspace({ dataDir, token: TOKEN });
    assert.deepEqual((await call(second.host, "GET", `/api/2.0/alerts/${String(body.id)}`)).body, body);
    assert.equal(readFileSync(second.caFile, "utf8"), certificate);
    await second.stop();
  });

  it("keeps the certificate's key to its owner", async () => {
    const workspace = await startWorkspace({ dataDir });
    assert.equal(statSync(join(dataDir, "certificate.key")).mode & 0o777, 0o600);
    assert.equal(statSync(join(dataDir, "alerts.jsonl")).mode & 0o777, 0o600);
    await workspace.stop();
  });

  it("makes a new token at each start", async () => {
    const workspace = await startWorkspace({ dataDir });
    assert.match(workspace.token, /^dapi[0-9a-f]{32}$/);
    await workspace.stop();
  });

  it("refuses a data directory that another workspace uses, in one sentence", async () => {
    const workspace = await startWorkspace({ dataDir });
    await assert.rejects(startWorkspace({ dataDir }), {
      name: "DataDirTakenError",
      message:
        `The data directory ${dataDir} is in use by process ${process.pid}: ` +
        "stop that one, or name another directory",
    });
    await workspace.stop();
  });

  it("refuses a data directory that cannot be made, in one sentence", async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    await assert.rejects(startWorkspace({ dataDir: file }), {
      message: `The data directory ${file} cannot be written: name another one`,
    });
  });

  it("frees the data directory when the port is taken", async () => {
    const other = mkdtempSync(join(tmpdir(), "workspace-"));
    const workspace = await startWorkspace({ dataDir: other });
    await assert.rejects(startWorkspace({ dataDir, port: workspace.port }), { code: "EADDRINUSE" });
    await workspace.stop();
    await (await startWorkspace({ dataDir })).stop();
    rmSync(other, { recursive: true });
  });

  it("has every confirmed alert after kill -9, at once", async () => {
    const child = startCommand(dataDir, ["start", "--token", TOKEN, "--data", "data"]);
    const printed = await firstOutput(child);
    const host = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? "";
    const { body } = await call(host, "POST", "/api/2.0/alerts", alertBody());
    child.kill("SIGKILL");
    await exitStatus(child);
    const journal = join(dataDir, "data", "alerts.jsonl");
    appendFileSync(journal, '{"put":{"sequ'); // a line that was never confirmed
    const workspace = await startWorkspace({ dataDir: join(dataDir, "data"), token: TOKEN });
    assert.deepEqual((await call(workspace.host, "GET", "/api/2.0/alerts")).body, { alerts: [body] });
    await workspace.stop();
  });
});
