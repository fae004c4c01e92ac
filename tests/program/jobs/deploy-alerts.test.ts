import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPython } from "databricks-local";
import { ending, notebookTask, tasksOf, useJobs, WAREHOUSE } from "databricks-local/testing/jobs/use-jobs";
import { deployNotebook, type FixedSettings } from "../../../jobs/notebooks/notebooks";

const TEMPLATE = readFileSync("jobs/deploy_alerts.py", "utf8");
const FIXED: FixedSettings = {
  stack: "dev",
  runner: "npm",
  project_folder: process.cwd(),
  backend_url: "",
  secret_scope: "",
  node: "",
  pulumi: "",
  plugin: "",
};
const NOTEBOOK = "/Shared/deploy_alerts";

// What it does when all is well: tests/engine/jobs-and-dashboard.test.ts.
describe("the notebook of the deploy job", function () {
  const { importNotebook, submit, output } = useJobs();

  before(function () {
    if (findPython(undefined) === undefined) this.skip();
  });

  const failureOf = async (fixed: Partial<FixedSettings>, parameters: Record<string, string> = {}) => {
    const given = { warehouse_id: WAREHOUSE, ...parameters };
    await importNotebook(NOTEBOOK, "PYTHON", deployNotebook(TEMPLATE, { ...FIXED, ...fixed }));
    const run = await submit(notebookTask(NOTEBOOK, {}, given));
    assert.equal(ending(run)[1], "FAILED");
    return (await output(tasksOf(run).main?.run_id)).error;
  };

  it("names everything that is wrong, before it starts anything", async () => {
    const wrong = { dry_run: "maybe", delete_disabled: "", api_base: "/api/2.0/sql/alerts" };
    const noState = { runner: "pulumi", pulumi: "/Volumes/main/tools/pulumi.tar.gz" };
    assert.equal(
      await failureOf(noState, { ...wrong, warehouse_id: " " }),
      "ValueError: warehouse_id is required; " +
        'dry_run must be true or false, not "maybe"; delete_disabled must be true or false, not ""; ' +
        'api_base must be /api/2.0/alerts, the one API that this program speaks, not "/api/2.0/sql/alerts"; ' +
        "backend_url is required: set deployBackend to where the stack's state is, or deploySecretScope to a scope " +
        "with the key pulumi-access-token (docs/jobs.md)",
    );
  });

  it("says where it looked for the program", async () => {
    assert.equal(
      await failureOf({ project_folder: "/nowhere" }),
      "ValueError: project_folder: /nowhere is not this program's folder. Set deployFolder to where it is in the " +
        "workspace (a Git folder), or deployGitUrl to its repository",
    );
  });

  it("fails with the tool that does not work", async () => {
    const noArchive = path.join(process.cwd(), "package.json");
    const url = "https://127.0.0.1:1/node.tar.gz";
    for (const [node, failure] of [
      ["/nowhere/node.tar.gz", "there is no file /nowhere/node.tar.gz"],
      [noArchive, `${noArchive} is not a tar archive`],
      [`${url}#sha256=${"0".repeat(64)}`, `${url} cannot be downloaded: <urlopen error Connection refused>`],
    ] as const) {
      // The number of the error is the machine's.
      const said = String(await failureOf({ node })).replace(/\[Errno \d+\] /, "");
      assert.equal(said, `ValueError: node: ${failure}`);
    }
  });

  it("leaves nothing on the machine, also when it fails", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "deploy-alerts-"));
    const before = process.env["TMPDIR"];
    process.env["TMPDIR"] = folder;
    try {
      await failureOf({ node: "/nowhere/node.tar.gz" });
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
    }
    assert.deepEqual(readdirSync(folder), []);
    rmdirSync(folder);
  });
});
