import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";
import { createAlert, TABLE } from "./alert-row";
import { ImportStack } from "./import-stack";
import { stepsOf } from "./local-stack";

/** As `createAlert` makes them. */
const EVALUATION = {
  source: { name: "value" },
  comparison_operator: "GREATER_THAN",
  threshold: { value: { double_value: 1 } },
};
const SCHEDULE = { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" };
const FILES = ["Own file.dbalert.json", "bundle/databricks.yml", "terraform.tfstate"];

describe("npm run import, from the files of other tools to an empty preview", function () {
  this.timeout(240_000);
  let own: ImportStack;
  const ids: Record<string, string> = {};
  const write = async (name: string, content: string) => {
    const file = path.join(own.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  /** A state of Terraform with these alerts, as it wrote them. */
  const writeState = async (name: string, alerts: readonly Readonly<Record<string, unknown>>[]) => {
    const attributes = {
      query_text: "SELECT 1 AS value",
      warehouse_id: own.stack.workspace.warehouseId,
      evaluation: [
        { ...EVALUATION, source: [EVALUATION.source], threshold: [{ value: [{ double_value: 1 }] }] },
      ],
      schedule: [SCHEDULE],
      run_as: null,
    };
    const instances = alerts.map((alert) => ({ attributes: { ...attributes, ...alert } }));
    const other = { mode: "managed", type: "databricks_job", name: "other" };
    const resources = [
      { mode: "managed", type: "databricks_alert_v2", name: "one", instances },
      { ...other, instances: [{ attributes: { id: "1" } }] },
    ];
    await write(name, JSON.stringify({ version: 4, resources }));
  };
  const preview = () => own.stack.succeed("preview", { config: own.config });

  before(async () => {
    own = await ImportStack.start({ adoptForeign: "true" });
    await own.stack.makeFolder("/Terraform");
    ids["own"] = await createAlert(own.stack, "Own file");
    ids["terraform"] = await createAlert(own.stack, "Of Terraform, and renamed since", "/Terraform");
    const alertFile = { evaluation: EVALUATION, schedule: SCHEDULE, query_lines: ["SELECT 1 AS value"] };
    await write("Own file.dbalert.json", JSON.stringify(alertFile));
    await write("bundle/src/of-a-bundle.dbalert.json", JSON.stringify(alertFile));
    const alerts = {
      of_a_bundle: {
        display_name: "Of a bundle",
        file_path: "./src/of-a-bundle.dbalert.json",
        warehouse_id: "${var.warehouse}",
      },
    };
    await write("bundle/databricks.yml", stringify({ bundle: { name: "b" }, resources: { alerts } }));
    await writeState("terraform.tfstate", [
      { id: ids["terraform"], display_name: "Of Terraform", parent_path: "/Terraform" },
    ]);
  });
  after(() => own.stack.stop());

  it("plans a row for each alert of each file, and of what runs what it is now", async () => {
    const lines = (await own.succeed("plan", ...FILES.flatMap((file) => ["--from", file]))).split("\n");
    assert.equal(lines[0], "3 alerts without a row: 3 in import/rows.yaml now, 0 left as they are.");
    assert.equal(
      lines.at(-2),
      "Each row was tried: 3 of 3 say what their alerts are, field by field. Look through the file, then `npm run import -- apply`.",
    );
    assert.match(
      await own.succeed("plan", "--from", FILES[0] ?? ""),
      /^Nothing new to import: import\/rows\.yaml has 1 alert already\.\n$/,
    );
  });

  it("takes over what runs as it is, by id or by name, makes what does not, and has nothing left to do", async () => {
    const before = await own.allAlerts();
    await own.fillBlanks();
    assert.equal(
      await own.succeed("apply"),
      "3 rows written.\n  the next up makes the alert of OF-A-BUNDLE\nThe next up takes over 2 alerts as they are, which its preview says of each.\n",
    );
    await own.stack.succeed("up", { config: own.config });
    assert.deepEqual(own.stack.alertWrites, ["POST"]);
    assert.deepEqual(stepsOf(await preview()), []);
    await own.stack.succeed("refresh", { config: own.config });
    assert.deepEqual(stepsOf(await preview()), []);
    const { id: made, ...rest } = await own.stack.alert("Of a bundle");
    assert.deepEqual(
      [rest.query_text, rest.warehouse_id],
      ["SELECT 1 AS value", own.stack.workspace.warehouseId],
    );
    const others = (await own.stack.alerts()).filter(({ id }) => id !== made);
    assert.deepEqual(others, before);
    assert.deepEqual(
      await own.stack.sql(
        `SELECT alert_id, databricks_alert_id FROM ${TABLE} WHERE created_by LIKE 'local%' ORDER BY alert_id`,
      ),
      [
        { alert_id: "OF-A-BUNDLE", databricks_alert_id: made },
        { alert_id: "OF-TERRAFORM-AND-RENAMED-SINCE", databricks_alert_id: ids["terraform"] },
        { alert_id: "OWN-FILE", databricks_alert_id: ids["own"] },
      ],
    );
  });

  it("finds nothing in the files afterwards, and says of a file that is none what it may be", async () => {
    const { stdout, status } = await own.run("plan", "--from", FILES[2] ?? "");
    assert.deepEqual(
      [stdout, status],
      ["Nothing to import: each alert of the workspace that was looked at has a row.\n", 0],
    );
    assert.equal(
      (await own.run("plan", "--from", "package.json")).stderr,
      "error: package.json has no alerts: it is no <name>.dbalert.json, no databricks.yml with resources.alerts, and no state of Terraform.\n",
    );
  });

  it("asks for an alert whose id no listing has, and makes no second one of what is there", async () => {
    const { faults } = own.stack.workspace;
    const [unlisted = "", trashed = "", forbidden = ""] = [
      await createAlert(own.stack, "Unlisted"),
      await createAlert(own.stack, "Trashed"),
      await createAlert(own.stack, "Forbidden"),
    ];
    await own.stack.call("DELETE", `/api/2.0/alerts/${trashed}`);
    await writeState("more.tfstate", [
      { id: unlisted, display_name: "Unlisted, and called otherwise" },
      { id: trashed, display_name: "Trashed" },
      { id: forbidden, display_name: "Forbidden" },
    ]);
    const always = { method: "GET", times: "always" } as const;
    faults.add(
      { kind: "wrong-json", body: "{}", path: "^/api/2.0/alerts\\?", ...always },
      {
        kind: "status",
        status: 403,
        errorCode: "PERMISSION_DENIED",
        path: `/api/2.0/alerts/${forbidden}`,
        ...always,
      },
    );
    const lines = (await own.succeed("plan", "--from", "more.tfstate")).split("\n");
    assert.equal(lines[0], "3 alerts without a row: 2 in import/rows.yaml now, 1 left as it is.");
    const note = `alert ${trashed} of the file is gone from the workspace, or in its trash: an up makes another one, or takes over that of its name`;
    assert.deepEqual(
      lines.filter((line) => /^ {2}(?:left|"Trashed"):/.test(line)),
      [
        `  "Trashed": ${note}`,
        `  left: ${forbidden} "Forbidden" may not be read by you (403): have CAN VIEW on it given to you`,
      ],
    );
    assert.ok((await readFile(own.file, "utf8")).includes(`  # ${note}\n`));
    await own.fillBlanks();
    assert.match(
      await own.succeed("apply"),
      /^2 rows written\..*\n {2}the next up makes the alert of TRASHED\nThe next up takes over 1 alert as it is/,
    );
    faults.clear();
    await own.stack.succeed("up", { config: own.config });
    assert.deepEqual(own.stack.alertWrites, ["POST"]);
    assert.equal((await own.stack.alert("Unlisted")).id, unlisted);
  });
});
