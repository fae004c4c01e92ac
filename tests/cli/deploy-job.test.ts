import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { clientEnvironment, findPython } from "databricks-local";
import { bareStackFile } from "../bare-stack";
import { insertRow, TABLE } from "../engine/alert-row";
import { LocalStack } from "../engine/local-stack";
import { runJob, withoutHistory } from "../engine/run-job";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

const COMMIT = ["--yes", "--skip-preview"];
const PASSPHRASE = "of the deploy job";

describe("the deploy job with the Pulumi CLI", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "deploy-job-"));
  let stack: LocalStack;
  let cli: PulumiCli;
  const ends: (() => Promise<void>)[] = [];

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissingForDatabricks());
    skipWhereMissing(this, findPython(undefined) ? undefined : "there is no python3 on the PATH");
    stack = await LocalStack.start();
    ends.push(() => stack.stop());
    const environment = { ...clientEnvironment(stack.workspace), PULUMI_CONFIG_PASSPHRASE: PASSPHRASE };
    cli = await PulumiCli.createFor(undefined, environment);
    ends.push(() => cli.remove());
    const config = {
      jobs: "true",
      deployRunner: "pulumi",
      deployFolder: cli.project,
      deployBackend: cli.backend,
      deployPulumi: archiveOfTheCli(folder),
    };
    writeFileSync(path.join(cli.project, "Pulumi.dev.yaml"), bareStackFile(config));
    await cli.succeed("up", ...COMMIT);
  });

  after(async () => {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true });
  });

  it("previews, installs what the program needs, and changes nothing", async () => {
    const { state, lines, error } = await runJob(stack, "alerting_deploy_job");
    assert.equal(state, "SUCCESS", error);
    assert.deepEqual(lines.slice(-3), [
      "[DRY RUN] Nothing would change.",
      "created 0, updated 0, replaced 0, deleted 0, unchanged 2, failed 0, other_resources 0",
      "Took N s. Dry run: nothing was changed.",
    ]);
  });

  it("deploys a new row into the state that other deployments use", async () => {
    await insertRow(stack, "NEW-001");
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
    await cli.succeed("preview", "--expect-no-changes");
  });

  it("takes what a run was given before the stack's setting", async () => {
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = false WHERE alert_id = 'NEW-001'`);
    const { state, lines, error } = await runJob(stack, "alerting_deploy_job", { delete_disabled: "true" });
    assert.equal(state, "SUCCESS", error);
    assert.ok(lines.includes("[DRY RUN] [1/1] DELETE: NEW-001 -> [INFO] Alert NEW-001"), lines.join("\n"));
  });

  it("leaves what a run was given to that run: neither job nor state keeps it", async () => {
    const given = { dry_run: "false", delete_disabled: "true" };
    const { state, lines, error } = await runJob(stack, "alerting_deploy_job", given);
    assert.equal(state, "SUCCESS", error);
    assert.ok(lines.includes("[1/1] DELETE: NEW-001 -> [INFO] Alert NEW-001 (N s)"), lines.join("\n"));
    await cli.succeed("preview", "--expect-no-changes");
    assert.doesNotMatch((await cli.succeed("stack", "export")).stdout, /deleteDisabled": "true"/);
  });

  it("fails with the faults of the rows, and deploys no other stack than its own", async () => {
    await insertRow(stack, "BAD-001", { threshold_value_double: "NULL" });
    const given = { dry_run: "false", stack: "nowhere" };
    const { state, error } = await runJob(stack, "alerting_deploy_job", given);
    assert.equal(state, "FAILED");
    assert.equal(
      error,
      "RuntimeError: preview failed with 1 error:\n" +
        "FAILED: the run: 1 fault in 1 row of alert_configurations; nothing was changed.\n" +
        "alert_configurations row BAD-001\n" +
        "  threshold_value_double NULL: threshold_value_double is required for DOUBLE threshold_value_type",
    );
  });
});

/** Of a program that knows the passphrase, which the local workspace has no secrets for, and that starts the CLI. */
function archiveOfTheCli(folder: string): string {
  const program = path.join(folder, "pulumi/pulumi");
  mkdirSync(path.dirname(program));
  const installed = execFileSync("which", ["pulumi"], { encoding: "utf8" }).trim();
  const text = `#!/bin/sh\nPULUMI_CONFIG_PASSPHRASE='${PASSPHRASE}' exec '${installed}' "$@"\n`;
  writeFileSync(program, text, { mode: 0o755 });
  const archive = path.join(folder, "pulumi.tar.gz");
  execFileSync("tar", ["-C", folder, "-czf", archive, "pulumi"]);
  return archive;
}
