import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { lockStack, stackFiles } from "pulumi-local";
import { findPython } from "databricks-local";
import { bareStackFile } from "../bare-stack";
import { makeProjectFolder } from "../project-folder";
import { asJson } from "databricks-local/testing/call";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";
import { listJobs, runJob, withoutHistory } from "./run-job";

const OURS = [
  "alerting-dashboard",
  "alerting_deploy_job",
  "alerting_history_job",
  "alerting_setup_orchestrator_job",
  "alerting_tables_job",
  "create_tables",
  "dashboard",
  "deploy_alerts",
  "jobs",
  "jobs-folder",
  "master_setup_orchestrator",
  "record_history",
];
const LEVELS = {
  alerting_deploy_job: "atomic",
  alerting_history_job: "atomic",
  alerting_setup_orchestrator_job: "composite",
  alerting_tables_job: "atomic",
  master_setup_orchestrator: "orchestrator",
};
const HISTORY = "health_monitor.gold.alert_history";

const place = z.object({ id: z.string(), url: z.string() });
const DeployJob = z.object({
  settings: z.object({
    tasks: z.tuple([
      z.object({ notebook_task: z.object({ base_parameters: z.record(z.string(), z.string()) }) }),
    ]),
  }),
});
const Outputs = z.object({ jobs: z.record(z.string(), place), dashboard: place });

describe("jobs and dashboard", function () {
  this.timeout(180_000);
  const projectDir = mkdtempSync(path.join(tmpdir(), "project-"));
  const config = { jobs: "true", dashboard: "true", deployRunner: "npm" };
  const run = { projectDir, stateDir: path.join(projectDir, ".local"), config };
  let stack: LocalStack;

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    await makeProjectFolder(projectDir);
    // A run of the deploy job reads the stack's file.
    writeFileSync(path.join(projectDir, "Pulumi.dev.yaml"), bareStackFile(config));
    stack = await LocalStack.start();
  });
  const deployJob = async () => {
    const [{ job_id } = { job_id: 0 }] = (await listJobs(stack)).filter(
      ({ settings }) => settings.name === "alerting_deploy_job",
    );
    const job = DeployJob.parse(await stack.call("GET", `/api/2.2/jobs/get?job_id=${job_id}`));
    return { parameters: job.settings.tasks[0].notebook_task.base_parameters };
  };
  after(async () => {
    await stack?.stop();
    rmSync(projectDir, { recursive: true, force: true });
  });

  it("are deployed with the alerts, and found unchanged by the next up", async () => {
    const up = await stack.succeed("up", run);
    const steps = stepsOf(up);
    assert.deepEqual(
      OURS.filter((name) => !steps.includes(`create ${name}`)),
      [],
    );
    const { jobs, dashboard } = Outputs.parse(up.outputs);
    const found = (await listJobs(stack)).map(({ job_id, settings: { name, tags } }) => ({
      name,
      tags,
      id: String(job_id),
      url: `${stack.workspace.host}/jobs/${job_id}`,
    }));
    assert.deepEqual(
      found.sort((a, b) => (a.name < b.name ? -1 : 1)),
      Object.entries(LEVELS).map(([name, job_level]) => ({
        name,
        ...jobs[name],
        tags: {
          job_level,
          layer: "alerting",
          project: "databricks-alerts",
          environment: "dev",
          managed_by: "databricks-alerts/dev",
          alerts_place: "d476563c132c",
        },
      })),
    );
    const file = asJson(await stack.call("GET", `/api/2.0/lakeview/dashboards/${dashboard.id}`));
    assert.equal(file.path, "/Alerting/Alerting.lvdash.json");
    assert.deepEqual(stepsOf(await stack.succeed("up", run)), []);
  });

  it("make a table again that somebody dropped", async () => {
    await stack.sql(`DROP TABLE ${HISTORY}`);
    const { state, lines, error } = await runJob(stack, "alerting_tables_job");
    assert.equal(state, "SUCCESS", error);
    assert.ok(lines.includes(`${HISTORY}: created`), lines.join("\n"));
    assert.deepEqual(await stack.sql(`SELECT count(*) AS n FROM ${HISTORY}`), [{ n: "0" }]);
  });

  it("record what an alert did", async () => {
    const { id } = await stack.alert("[INFO] Custom Template Test");
    await stack.call("POST", `/_local/alerts/${id}/evaluate`);
    const { state, error } = await runJob(stack, "alerting_history_job");
    assert.equal(state, "SUCCESS", error);
    assert.deepEqual(await stack.sql(`SELECT alert_id, evaluation_status FROM ${HISTORY}`), [
      { alert_id: "TEST-001", evaluation_status: "TRIGGERED" },
    ]);
  });

  it("set a workspace up through the orchestrators, the deployment as a dry run", async () => {
    await insertRow(stack, "NEW-001");
    const { state } = await runJob(stack, "master_setup_orchestrator");
    assert.equal(state, "SUCCESS");
    const ids = `SELECT databricks_alert_id FROM ${TABLE} WHERE alert_id = 'NEW-001'`;
    assert.deepEqual(await stack.sql(ids), [{ databricks_alert_id: null }]);
  });

  it("keep out of a stack that another run holds, and say whose that is", async () => {
    const lock = await lockStack(run.stateDir, stackFiles(run.stateDir, "dev"), "up in CI");
    const { state, lines, error } = await runJob(stack, "alerting_deploy_job", { dry_run: "false" });
    await lock.release();
    assert.equal(state, "FAILED", lines.join("\n"));
    assert.match(error ?? "", /^RuntimeError: up ended with status 1:\n/);
    assert.match(
      error ?? "",
      /another run \(up in CI, process \d+\) is using this stack: wait for it, or end it/,
    );
  });

  it("deploy a new row, as npm run up does", async () => {
    const { state, lines, error } = await runJob(stack, "alerting_deploy_job", { dry_run: "false" });
    assert.equal(state, "SUCCESS", error);
    assert.deepEqual(withoutHistory(lines), [
      "Catalog:         health_monitor",
      "Gold schema:     gold",
      `Warehouse:       ${stack.workspace.warehouseId}`,
      "Dry run:         false",
      "Delete disabled: false",
      "API base:        /api/2.0/alerts",
      "Existing alerts: 2",
      "Rows:            3 enabled, 0 disabled",
      "UPDATE: deletion-guard",
      "[1/1] CREATE: NEW-001 -> [INFO] Alert NEW-001 (N s)",
      "UPDATE: sync-status",
      "created 1, updated 0, replaced 0, deleted 0, unchanged 2, failed 0, other_resources 3",
      "Took N s.",
    ]);
    assert.equal((await stack.alert("[INFO] Alert NEW-001")).lifecycle_state, "ACTIVE");
  });

  it("take what a run was given for that run alone", async () => {
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = false WHERE alert_id = 'NEW-001'`);
    const given = { dry_run: "false", delete_disabled: "true" };
    const { state, lines, error } = await runJob(stack, "alerting_deploy_job", given);
    assert.equal(state, "SUCCESS", error);
    assert.deepEqual(withoutHistory(lines).slice(4), [
      "Delete disabled: true",
      "API base:        /api/2.0/alerts",
      "Existing alerts: 3",
      "Rows:            2 enabled, 1 disabled",
      "UPDATE: deletion-guard",
      "UPDATE: sync-status",
      "[1/1] DELETE: NEW-001 -> [INFO] Alert NEW-001 (N s)",
      "created 0, updated 0, replaced 0, deleted 1, unchanged 2, failed 0, other_resources 3",
      "Took N s.",
    ]);
    const { parameters } = await deployJob();
    assert.equal(parameters["delete_disabled"], "false");
    assert.deepEqual(JSON.parse(parameters["stack_settings"] ?? ""), {
      catalog: "health_monitor",
      gold_schema: "gold",
      delete_disabled: "false",
      warehouse_id: stack.workspace.warehouseId,
    });
    const dry = await runJob(stack, "alerting_deploy_job");
    assert.deepEqual(dry.lines.slice(-3), [
      "[DRY RUN] Nothing would change.",
      "created 0, updated 0, replaced 0, deleted 0, unchanged 2, failed 0, other_resources 0",
      "Took N s. Dry run: nothing was changed.",
    ]);
  });

  it("deploy on the warehouse that a run was given, and keep the one that the stack made", async () => {
    const own = { ...config, createWarehouse: "true", warehouseName: "of the stack" };
    writeFileSync(path.join(projectDir, "Pulumi.dev.yaml"), bareStackFile(own));
    const { outputs } = await stack.succeed("up", { ...run, config: own });
    const { warehouse } = z.object({ warehouse: place }).parse(outputs);
    assert.notEqual(warehouse.id, stack.workspace.warehouseId);
    assert.deepEqual(stepsOf(await stack.succeed("preview", { ...run, config: own })), []);
    const given = { dry_run: "false", warehouse_id: stack.workspace.warehouseId };
    const { state, lines, error } = await runJob(stack, "alerting_deploy_job", given);
    assert.equal(state, "SUCCESS", error);
    assert.ok(
      lines.some((line) => line.startsWith("[1/2] UPDATE: ")),
      lines.join("\n"),
    );
    assert.ok(!lines.some((line) => line.startsWith("DELETE: ")), lines.join("\n"));
    const warehouses = async () => (await stack.alerts()).map(({ warehouse_id }) => warehouse_id);
    assert.deepEqual(await warehouses(), Array(2).fill(stack.workspace.warehouseId));
    assert.equal((await deployJob()).parameters["warehouse_id"], warehouse.id);
    await stack.succeed("up", { ...run, config: own });
    assert.deepEqual(await warehouses(), Array(2).fill(warehouse.id));
    writeFileSync(path.join(projectDir, "Pulumi.dev.yaml"), bareStackFile(config));
    await stack.succeed("up", run);
  });

  it("deploy what changed in a row by themselves, where the stack has a schedule for it", async () => {
    const scheduled = { ...config, deployEveryMinutes: "15" };
    writeFileSync(path.join(projectDir, "Pulumi.dev.yaml"), bareStackFile(scheduled));
    const steps = stepsOf(await stack.succeed("up", { ...run, config: scheduled }));
    assert.ok(steps.includes("update alerting_deploy_job"), steps.join());
    await insertRow(stack, "NEW-002");
    await stack.call("POST", "/_local/clock", { advanceSeconds: 15 * 60 });
    assert.equal((await stack.alert("[INFO] Alert NEW-002")).lifecycle_state, "ACTIVE");
    assert.deepEqual(stepsOf(await stack.succeed("preview", { ...run, config: scheduled })), []);
    writeFileSync(path.join(projectDir, "Pulumi.dev.yaml"), bareStackFile(config));
    await stack.succeed("up", run);
  });

  it("go away when they are switched off, and the alerts stay", async () => {
    const off = await stack.succeed("up", { ...run, config: {} });
    assert.deepEqual(
      stepsOf(off),
      OURS.map((name) => `delete ${name}`),
    );
    assert.deepEqual(await listJobs(stack), []);
    assert.equal((await stack.alerts()).length, 3);
  });
});
