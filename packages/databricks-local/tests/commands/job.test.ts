import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachOrStart, type AttachedWorkspace } from "../../src/attach";
import { WorkspaceClient } from "../../src/workspace-client";
import { asJson } from "../use-workspace";
import { runCommand } from "../run-command";

describe("databricks-local job", () => {
  let dir = "";
  let workspace: AttachedWorkspace;
  let id = 0;
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "command-"));
    workspace = await attachOrStart(dir);
    const client = new WorkspaceClient(workspace.host, workspace.token);
    const content = Buffer.from("SELECT CAST(:n AS INT) AS n").toString("base64");
    await client.call("POST", "/api/2.0/workspace/import", { path: "/Shared/n", language: "SQL", content });
    const tasks = [
      { task_key: "one", notebook_task: { notebook_path: "/Shared/n" } },
      {
        task_key: "two",
        depends_on: [{ task_key: "one" }],
        notebook_task: { notebook_path: "/Shared/n" },
      },
    ];
    const parameters = [{ name: "n", default: "1" }];
    const job = await client.call("POST", "/api/2.2/jobs/create", { name: "counting", tasks, parameters });
    id = Number(asJson(job).job_id);
  });
  after(async () => {
    await workspace.stop();
    rmSync(dir, { recursive: true });
  });

  it("says how each task goes and what it left, and ends well with the run", async () => {
    const { stdout, stderr, status } = await runCommand(dir, ["job", "counting", "--param", "n=7"]);
    // Whether a task was seen while it ran depends on how fast it was.
    const lines = stdout.split("\n").filter((line) => !line.endsWith(": RUNNING"));
    const table = ["    +-+", "    |n|", "    +-+", "    |7|", "    +-+"];
    assert.deepEqual(lines, [
      "  one: SUCCESS",
      ...table,
      "  two: SUCCESS",
      ...table,
      "counting: SUCCESS",
      "",
    ]);
    assert.deepEqual([stderr, status], ["", 0]);
  });

  it("shows a task's error, and fails with the run", async () => {
    const { stdout, status } = await runCommand(dir, ["job", String(id), "--param", "n=many"]);
    assert.match(stdout, / {2}one: FAILED\n {4}\[CAST_INVALID_INPUT\] .*'many'/);
    assert.match(stdout, / {2}two: UPSTREAM_FAILED\n/);
    assert.match(stdout, /\ncounting: FAILED: Task one failed with message: .*\.\n$/);
    assert.equal(status, 1);
  });

  it("says which jobs there are when none is named", async () => {
    assert.deepEqual(await runCommand(dir, ["job"]), {
      stdout: "",
      stderr: `error: Name the job to run: databricks-local job counting. There are\n  counting (${id})\n`,
      status: 1,
    });
  });

  it("says which jobs there are when none is meant", async () => {
    assert.deepEqual(await runCommand(dir, ["job", "nothing"]), {
      stdout: "",
      stderr: `error: No job has the name or id 'nothing'. There are counting (${id})\n`,
      status: 1,
    });
  });
});
