import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { clientEnvironment, type RunningWorkspace, startWorkspace } from "databricks-local";
import { outcomeOf } from "databricks-local/testing/run-command";
import { z } from "zod";
import { makeProjectFolder } from "../project-folder";
import { SAMPLE } from "../sample";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

const SECTION = /<!-- first hour -->([^]*)<!-- \/first hour -->/;
/** What this test has another way: the copy, its packages, who signs in, and where the state is. */
const DONE = /^(git clone|npm ci|export|pulumi login) /;
const Alerts = z.object({
  alerts: z.array(
    z.looseObject({
      id: z.string(),
      display_name: z.string(),
      evaluation: z.object({ notification: z.object({ subscriptions: z.array(z.unknown()) }) }),
    }),
  ),
});
const Answer = z.object({
  status: z.object({ state: z.string() }),
  result: z.object({ data_array: z.array(z.array(z.string().nullable())).optional() }).optional(),
});

/** What the README has people do, in its order: a command, or a statement. */
function steps(): readonly { readonly command?: string; readonly statement?: string }[] {
  const [, section = ""] = SECTION.exec(readFileSync("README.md", "utf8")) ?? [];
  return [...section.matchAll(/^ {4}(?<command>\S.*?)(?: {2,}#.*)?$|^```sql\n(?<statement>[^]*?)^```/gm)].map(
    ({ groups = {} }) => groups,
  );
}

describe("the first hour on a workspace, as the README has it", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(path.join(tmpdir(), "first-hour-"));
  let workspace: RunningWorkspace;
  let cli: PulumiCli;
  let warehouseId = "";

  async function call(method: string, target: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${workspace.host}${target}`, {
      method,
      headers: { authorization: `Bearer ${workspace.token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    assert.equal(response.status, 200, `${method} ${target}`);
    return response.json();
  }
  const sql = async (statement: string) => {
    const body = { statement, warehouse_id: warehouseId, wait_timeout: "30s" };
    const { status, result } = Answer.parse(await call("POST", "/api/2.0/sql/statements", body));
    assert.equal(status.state, "SUCCEEDED", JSON.stringify(status));
    return result?.data_array ?? [];
  };

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissingForDatabricks());
    // The company's: a catalog, its bills, a warehouse.
    workspace = await startWorkspace({ dataDir: path.join(folder, "workspace"), setup: SAMPLE });
    const warehouse = { name: "Serverless Starter Warehouse", cluster_size: "2X-Small" };
    warehouseId = z
      .object({ id: z.string() })
      .parse(await call("POST", "/api/2.0/sql/warehouses", warehouse)).id;
    const project = path.join(folder, "acme-alerts");
    cli = await PulumiCli.createNew(project, clientEnvironment(workspace));
    await makeProjectFolder(project);
    rmSync(path.join(project, "Pulumi.dev.yaml"));
  });
  after(async () => {
    await workspace?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("ends with an alert of one's own", async () => {
    const outputs: string[] = [];
    for (const { command, statement } of steps()) {
      if (statement !== undefined) await sql(statement);
      if (command === undefined || DONE.test(command)) continue;
      // Who sits before it says yes.
      const line = command.startsWith("pulumi up") ? `${command} --yes` : command;
      const { status, stdout, stderr } = await outcomeOf(
        spawn("bash", ["-c", line], { cwd: cli.project, env: cli.env }),
      );
      assert.equal(status, 0, `${line}:\n${stdout}${stderr}`);
      outputs.push(stdout);
    }
    const preview = outputs.at(-2) ?? "";
    assert.match(preview, /\n +\+ 1 to create\n/);
    const { alerts } = Alerts.parse(await call("GET", "/api/2.0/alerts"));
    assert.deepEqual(
      alerts.map(({ display_name: name, evaluation }) => [name, evaluation.notification.subscriptions]),
      [["[WARNING] DBUs of yesterday", [{ user_email: "oncall@example.com" }]]],
    );
    assert.deepEqual(
      await sql(
        "SELECT alert_id, databricks_alert_id, last_sync_status FROM main.alerting.alert_configurations",
      ),
      [["COST-100", alerts[0]?.id, "CREATED"]],
    );
  });
});
