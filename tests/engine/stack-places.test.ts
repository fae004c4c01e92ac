import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { clientEnvironment } from "databricks-local";
import { bareStackFile } from "../bare-stack";
import { makeProjectFolder } from "../project-folder";
import { npmRun } from "../npm-run";
import { errorsOf, LocalStack } from "./local-stack";

/** A stack that is not the local one; its workspace stands in for a real one. */
describe("a command of npm's", function () {
  this.timeout(120_000);
  let folder: string;
  let project: string;
  let real: LocalStack;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stack-places-"));
    project = path.join(folder, "project");
    await makeProjectFolder(project);
    await writeFile(path.join(project, "Pulumi.prod.yaml"), bareStackFile());
    real = await LocalStack.deployed();
  });
  after(async () => {
    await real.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => real.workspace.requests.clear());

  const run = (...args: string[]) =>
    npmRun(project, args, { HOME: folder, ...clientEnvironment(real.workspace) });
  const isAsked = () => real.workspace.requests.statements.length > 0;

  it("follows the stack: no local workspace is started for one that is not the local one", async () => {
    const { stdout, status } = await run("lint", "--all", "--stack", "prod");
    assert.match(stdout, /\n2 of 2 rows looked at: /);
    assert.equal(status, 0);
    assert.ok(isAsked());
    const adoption = await run("adopt", "--all", "--preview", "-s", "prod");
    assert.equal(adoption.stderr, "");
    const review = await run("review", "--no-replay", "--stack=prod");
    assert.match(review.stdout, /^prod: 0 changed, 0 added, 0 deleted, 2 unchanged\n/);
    assert.equal(existsSync(path.join(project, ".local", "workspace.json")), false);
  });

  it("goes the other way where it is told to", async () => {
    const remote = await run("lint", "--all", "--remote");
    assert.match(remote.stdout, /\n2 of 2 rows looked at: /);
    assert.ok(isAsked());
    real.workspace.requests.clear();
    for (const args of [
      ["lint", "--all"],
      ["lint", "--all", "--stack", "prod", "--local"],
    ]) {
      const { stderr } = await run(...args);
      assert.equal(stderr, "error: health_monitor.gold has no config tables yet: an up makes them.\n");
    }
    assert.ok(!isAsked());
    const { stderr } = await run("lint", "--local", "--remote");
    assert.equal(stderr, "error: --local and --remote exclude each other: name one of them.\n");
  });

  it("that only the local workspace has refuses a stack of another", async () => {
    const asked = await Promise.all([
      run("sql", "--stack", "prod", "SELECT 1"),
      run("evaluate", "COST-012", "--stack", "prod"),
      run("job", "nightly", "--stack", "prod"),
    ]);
    for (const { stderr } of asked) assert.equal(stderr, "error: unknown option '--stack'\n");
  });

  it("is not named for what the command line gave", async () => {
    const result = await real.run("preview", { config: { maxDeletes: "none" } });
    assert.deepEqual(errorsOf(result), [
      "The settings that this run was given have faults:\n" +
        '  maxDeletes = "none": must be a whole number, or auto (given by --config)',
    ]);
  });
});
