import assert from "node:assert/strict";
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { bareStackFile } from "../bare-stack";
import { npmRun } from "../npm-run";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";

describe("npm run adopt", function () {
  this.timeout(120_000);
  let stack: LocalStack;
  let id = "";
  const adopt = (...args: string[]) => stack.command("adopt", args);
  before(async () => {
    stack = await LocalStack.deployed();
    await insertRow(stack, "COST-900", { alert_query_template: "'SELECT 1 AS value -- ${catalog}'" });
    await stack.succeed("up");
    ({ id } = await stack.alert("[INFO] Alert COST-900"));
    await stack.call(
      "PATCH",
      `/api/2.0/alerts/${id}?update_mask=display_name,evaluation.threshold,warehouse_id`,
      {
        display_name: "[CRITICAL] Alert COST-900",
        warehouse_id: "another",
        evaluation: { threshold: { value: { double_value: 7.5 } } },
      },
    );
  });
  after(() => stack.stop());

  it("shows what it would write, and writes nothing", async () => {
    const before = await stack.sql(`SELECT * FROM ${TABLE} ORDER BY alert_id`);
    const { stdout, stderr, status } = await adopt("COST-900", "--preview");
    assert.equal(stderr, "");
    assert.equal(
      stdout,
      [
        `COST-900 ← alert ${id} "[CRITICAL] Alert COST-900"`,
        '  severity                "INFO" → "CRITICAL"',
        "  threshold_value_double  1 → 7.5",
        "  not adopted: warehouseId is a setting of the stack",
        "1 row would be written.\n",
      ].join("\n"),
    );
    assert.equal(status, 1);
    assert.deepEqual(await stack.sql(`SELECT * FROM ${TABLE} ORDER BY alert_id`), before);
  });

  it("writes the cells that changed, after which only what no row can say is put back", async () => {
    await adopt("COST-900");
    const [row] = await stack.sql(
      `SELECT severity, threshold_value_double, threshold_value_type, updated_by FROM ${TABLE} WHERE alert_id = 'COST-900'`,
    );
    assert.deepEqual(row, {
      severity: "CRITICAL",
      threshold_value_double: "7.5",
      threshold_value_type: "DOUBLE",
      updated_by: "local.user@example.com",
    });
    await stack.succeed("refresh");
    const preview = await stack.succeed("preview");
    assert.deepEqual(stepsOf(preview), ["update COST-900", "update deletion-guard", "update sync-status"]);
    await stack.succeed("up");
    assert.deepEqual(stack.writes, ["INSERT", "MERGE", "PATCH"]);
    assert.equal((await stack.alert("[CRITICAL] Alert COST-900")).warehouse_id, stack.workspace.warehouseId);
    const again = await adopt("--all");
    assert.equal(again.stdout, "Nothing to adopt: the rows say what their alerts are.\n");
    assert.equal(again.status, 0);
  });

  it("names every row that it cannot find, and writes none of the others", async () => {
    await stack.sql(`UPDATE ${TABLE} SET severity = 'INFO' WHERE alert_id = 'COST-900'`);
    await insertRow(stack, "COST-901", { is_enabled: "false" });
    const { stderr, status } = await adopt("COST-900", "COST-901", "COST-902");
    assert.equal(
      stderr,
      "error: alert_configurations row COST-901 has no alert in the workspace.\n" +
        "alert_configurations has no row COST-902.\n",
    );
    assert.equal(status, 1);
    const [row] = await stack.sql(`SELECT severity FROM ${TABLE} WHERE alert_id = 'COST-900'`);
    assert.deepEqual(row, { severity: "INFO" });
  });

  it("names what no row can say, and says what becomes of it", async () => {
    await insertRow(stack, "COST-903");
    await stack.succeed("up");
    const { id: edited } = await stack.alert("[INFO] Alert COST-903");
    const mask =
      "custom_summary,custom_template_format,parameters,evaluation.source,evaluation.threshold,evaluation.empty_result_state";
    await stack.call("PATCH", `/api/2.0/alerts/${edited}?update_mask=${mask}`, {
      custom_summary: "@ALERT_NAME",
      custom_template_format: "MARKDOWN",
      parameters: [{ name: "day", value: "1" }],
      evaluation: {
        source: { name: "value", aggregation: "AGGREGATION_UNSPECIFIED", display: "Value" },
        threshold: { column: { name: "value", aggregation: "MAX" } },
        empty_result_state: "ERROR",
      },
    });
    const { stdout, status } = await adopt("COST-903", "--preview");
    assert.equal(
      stdout,
      [
        `COST-903 ← alert ${edited} "[INFO] Alert COST-903"`,
        "  use_custom_template      false → true",
        '  custom_subject_template  NULL → "@ALERT_NAME"',
        '  threshold_value_column   NULL → "value"',
        "  threshold_value_double   1 → NULL",
        '  empty_result_state       "OK" → "ERROR"',
        "  not adopted: customTemplateFormat is MARKDOWN, and rows have templates in HTML: the next up sets HTML",
        "  not adopted: evaluation.source.display is another name than the column's, which no row can say: the next up takes it away",
        "  not adopted: evaluation.threshold.column.aggregation is of another column, which rows compare as it is: the next up takes it away",
        "  kept: parameters, which no row can say and no up changes",
        "1 row would be written.\n",
      ].join("\n"),
    );
    assert.equal(status, 1);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'COST-903'`);
    await stack.succeed("up");
  });

  it("asks for the rows' names or for --all", async () => {
    const { stderr } = await adopt();
    assert.equal(stderr, "error: Name the rows by their alert_id, or give --all.\n");
  });

  it("names a stack that does not exist", async () => {
    const { stderr } = await adopt("--all", "--stack", "nowhere");
    assert.equal(stderr, "error: There is no stack nowhere: Pulumi.nowhere.yaml does not exist.\n");
  });

  it("works on the local workspace that npm run up uses", async () => {
    const dir = stack.stateDir("project");
    await mkdir(dir);
    await cp("Pulumi.yaml", path.join(dir, "Pulumi.yaml"));
    await writeFile(path.join(dir, "Pulumi.dev.yaml"), bareStackFile());
    const { stderr } = await npmRun(dir, ["adopt", "COST-012"], {
      HOME: dir,
      DATABRICKS_HOST: "https://example.com",
    });
    assert.equal(
      stderr,
      "DATABRICKS_HOST is not used here: the command only ever talks to the local workspace.\n" +
        "error: health_monitor.gold has no config tables yet: an up makes them.\n",
    );
  });
});
