import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPython } from "../../local/workspace/jobs/notebooks/find-python";
import { makeProjectFolder } from "../project-folder";
import { ending, notebookTask, tasksOf, textOf, useJobs, WAREHOUSE } from "../workspace/jobs/use-jobs";
import { asJson } from "../workspace/use-workspace";

const NOTEBOOK = "/Shared/deploy_alerts";
const HEADER = [
  "Catalog:         health_monitor",
  "Gold schema:     gold",
  `Warehouse:       ${WAREHOUSE}`,
  "Existing alerts: 0",
  "Rows:            none yet: there is no table alert_configurations",
];

describe("the notebook of the deploy job", function () {
  const { importNotebook, submit, output, sql, ok } = useJobs();
  const project = mkdtempSync(path.join(tmpdir(), "project-"));

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    await makeProjectFolder(project);
    await importNotebook(NOTEBOOK, "PYTHON", readFileSync("jobs/deploy_alerts.py", "utf8"));
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  const deploy = async (parameters: Record<string, string>) => {
    const given = { warehouse_id: WAREHOUSE, runner: "npm", project_folder: project, ...parameters };
    const done = await submit(notebookTask(NOTEBOOK, {}, given));
    const { notebook_output, error, logs } = await output(tasksOf(done).main?.run_id);
    const { result } = asJson(notebook_output);
    return {
      state: ending(done)[1],
      error,
      lines: textOf(logs)
        .replaceAll(/\d+\.\d s/g, "N s")
        .trimEnd()
        .split("\n"),
      totals: result === undefined ? undefined : asJson(JSON.parse(textOf(result))),
    };
  };

  it("previews by default, and changes nothing", async () => {
    const { state, error, lines, totals } = await deploy({});
    assert.equal(state, "SUCCESS", String(error));
    assert.deepEqual(lines, [
      ...HEADER,
      "[DRY RUN] [1/2] CREATE: COST-012 -> [WARNING] Tag Coverage Drop",
      "[DRY RUN] [2/2] CREATE: TEST-001 -> [INFO] Custom Template Test",
      "created 2, updated 0, replaced 0, deleted 0, unchanged 0, failed 0, other_resources 9",
      "Took N s. Dry run: nothing was changed.",
    ]);
    assert.deepEqual([totals?.created, totals?.dry_run], [2, true]);
    assert.deepEqual(asJson(await ok("GET", "/api/2.0/alerts")).alerts ?? [], []);
    assert.deepEqual(await sql("SHOW TABLES IN health_monitor.gold LIKE 'alert*'"), []);
  });

  it("deploys with dry_run=false, and fails where the program does", async () => {
    const { state, error, lines } = await deploy({ dry_run: "false" });
    assert.equal(state, "SUCCESS", String(error));
    assert.deepEqual(lines, [
      ...HEADER,
      "[1/2] CREATE: COST-012 -> [WARNING] Tag Coverage Drop (N s)",
      "[2/2] CREATE: TEST-001 -> [INFO] Custom Template Test (N s)",
      "created 2, updated 0, replaced 0, deleted 0, unchanged 0, failed 0, other_resources 9",
      "Took N s.",
    ]);
    assert.deepEqual(
      await sql("SELECT alert_id, last_sync_status FROM health_monitor.gold.alert_configurations ORDER BY 1"),
      [
        ["COST-012", "CREATED"],
        ["TEST-001", "CREATED"],
      ],
    );
  });

  it("names everything that is wrong, before it starts anything", async () => {
    const wrong = {
      warehouse_id: " ",
      dry_run: "maybe",
      delete_disabled: "",
      api_base: "/api/2.0/sql/alerts",
    };
    const { state, error } = await deploy({ ...wrong, runner: "pulumi", pulumi: "/Volumes/pulumi.tar.gz" });
    assert.equal(state, "FAILED");
    assert.equal(
      error,
      "ValueError: warehouse_id is required; " +
        'dry_run must be true or false, not "maybe"; delete_disabled must be true or false, not ""; ' +
        'api_base must be /api/2.0/alerts, the one API that this program speaks, not "/api/2.0/sql/alerts"; ' +
        "backend_url is required: set deployBackend to where the stack's state is, or deploySecretScope to a scope " +
        "with the key pulumi-access-token (docs/jobs.md)",
    );
  });

  it("says where it looked for the program", async () => {
    const { state, error } = await deploy({ project_folder: "/nowhere" });
    assert.equal(state, "FAILED");
    assert.equal(
      error,
      "ValueError: project_folder: /nowhere is not this program's folder. Set deployFolder to where it is in the " +
        "workspace (a Git folder), or deployGitUrl to its repository",
    );
  });
});
