import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findPython } from "databricks-local";
import { alertBody } from "databricks-local/testing/alert-body";
import { ending, notebookTask, tasksOf, useJobs } from "databricks-local/testing/jobs/use-jobs";
import { asJson } from "databricks-local/testing/use-workspace";
import { CONFIG_TABLES } from "../../../alerting/tables/config-tables";
import { historyNotebook } from "../../../jobs/notebooks/notebooks";
import { createTable } from "../../../rows/statements/define-tables";

const TEMPLATE = readFileSync("jobs/record_history.py", "utf8");
const NOTEBOOK = "/Shared/record_history";
const SYSTEM_TABLE = "system.alert.alert_evaluation_history";
const HISTORY = "main.default.alert_history";
const ROW = ["COST-012", "Tag Coverage Drop", "COST", "WARNING"];
const THRESHOLD = ["<", "DOUBLE", "80.0"];

describe("the notebook of the history job", function () {
  const { importNotebook, submit, output, sql, ok, createAlert } = useJobs();
  let id = "";

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    for (const spec of CONFIG_TABLES)
      await sql(createTable({ catalog: "main", goldSchema: "default" }, spec).sql);
    await sql("CREATE TABLE main.default.coverage (pct STRING)");
    id = await createAlert(
      alertBody({ query_text: "SELECT CAST(pct AS DOUBLE) AS tag_coverage_pct FROM main.default.coverage" }),
    );
    await importNotebook(NOTEBOOK, "PYTHON", historyNotebook(TEMPLATE, { "COST-012": id }));
    await sql(
      "INSERT INTO main.default.alert_configurations (alert_id, alert_name, agent_domain, severity, alert_query_template, " +
        "threshold_column, threshold_operator, threshold_value_type, threshold_value_double, notification_channels, " +
        "owner, created_by, databricks_alert_id) VALUES ('COST-012', 'Tag Coverage Drop', 'COST', 'WARNING', 'SELECT 1', " +
        `'tag_coverage_pct', '<', 'DOUBLE', 80, array(), 'finops', 'me', '${id}')`,
    );
  });
  afterEach(() => ok("DELETE", "/_local/faults"));

  const start = (parameters = {}) =>
    submit(notebookTask(NOTEBOOK, {}, { catalog: "main", gold_schema: "default", ...parameters }));
  const outcome = async (run: Awaited<ReturnType<typeof start>>) => {
    const { notebook_output, error, logs } = await output(tasksOf(run).main?.run_id);
    if (ending(run)[1] !== "SUCCESS") return `${String(error)}`;
    const { source, recorded } = asJson(JSON.parse(String(asJson(notebook_output).result)));
    return [source, recorded, String(logs).split("\n").length - 1];
  };
  const record = async (parameters = {}) => outcome(await start(parameters));
  const evaluate = async (pct: string, moveSeconds: number) => {
    await ok("POST", "/_local/clock", { advanceSeconds: moveSeconds });
    await sql(`INSERT OVERWRITE main.default.coverage VALUES ('${pct}')`);
    await ok("POST", `/_local/alerts/${id}/evaluate`);
  };

  it("records each evaluation once, with what was compared and what it was before", async () => {
    await evaluate("90", 60);
    await evaluate("75.5", 60);
    assert.deepEqual(await record(), [SYSTEM_TABLE, 2, 1]);
    assert.deepEqual(await record(), [SYSTEM_TABLE, 0, 1]);
    await evaluate("x", 60);
    assert.deepEqual(await record({ overlap_hours: "0" }), [SYSTEM_TABLE, 1, 1]);
    assert.deepEqual(
      await sql(
        "SELECT alert_id, alert_name, agent_domain, severity, evaluation_status, previous_status, query_result_value_double, " +
          "threshold_operator, threshold_value_type, threshold_value_double, notification_sent, notification_channels_used, " +
          "error_message IS NULL, query_duration_ms >= 0, evaluation_date = CAST(evaluation_timestamp AS DATE) " +
          `FROM ${HISTORY} ORDER BY evaluation_timestamp`,
      ),
      [
        [...ROW, "OK", null, "90.0", ...THRESHOLD, "false", "[]", "true", "true", "true"],
        [
          ...ROW,
          "TRIGGERED",
          "OK",
          "75.5",
          ...THRESHOLD,
          "true",
          '["finops@example.com"]',
          "true",
          "true",
          "true",
        ],
        [...ROW, "ERROR", "TRIGGERED", null, ...THRESHOLD, "false", "[]", "false", "true", "true"],
      ],
    );
  });

  it("records an evaluation once however many runs there are at the same time", async () => {
    for (const pct of ["70", "95", "60"]) await evaluate(pct, 60);
    const outcomes = await Promise.all((await Promise.all([start(), start(), start()])).map(outcome));
    assert.deepEqual(outcomes.map(([, recorded]) => recorded).sort(), [0, 0, 3]);
    assert.deepEqual(await sql(`SELECT count(*), count(DISTINCT evaluation_id) FROM ${HISTORY}`), [
      ["6", "6"],
    ]);
  });

  it("asks the alerts API where the system table cannot be read, and does not count twice what both know", async () => {
    const fault = { kind: "statement-error", statement: "system\\.alert\\.alert_evaluation_history" };
    await ok("POST", "/_local/faults", {
      faults: [{ ...fault, errorClass: "INSUFFICIENT_PERMISSIONS", sqlState: "42501", times: 1000 }],
    });
    assert.deepEqual(await record(), ["the alerts API", 0, 2]);
    await evaluate("99", 3600);
    assert.deepEqual(await record(), ["the alerts API", 1, 2]);
    assert.deepEqual(await record(), ["the alerts API", 0, 2]);
    await ok("DELETE", "/_local/faults");
    await evaluate("50", 3600);
    assert.deepEqual(await record(), [SYSTEM_TABLE, 1, 1]);
    assert.deepEqual(
      await sql(
        `SELECT evaluation_id LIKE 'api:%', evaluation_status, previous_status FROM ${HISTORY} ORDER BY evaluation_timestamp DESC LIMIT 2`,
      ),
      [
        ["false", "TRIGGERED", "OK"],
        ["true", "OK", "TRIGGERED"],
      ],
    );
  });

  it("names every parameter that is wrong, and a notebook that no stack uploaded", async () => {
    await importNotebook(NOTEBOOK, "PYTHON", TEMPLATE);
    assert.equal(
      await record({ catalog: " ", overlap_hours: "a day" }),
      'ValueError: catalog is required; overlap_hours must be a whole number, not "a day"; ' +
        "the stack's alerts are not in this notebook: run the one that an up uploads with the setting jobs",
    );
  });
});
