import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { childEnvironment, clientEnvironment } from "databricks-local";
import { bareStackFile } from "../bare-stack";
import { makeProjectFolder } from "../project-folder";
import { productCommand } from "../product-command";
import { errorsOf, LocalStack } from "./local-stack";

describe("a project of another name", function () {
  this.timeout(120_000);
  const projectDir = mkdtempSync(path.join(tmpdir(), "renamed-"));
  const stackFile = path.join(projectDir, "Pulumi.dev.yaml");
  const run = { projectDir, stateDir: path.join(projectDir, ".local") };
  let stack: LocalStack;

  before(async () => {
    await makeProjectFolder(projectDir);
    const project = path.join(projectDir, "Pulumi.yaml");
    writeFileSync(project, readFileSync(project, "utf8").replace(/^name: .*/, "name: acme-alerts"));
    stack = await LocalStack.start();
  });
  after(async () => {
    await stack?.stop();
    rmSync(projectDir, { recursive: true, force: true });
  });

  it("refuses the settings that stand under the old name, before anything is asked or made", async () => {
    writeFileSync(stackFile, bareStackFile({ goldSchema: "silver" }));
    const result = await stack.run("up", run);
    assert.equal(result.ok, false);
    assert.match(
      errorsOf(result).join("\n"),
      /^The stack dev has settings under another project's name, and Pulumi passes over them: this project is acme-alerts \(Pulumi\.yaml\)\.\n(.*\n)* {2}databricks-alerts:goldSchema: pulumi config set acme-alerts:goldSchema <value>, and pulumi config rm databricks-alerts:goldSchema\n/,
    );
    assert.deepEqual(await stack.alerts(), []);
    const { status, stderr } = await lint();
    assert.equal(status, 1);
    assert.match(stderr, /^error: The stack dev has settings under another project's name/);
  });

  it("takes settings without a project's name, and booleans that `pulumi new` wrote as text", async () => {
    const settings = bareStackFile({ parentPath: "/Silver", deleteDisabled: "true" });
    writeFileSync(stackFile, settings.replaceAll("databricks-alerts:", ""));
    await stack.call("POST", "/api/2.0/workspace/mkdirs", { path: "/Silver" });
    const { outputs } = await stack.succeed("up", run);
    assert.equal(outputs["folder"], "/Silver");
    assert.equal((await stack.alerts()).length, 2);
    assert.deepEqual((await lint()).status, 0);
  });

  const lint = () =>
    productCommand(["lint", "--remote"], {
      cwd: projectDir,
      env: childEnvironment(process.env, clientEnvironment(stack.workspace)),
    });
});
