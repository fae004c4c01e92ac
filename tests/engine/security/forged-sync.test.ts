import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { clientEnvironment } from "databricks-local";
import { hashDefinition } from "../../../alerting/definition-fields";
import { planAlerts } from "../../../alerting/plan-alerts";
import { readStack } from "../../../commands/stack-files";
import { openConnection } from "../../../databricks/open-connection";
import type { AlertReview } from "../../../review/report/alert-review";
import { ReviewReport } from "../../../review/report/report";
import { readTableRows } from "../../../rows/table-rows";
import { createAlert, insertRow, TABLE } from "../alert-row";
import { errorsOf, LocalStack } from "../local-stack";

const BROKEN = { threshold_column: "'vaule'" };

describe("a row that says of itself that it is deployed as it stands", function () {
  this.timeout(240_000);
  let stack: LocalStack;

  /** Changes the row, and writes into it what the program writes after it has deployed that. */
  const forge = async (alertId: string, cells: Readonly<Record<string, string>>) => {
    const set = (all: Readonly<Record<string, string>>) =>
      stack.sql(
        `UPDATE ${TABLE} SET ${Object.entries(all)
          .map(([name, value]) => `${name} = ${value}`)
          .join(", ")} WHERE alert_id = '${alertId}'`,
      );
    await set(cells);
    await set({ last_synced_hash: `'${await hashOf(alertId)}'`, last_synced_at: "current_timestamp()" });
  };
  const hashOf = async (alertId: string) => {
    const { warehouseId } = stack.workspace;
    const { settings } = readStack("dev", { warehouseName: "local" });
    const connection = await openConnection(
      { env: clientEnvironment(stack.workspace), config: () => undefined },
      { warehouseId },
    );
    const { alertRows, destinationRows } = await readTableRows(connection.sql, settings);
    await connection.close();
    const { alerts } = planAlerts({ alertRows, destinationRows, settings, warehouseId });
    const alert = alerts.find((one) => one.alertId === alertId);
    assert.ok(alert);
    return hashDefinition(alert.definition);
  };
  const review = async (...args: string[]) => {
    const out = stack.stateDir("review");
    const { stderr } = await stack.command("review", ["--out", out, ...args]);
    return {
      stderr,
      report: ReviewReport.parse(JSON.parse(readFileSync(path.join(out, "report.json"), "utf8"))),
    };
  };
  const withState = () => ["--state", stack.stateFile];
  const about = ({ alerts }: ReviewReport, alertId: string): AlertReview => {
    const alert = alerts.find((one) => one.alertId === alertId);
    assert.ok(alert, `nothing about ${alertId}`);
    return alert;
  };
  const rules = ({ findings }: AlertReview) => findings.map(({ rule }) => rule);

  before(async () => {
    stack = await LocalStack.deployed();
    for (const alertId of ["PAY-1", "PAY-2", "PAY-3", "PAY-4", "PAY-5"])
      await insertRow(stack, alertId, { severity: "'CRITICAL'" });

    await stack.succeed("up");
  });
  after(() => stack.stop());

  it("is checked against the workspace before anything is deployed, and linted", async () => {
    await forge("PAY-1", BROKEN);
    const result = await stack.run("up", { config: { contractChecks: "fail" } });
    assert.deepEqual(errorsOf(result), [
      "1 fault in 1 row of alert_configurations; nothing was changed.\nalert_configurations row PAY-1\n" +
        "  threshold_column: The query gives no column vaule; it gives value. " +
        "Set threshold_column to value, or give the figure that name in the query. (column/missing)",
    ]);
    assert.deepEqual(stack.alertWrites, []);
    const preview = await stack.succeed("preview", { config: { lintPreview: "true" } });
    assert.deepEqual(
      preview.diagnostics.map(({ urn, message }) => `${urn?.split("::").at(-1)} ${message.split(":")[0]}`),
      [
        "PAY-1 alert_configurations row PAY-1",
        "PAY-1 column/missing",
        "PAY-1 cron/default",
        "PAY-1 runbook/missing",
      ],
    );
    assert.match(
      preview.diagnostics[0]?.message ?? "",
      /^alert_configurations row PAY-1: drift: alert \d+ is otherwise than the row, though that says that it is deployed as it stands: .*evaluation\.source is /,
    );
    const { stdout, status } = await stack.command("lint", []);
    assert.match(
      stdout,
      /^PAY-1\n {2}error {4}column\/missing: The result has no column vaule; it has value\.$/m,
    );
    assert.equal(status, 1);
    await forge("PAY-1", { threshold_column: "'value'" });
  });

  it("is not taken for deployed where it names another alert that is as it wants it, outside of the folder", async () => {
    await stack.makeFolder("/Users/mallory");
    await forge("PAY-2", { ...BROKEN, alert_name: "'Another'" });
    const { evaluation, schedule, ...rest } = await stack.alert("[CRITICAL] Alert PAY-2");
    const twin = await stack.call("POST", "/api/2.0/alerts", {
      display_name: "[CRITICAL] Another",
      query_text: rest.query_text,
      warehouse_id: rest.warehouse_id,
      schedule,
      evaluation: { ...evaluation, source: { name: "vaule" } },
      parent_path: "/Users/mallory",
    });
    await forge("PAY-2", { databricks_alert_id: `'${String((twin as { id: unknown }).id)}'` });
    const result = await stack.run("preview", { config: { contractChecks: "fail", adoptForeign: "true" } });
    assert.match(
      errorsOf(result).join("\n"),
      /^1 fault in 1 row .*\n.*PAY-2\n {2}threshold_column: The query gives no column vaule;/,
    );
    const { report } = await review("--no-replay", "-c", "adoptForeign=true", ...withState());
    const alert = about(report, "PAY-2");
    assert.equal(alert.databricksAlertId, rest.id);
    assert.deepEqual(
      alert.fields.map(({ field }) => field),
      ["displayName", "evaluation.source"],
    );
    await forge("PAY-2", {
      threshold_column: "'value'",
      alert_name: "'Alert PAY-2'",
      databricks_alert_id: "NULL",
    });
  });

  it("is reviewed as the change that it is, without a state by the alert as it runs", async () => {
    await forge("PAY-1", {
      threshold_value_double: "1e9",
      alert_query_template: "'SELECT 1 AS value WHERE 1 = 1 OR 1 = NULL'",
    });
    for (const args of [[], withState()]) {
      const { report } = await review("--no-replay", ...args);
      const alert = about(report, "PAY-1");
      assert.equal(alert.change, "changed");
      assert.deepEqual(
        alert.fields.map(({ field, before, after }) => [field, before, after]),
        [
          ["queryText", "SELECT 1 AS value", "SELECT 1 AS value WHERE 1 = 1 OR 1 = NULL"],
          ["evaluation.threshold", { value: { doubleValue: 1 } }, { value: { doubleValue: 1e9 } }],
        ],
      );
      assert.deepEqual(alert.drift, []);
      assert.equal(alert.isBaseUnknown, args.length === 0);
      assert.equal(alert.now.after?.value, 1);
      const known = alert.findings.find(({ rule }) => rule === "query/equals-null");
      assert.equal(known?.isNew, true);
      assert.deepEqual(
        report.notChecked.filter((text) => text.startsWith("What was last deployed")),
        args.length === 0
          ? [
              "What was last deployed: there is no state of the stack (--state), so all that differs from an alert as it runs is taken for a change of its row.",
            ]
          : [],
      );
    }
  });

  it("takes over an alert, and the review says so, where the settings say that it may", async () => {
    const id = await createAlert(stack, "By hand");
    await insertRow(stack, "PAY-6", { databricks_alert_id: `'${id}'` });
    await forge("PAY-6", { owner: "'me'" });
    const { report: refused } = await review("--no-replay", ...withState());
    assert.equal(about(refused, "PAY-6").change, "unreadable");
    for (const args of [[], withState()]) {
      const { report } = await review("--no-replay", "-c", `adoptAlerts=PAY-6=${id}`, ...args);
      assert.ok(rules(about(report, "PAY-6")).includes("change/takes-over"), args.join(" "));
    }
  });

  it("cannot hide that its alert is deleted, or disabled, by naming none or another one first", async () => {
    await stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = NULL WHERE alert_id = 'PAY-3'`);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'PAY-3'`);
    await stack.sql(
      `UPDATE ${TABLE} SET databricks_alert_id = 'x', is_enabled = false WHERE alert_id = 'PAY-4'`,
    );
    const { report } = await review("--no-replay", "-c", "deleteDisabled=true", ...withState());
    assert.deepEqual(
      report.alerts
        .filter(({ change }) => change === "deleted")
        .map(({ alertId, change, reason }) => [alertId, change, reason]),
      [
        ["PAY-3", "deleted", "Its row was deleted."],
        ["PAY-4", "deleted", "is_enabled is FALSE and the setting deleteDisabled is true."],
      ],
    );
    assert.deepEqual(report.unclaimed, []);
  });

  it("is no drift of the workspace's: that is what the state and the alert differ in", async () => {
    const { id } = await stack.alert("[CRITICAL] Alert PAY-5");
    await stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=evaluation.threshold`, {
      evaluation: { threshold: { value: { double_value: 7 } } },
    });
    await stack.sql(`UPDATE ${TABLE} SET last_synced_hash = NULL WHERE alert_id = 'PAY-5'`);
    const { report } = await review("--no-replay", ...withState());
    const { change, drift, now } = about(report, "PAY-5");
    assert.equal(change, "drifted");
    assert.deepEqual(
      drift.map(({ deployed, live, overwritten }) => [deployed, live, overwritten]),
      [[{ value: { doubleValue: 1 } }, { value: { doubleValue: 7 } }, false]],
    );
    assert.deepEqual([now.before?.state, now.after?.state], ["OK", "OK"]);
  });

  it("cannot hide who deleted another row by a sync that is yet to come, nor that it is gone where there is no state", async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'PAY-6'`);
    await stack.succeed("up");
    await stack.sql(`UPDATE ${TABLE} SET last_synced_at = TIMESTAMP '2999-01-01' WHERE alert_id = 'PAY-1'`);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'PAY-5'`);
    const told = /^alert_configurations row PAY-5: deleted by local\.user@example\.com at /;
    const preview = await stack.succeed("preview");
    assert.equal(preview.diagnostics.filter(({ message }) => told.test(message)).length, 1);
    for (const args of [[], withState()]) {
      const { report } = await review("--no-replay", ...args);
      const { change, changedBy } = about(report, "PAY-5");
      assert.equal(change, "deleted");
      assert.match(changedBy ?? "", /^deleted by local\.user@example\.com at /);
    }
  });
});
