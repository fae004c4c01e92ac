import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { runStack } from "../../src/run";
import type { RunCommand, RunResult } from "../../src/run-options";
import { nameOf } from "../../src/urn";
import { TOKEN } from "databricks-local/testing/call";
import { useWorkspace } from "databricks-local/testing/use-workspace";

const PROJECT_DIR = path.join(__dirname, "../testdata/surroundings");
const HOOK = "https://hooks.example.com/1";
const NAMES = [
  "warehouse",
  "catalog",
  "schema",
  "grants",
  "grant",
  "destination",
  "folder",
  "notebook",
  "file",
  "first",
  "all",
  "permissions",
  "dashboard",
];

describe("A program with one of each resource of databricks that the local engine manages", () => {
  const { workspace, call } = useWorkspace();
  const folder = mkdtempSync(path.join(tmpdir(), "surroundings-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (command: RunCommand, config: Record<string, string> = {}, host = workspace().host) =>
    runStack({
      command,
      config,
      projectDir: PROJECT_DIR,
      stateDir: path.join(folder, "state"),
      keepProcesses: true,
      childEnv: { PATH: process.env["PATH"], DATABRICKS_HOST: host, DATABRICKS_TOKEN: TOKEN },
    });
  const state = () => readFileSync(path.join(folder, "state/state.json"), "utf8");
  const writes = () =>
    workspace().requests.requests.filter(({ method, path }) => method !== "GET" && !path.includes("/scim/"));

  it("ends in seconds and in one sentence where there is no workspace, before anything is declared", async () => {
    const address = await closedAddress();
    const result = await run("preview", {}, `http://${address}`);
    assert.deepEqual(errorsOf(result), [
      `the workspace http://${address} cannot be reached: connect ECONNREFUSED ${address}`,
    ]);
    assert.deepEqual(stepsOf(result), {});
  });

  it("previews all of it without a request that changes anything", async () => {
    const result = await run("preview");
    assert.deepEqual(errorsOf(result), []);
    assert.deepEqual(stepsOf(result), { create: [...NAMES].sort() });
    assert.deepEqual(writes(), []);
  });

  it("makes all of it, and keeps neither token nor hook in the state in clear", async () => {
    const result = await run("up");
    assert.deepEqual(errorsOf(result), []);
    assert.deepEqual(stepsOf(result), { create: [...NAMES].sort() });
    assert.equal(state().includes(HOOK), false);
    assert.equal(state().includes(TOKEN), false);
    assert.match(state(), /pulumi:providers:databricks::default_\d+_\d+_\d+"/);
  });

  it("finds nothing to do, neither by itself nor in the workspace", async () => {
    assert.deepEqual(stepsOf(await run("preview")), {});
    assert.deepEqual(stepsOf(await run("refresh")), {});
  });

  it("says once that there is no workspace where refresh or destroy need it", async () => {
    const address = await closedAddress();
    const said = [`the workspace http://${address} cannot be reached: connect ECONNREFUSED ${address}`];
    for (const command of ["refresh", "destroy"] as const)
      assert.deepEqual(errorsOf(await run(command, {}, `http://${address}`)), said);
  });

  it("changes each in place", async () => {
    const config = { edition: "second" };
    const result = await run("up", config);
    assert.deepEqual(errorsOf(result), []);
    assert.deepEqual(stepsOf(result), { update: NAMES.filter((name) => name !== "folder").sort() });
    assert.deepEqual(stepsOf(await run("preview", config)), {});
    const { body } = await call("GET", "/api/2.1/unity-catalog/schemas/own.gold");
    assert.equal(body.comment, "second");
  });

  it("takes all of it away again", async () => {
    const result = await run("destroy");
    assert.deepEqual(errorsOf(result), []);
    assert.deepEqual(stepsOf(result), { delete: [...NAMES].sort() });
    assert.equal((await call("GET", "/api/2.1/unity-catalog/catalogs/own")).status, 404);
    assert.deepEqual((await call("GET", "/api/2.2/jobs/list")).body.jobs ?? [], []);
  });
});

/** Where somebody has just stopped listening. */
async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return `127.0.0.1:${port}`;
}

function errorsOf({ diagnostics }: RunResult): string[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

/** The names of what changed, by operation. */
function stepsOf({ steps }: RunResult): Record<string, string[]> {
  const changed = steps.filter(({ op, urn }) => op !== "same" && !urn.includes("pulumi:pulumi:Stack"));
  return Object.fromEntries(
    [...new Set(changed.map(({ op }) => op))].map((op) => [
      op,
      changed
        .filter((step) => step.op === op)
        .map(({ urn }) => nameOf(urn))
        .sort(),
    ]),
  );
}
