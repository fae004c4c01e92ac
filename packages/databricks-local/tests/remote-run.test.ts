import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startWorkspace, type RunningWorkspace } from "../src/start-workspace";
import { alertBody } from "./alert-body";
import { call } from "./call";

const MOCHA = require.resolve("mocha/bin/mocha.js");
/** With the settings of the package, wherever its tests are run from. */
const PACKAGE = join(__dirname, "..");

/** A second workspace, with its own user, data and clock, stands for the real one behind the door. */
describe("REMOTE=1", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "remote-"));
  let other: RunningWorkspace;
  let untouched: unknown;
  before(async () => {
    other = await startWorkspace({ dataDir, token: "dapi-other", userName: "someone@example.com" });
    await call(other.host, "POST", "/api/2.0/alerts", alertBody({ display_name: "theirs" }), other.token);
    untouched = await everything();
  });
  after(async () => {
    await other.stop();
    rmSync(dataDir, { recursive: true });
  });

  const everything = async () => {
    const get = async (path: string) => (await call(other.host, "GET", path, undefined, other.token)).body;
    const paths = ["alerts?page_size=100", "workspace/list?path=/Shared", "notification-destinations"];
    return Promise.all([
      ...paths.map((path) => get(`/api/2.0/${path}`)),
      get("/api/2.2/jobs/list"),
      get("/api/2.1/unity-catalog/schemas?catalog_name=main"),
    ]);
  };

  async function run(args: string[], env: Record<string, string>) {
    const { PATH = "" } = process.env;
    const options = { cwd: PACKAGE, env: { PATH, REMOTE: "1", ...env } };
    const child = spawn(process.execPath, [MOCHA, ...args], options);
    const closed = new Promise((resolve) => child.once("close", resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { output: stdout + stderr, status: await closed };
  }
  const door = () => ({ DATABRICKS_HOST: other.host, DATABRICKS_TOKEN: other.token });
  const suite = (name: string) => join(__dirname, `operations/${name}.test.ts`);
  const counts = (output: string) =>
    /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(output)?.slice(1).map(Number);

  it("runs the same suites on the workspace that the environment names, and leaves nothing there", async () => {
    const names = [
      "create-alert",
      "update-alert",
      "delete-alert",
      "list-alerts",
      "permissions",
      "notifications",
      "warehouses",
    ];
    const { output, status } = await run([...names.map(suite), join(__dirname, "jobs/jobs.test.ts")], door());
    const [passed, failed, skipped] = counts(output) ?? [];
    assert.deepEqual([status, failed], [0, 0], output);
    assert.ok(passed !== undefined && passed >= 75 && skipped !== undefined && skipped >= 10, output);
    for (const need of ["the option nameClash", "a restart", "its limit of a body", "a workspace of its own"])
      assert.ok(output.includes(`skipped with REMOTE=1: needs ${need}\n`), output);

    assert.deepEqual(await everything(), untouched);
    assert.ok(other.requests.requests.length > 150);
  });

  it("checks expected rows on the warehouse that is there, in a schema that is dropped", async () => {
    const corpus = join(__dirname, "sql/corpus.test.ts");
    const files = "decimals.sql|errors.sql|strings-more.sql|statements.sql";
    const { output } = await run([corpus, "--grep", files], door());
    const [passed, failed, skipped] = counts(output) ?? [];
    assert.equal(failed, 0, output);
    assert.ok(passed !== undefined && passed >= 30 && skipped !== undefined && skipped >= 10, output);
    for (const need of ["the tables of the local workspace", "the local workspace's own names"])
      assert.ok(output.includes(`skipped with REMOTE=1: needs ${need}\n`), output);

    assert.deepEqual(await everything(), untouched);
    assert.ok(other.requests.statements.some(({ text }) => /^DROP SCHEMA IF EXISTS/.test(text)));
  });

  it("leaves nothing there when a test fails, either", async () => {
    const { output, status } = await run([join(__dirname, "remote-failure.ts")], door());
    assert.equal(status, 1);
    assert.ok(output.includes("0 passed, 1 failed, 0 skipped"), output);
    assert.deepEqual(await everything(), untouched);
  });

  it("says which variables it needs", async () => {
    const { output, status } = await run([suite("delete-alert")], {});
    assert.notEqual(status, 0);
    assert.ok(output.includes("REMOTE=1 needs DATABRICKS_HOST and DATABRICKS_TOKEN"), output);
  });
});
