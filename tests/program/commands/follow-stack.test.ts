import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { exitStatus } from "databricks-local/testing/run-command";
import { makeProjectFolder } from "../../project-folder";

describe("a command on the local workspace", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "follow-stack-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("takes the workspace along that was started for it, when it is ended", async () => {
    const project = join(folder, "project");
    await makeProjectFolder(project);
    const workspace = join(project, ".local", "workspace.json");
    const child = spawn(process.execPath, [resolve("commands/main.cjs"), "lint", "--all"], {
      cwd: project,
      env: { PATH: process.env["PATH"] },
      stdio: "ignore",
    });
    while (!existsSync(workspace)) await delay(10);
    child.kill("SIGTERM");
    assert.equal(await exitStatus(child), 143);
    assert.equal(existsSync(workspace), false);
  });
});
