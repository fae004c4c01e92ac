import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bareStackFile } from "../bare-stack";
import { makeProjectFolder } from "../project-folder";
import { npmRun } from "../npm-run";

describe("npm run review", () => {
  let folder: string;
  let project: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "review-command-"));
    project = path.join(folder, "project");
    await makeProjectFolder(project);
    const warehouse = { warehouseName: "alerting", createWarehouse: "true", createFolder: "true" };
    await writeFile(path.join(project, "Pulumi.dev.yaml"), bareStackFile(warehouse));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("starts the local workspace's warehouse, which stopped when the workspace of npm run up did", async () => {
    const up = await npmRun(project, ["up"], { HOME: folder });
    assert.equal(up.status, 0, up.stderr);
    const review = await npmRun(project, ["review"], { HOME: folder });
    assert.match(review.stderr, /^Waiting for SQL warehouse "alerting" \(\w+\) to run: STOPPED, 0 s\n/);
    assert.match(review.stdout, /^dev: 0 changed, 0 added, 0 deleted, 2 unchanged\n/);
    assert.equal(review.status, 0);
  });
});
