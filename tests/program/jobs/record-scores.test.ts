import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findPython } from "databricks-local";
import { alertBody } from "databricks-local/testing/alert-body";
import { ending, notebookTask, tasksOf, useJobs } from "databricks-local/testing/jobs/use-jobs";
import type { AuthoredDefinition } from "../../../alerting/authored-alert";
import { compile } from "../../../alerting/compile/compile";
import { CONFIG_TABLES } from "../../../alerting/tables/config-tables";
import { alertBody as bodyOf } from "../../../databricks/alert-json";
import { historyNotebook, recordedScores } from "../../../jobs/notebooks/notebooks";
import { createTable } from "../../../rows/statements/define-tables";

const NOTEBOOK = "/Shared/record_history";
const HISTORY = "main.default.alert_history";

/** Above 10, held back where the function says less than a half. */
const AUTHORED: AuthoredDefinition = {
  displayName: "[WARNING] Scored",
  queryText: "SELECT figure FROM main.default.figures",
  warehouseId: "",
  parentPath: "/Alerting",
  evaluation: {
    source: { name: "figure" },
    comparisonOperator: "GREATER_THAN",
    threshold: { value: { doubleValue: 10 } },
    emptyResultState: "OK",
    notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
  },
  schedule: { quartzCronSchedule: "0 0 0 1 1 ? 2099", timezoneId: "UTC", pauseStatus: "PAUSED" },
  score: { function: "`main`.`default`.`tenth`", alertId: "COST-001", atLeast: 0.5 },
};

describe("the history job, of alerts with a score", function () {
  const { importNotebook, submit, output, sql, ok, createAlert } = useJobs();
  let id = "";

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    for (const spec of CONFIG_TABLES)
      await sql(createTable({ catalog: "main", goldSchema: "default" }, spec).sql);
    await sql("CREATE TABLE main.default.figures (figure DOUBLE)");
    await sql(
      "CREATE FUNCTION main.default.tenth(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE " +
        "RETURN CASE WHEN alert_id = 'COST-001' AND value < 1000 THEN value / 100 END",
    );
    const compiled = compile(AUTHORED);
    assert.ok(!("reason" in compiled));
    const { query_text, evaluation } = bodyOf(compiled);
    id = await createAlert(alertBody({ query_text, evaluation }));
    const scores = recordedScores([{ alertId: "COST-001", authored: AUTHORED }]);
    const template = readFileSync("jobs/record_history.py", "utf8");
    await importNotebook(NOTEBOOK, "PYTHON", historyNotebook(template, { "COST-001": id }, scores));
    await sql(
      "INSERT INTO main.default.alert_configurations (alert_id, alert_name, agent_domain, severity, alert_query_template, " +
        "threshold_column, threshold_operator, threshold_value_type, threshold_value_double, notification_channels, owner, " +
        `created_by, databricks_alert_id) VALUES ('COST-001', 'Scored', 'COST', 'WARNING', 'SELECT 1', 'figure', '>', 'DOUBLE', 10, array(), 'me', 'me', '${id}')`,
    );
  });

  const run = async () => {
    const task = notebookTask(NOTEBOOK, {}, { catalog: "main", gold_schema: "default" });
    const done = await submit(task);
    const { error, logs } = await output(tasksOf(done).main?.run_id);
    return ending(done)[1] === "SUCCESS" ? String(logs).trim().split("\n") : [String(error)];
  };
  const evaluate = async (figure: string) => {
    await ok("POST", "/_local/clock", { advanceSeconds: 60 });
    await sql(`INSERT OVERWRITE main.default.figures VALUES (${figure})`);
    await ok("POST", `/_local/alerts/${id}/evaluate`);
  };
  const recorded = () =>
    sql(
      "SELECT query_result_value_double, evaluation_status, ml_suppressed, ml_score, threshold_value_double " +
        `FROM ${HISTORY} ORDER BY evaluation_timestamp`,
    );

  it("records the figure of each evaluation, what was held back, and the scores of both", async () => {
    // Not above; held back; fires; no score, so that it fires; held back, at the number that says so of others.
    for (const figure of ["5", "20", "80", "2000", "-111111111", "NULL"]) await evaluate(figure);
    assert.deepEqual(await run(), [
      "6 new evaluations in main.default.alert_history, from system.alert.alert_evaluation_history; 2 scores",
    ]);
    assert.deepEqual(await recorded(), [
      ["5.0", "OK", null, null, "10.0"],
      ["20.0", "OK", "true", "0.2", "10.0"],
      ["80.0", "TRIGGERED", "false", "0.8", "10.0"],
      ["2000.0", "TRIGGERED", "false", null, "10.0"],
      ["-1.11111111E8", "OK", null, null, "10.0"],
      [null, "OK", null, null, "10.0"],
    ]);
  });

  it("records evaluations without scores where the function fails, and the scores later", async () => {
    const tenth = "main.default.tenth";
    await sql(
      `CREATE OR REPLACE FUNCTION ${tenth}(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE RETURN 0.3D`,
    );
    await evaluate("30");
    await sql(`DROP FUNCTION ${tenth}`);
    const [failed = "", ...rest] = await run();
    assert.match(failed, /^`main`\.`default`\.`tenth` gave no scores: .*UNRESOLVED_ROUTINE/);
    assert.deepEqual(rest, [
      "1 new evaluations in main.default.alert_history, from system.alert.alert_evaluation_history",
    ]);
    await sql(
      `CREATE FUNCTION ${tenth}(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE RETURN 0.25D`,
    );
    assert.deepEqual(await run(), [
      "0 new evaluations in main.default.alert_history, from system.alert.alert_evaluation_history; 2 scores",
    ]);
    assert.deepEqual(
      await sql(`SELECT ml_suppressed, ml_score FROM ${HISTORY} ORDER BY query_result_value_double`),
      [
        [null, null],
        [null, null],
        [null, null],
        ["true", "0.2"],
        ["true", "0.25"],
        ["false", "0.8"],
        ["false", "0.25"],
      ],
    );
  });
});
