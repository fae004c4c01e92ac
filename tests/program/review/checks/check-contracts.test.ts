import assert from "node:assert/strict";
import { clientEnvironment } from "databricks-local";
import { NOW } from "databricks-local/testing/use-workspace";
import { compile } from "../../../../alerting/compile/compile";
import type { AlertDefinition, AlertEvaluation } from "../../../../alerting/definition";
import type { PlannedAlert } from "../../../../alerting/planned-alert";
import { openConnection } from "../../../../databricks/open-connection";
import { checkContracts, type ContractOptions } from "../../../../lint/checks/check-contracts";
import { columnFindings } from "../../../../lint/checks/column-findings";
import { useConnection } from "../use-connection";
import { plannedAlert } from "../../../unit/alerting/planned-alert";

const USAGE = "health_monitor.gold.fact_usage";
const PRINCIPAL = { clientId: "5f0c1d2e-0000-4000-8000-00000000beef", clientSecret: "dose-test" };

describe("checkContracts", () => {
  const { call, connection, countStatements, workspace } = useConnection({ oauthClients: [PRINCIPAL] });

  const alert = (
    queryText: string,
    evaluation: Partial<AlertEvaluation> = {},
    changes: Partial<AlertDefinition> = {},
  ): PlannedAlert =>
    plannedAlert(
      "COST-001",
      {
        displayName: "[WARNING] Cost",
        queryText,
        warehouseId: connection().warehouseId,
        parentPath: "/Alerting",
        evaluation: {
          source: { name: "v" },
          comparisonOperator: "GREATER_THAN",
          threshold: { value: { doubleValue: 1 } },
          emptyResultState: "OK",
          notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
          ...evaluation,
        },
        schedule: { quartzCronSchedule: "0 0 8 * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
        ...changes,
      },
      { databricksAlertId: "1" },
    );
  const check = (alerts: readonly PlannedAlert[], options: Partial<ContractOptions> = {}) =>
    checkContracts(alerts, connection(), {
      budget: { statements: 100, timeMs: 30_000 },
      now: NOW,
      ...options,
    });
  /** `rule severity column: message` of what is found for one alert. */
  const found = async (one: PlannedAlert, options: Partial<ContractOptions> = {}) => {
    const { findings, notChecked } = await check([one], options);
    assert.deepEqual(notChecked, []);
    return findings.map(
      ({ rule, severity, column, message }) => `${rule} ${severity} ${column ?? ""}: ${message}`,
    );
  };
  const withSource = (name: string, rest: Partial<AlertEvaluation["source"]> = {}) => ({
    source: { name, ...rest },
  });

  it("finds nothing in a good alert, by one statement, and tells its next runs", async () => {
    countStatements();
    const good = alert(`SELECT sum(list_cost) AS v FROM ${USAGE} WHERE usage_date = current_date()`);
    assert.deepEqual(await check([good]), {
      findings: [],
      notChecked: [],
      nextRuns: new Map([
        ["COST-001", ["2026-11-24T08:00:00.000Z", "2026-11-25T08:00:00.000Z", "2026-11-26T08:00:00.000Z"]],
      ]),
    });
    assert.equal(countStatements(), 1);
  });

  it("asks nothing for no alert", async () => {
    workspace().requests.clear();
    assert.deepEqual(await check([]), { findings: [], notChecked: [], nextRuns: new Map() });
    assert.deepEqual([workspace().requests.requests.length, countStatements()], [0, 0]);
  });

  it("names the column that was probably meant", async () => {
    const columns = "SELECT 1 AS tag_coverage, 2 AS cost";
    const { findings } = await check([alert(columns, withSource("tag_covrage"))]);
    assert.deepEqual(findings, [
      {
        rule: "column/missing",
        severity: "error",
        alertId: "COST-001",
        column: "threshold_column",
        message: "The query gives no column tag_covrage; it gives tag_coverage, cost.",
        fix: "Set threshold_column to tag_coverage, or give the figure that name in the query.",
      },
    ]);
    const [unlike] = (await check([alert(columns, withSource("infected_files"))])).findings;
    assert.equal(
      unlike?.fix,
      "Name one of these in threshold_column, or give the figure that name in the query.",
    );
  });

  it("knows what the service calls a column without a name", async () => {
    const named = {
      "SELECT 2": "2",
      "SELECT 5L": "5",
      "SELECT 'a'": "a",
      "SELECT NULL": "NULL",
      "SELECT -1": "-1",
    };
    for (const [query, name] of Object.entries(named)) {
      const counted = withSource(name, { aggregation: "COUNT" });
      assert.deepEqual(await found(alert(query, counted)), [], query);
    }
    const cast = "SELECT CAST(n AS BIGINT) FROM VALUES (1) AS t(n)";
    assert.deepEqual(await found(alert(cast, withSource("n"))), []);
    assert.deepEqual(
      await found(
        alert("SELECT body:total.usd FROM VALUES ('{}') AS t(body)", {
          ...withSource("usd", { aggregation: "COUNT" }),
        }),
      ),
      [],
    );
  });

  it("marks what the row waives while the waiver is in force, and no error", async () => {
    const waived = async (rule: string, until: string) => {
      const tags = { lint: `waive ${rule} until ${until} because the view is to come` };
      const { definition } = alert("SELECT 1 AS other", withSource("v"));
      const schedule = { ...definition.schedule, quartzCronSchedule: "0 0 8 1 1 ? 2020" };
      const { findings } = await check([plannedAlert("COST-001", { ...definition, schedule }, { tags })]);
      return findings.map((finding) => `${finding.rule} ${finding.waived?.because ?? "stands"}`);
    };
    const stand = ["column/missing stands", "schedule/over stands"];
    assert.deepEqual(await waived("schedule/over", "2026-12-31"), [
      "column/missing stands",
      "schedule/over the view is to come",
    ]);
    assert.deepEqual(await waived("schedule/over", "2020-12-31"), stand);
    assert.deepEqual(await waived("schedule/over", "2999-12-31"), stand);
    assert.deepEqual(await waived("column/missing", "2026-12-31"), stand);
  });

  it("holds the column's type to aggregation, operator and threshold", async () => {
    assert.deepEqual(await found(alert("SELECT 'a' AS v")), [
      "column/type error threshold_value_type: v, which is STRING, cannot be compared with the number 1 (GREATER_THAN): " +
        "every evaluation would end in ERROR.",
    ]);
    const text = { threshold: { value: { stringValue: "FAILED" } } };
    const counted = alert("SELECT 'a' AS v", { ...withSource("v", { aggregation: "COUNT" }), ...text });
    assert.deepEqual(await found(counted), [
      "column/type error threshold_value_type: COUNT of v cannot be compared with the text FAILED (GREATER_THAN): " +
        "every evaluation would end in ERROR.",
    ]);
    assert.deepEqual(await found(alert("SELECT true AS v", withSource("v", { aggregation: "SUM" }))), [
      "column/aggregation error aggregation_type: SUM needs numbers, and v is BOOLEAN.",
    ]);
    assert.deepEqual(await found(alert("SELECT current_date() AS v", text)), [
      "column/type error threshold_value_type: v, which is DATE, cannot be compared with the text FAILED (GREATER_THAN): " +
        "every evaluation would end in ERROR.",
    ]);
    const moment = { threshold: { value: { stringValue: "2026-01-01" } } };
    assert.deepEqual(await found(alert("SELECT current_date() AS v", moment)), []);
    const isNull = alert("SELECT array(1) AS v", { comparisonOperator: "IS_NULL" });
    const { threshold, ...evaluation } = isNull.definition.evaluation;
    assert.ok(threshold);
    const definition = { ...isNull.definition, evaluation };
    assert.deepEqual(await found({ ...isNull, authored: definition, definition }), []);
  });

  it("says that a column cannot be told from another of its name", () => {
    const columns = ["v", "V"].map((name) => ({ name, type: "int" }));
    const [finding, ...more] = columnFindings("COST-001", alert("SELECT 1 AS v, 2 AS V").definition, columns);
    assert.deepEqual(
      [finding?.rule, finding?.message, more],
      ["column/ambiguous", "The query gives several columns v.", []],
    );
  });

  const REFUSED: Readonly<Record<string, string>> = {
    "SELECT nope AS v FROM (SELECT 1 AS n)":
      "query/column-missing error alert_query_template: The warehouse does not take the query: " +
      "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `nope` cannot be resolved. " +
      "Did you mean one of the following? [`n`].",
    "SELECT no_such_function(1) AS v": "query/function-missing error",
    "SELECT :limit AS v": "query/parameter-unbound error",
    "SELECT 1 AS v; SELECT 2 AS v": "query/syntax error",
    "DELETE FROM t": "query/syntax error",
    "SELECT 1 AS v FROM health_monitor.gold.gone":
      "query/table-missing error alert_query_template: The warehouse does not take the query: [TABLE_OR_VIEW_NOT_FOUND] " +
      "The table or view `health_monitor`.`gold`.`gone` cannot be found. Verify the spelling and correctness of the schema and catalog.",
  };
  for (const [query, expected] of Object.entries(REFUSED)) {
    it(`tells in the service's words what is wrong with ${query}`, async () => {
      const [message = "", ...more] = await found(alert(query));
      assert.deepEqual([message.slice(0, expected.length), more], [expected, []]);
    });
  }

  const NOT_TRIED: Readonly<Record<string, string>> = {
    "SELECT from_xml('<a>1</a>', 'a INT') AS v": "the function from_xml",
    "SELECT CAST(NULL AS GEOGRAPHY(4326)) AS v": "the type GEOGRAPHY",
    "SELECT st_area(g) AS v FROM VALUES (1) AS t(g)": "the function st_area",
    "SELECT 1 AS v FROM VALUES (1) AS t(x) |> WHERE x = 1": "pipe syntax (|>)",
  };
  for (const [query, what] of Object.entries(NOT_TRIED)) {
    it(`holds nothing against a query because the local workspace lacks something: ${query}`, async () => {
      const { findings, notChecked } = await check([alert(query)]);
      assert.deepEqual(findings, []);
      assert.deepEqual(notChecked, [
        {
          alertId: "COST-001",
          what: "query",
          reason: `This cannot be tried on the local workspace: ${what}.`,
        },
      ]);
    });
  }

  it("waits for a missing table where the alert is paused, and where the tables are yet to be made", async () => {
    const query = "SELECT 1 AS v FROM health_monitor.gold.gone";
    const { definition } = alert(query);
    const paused = { ...definition.schedule, pauseStatus: "PAUSED" } as const;
    const severities = async (one: PlannedAlert, isFirstRun: boolean) =>
      (await check([one], { isFirstRun })).findings.map(({ severity }) => severity);
    assert.deepEqual(await severities(alert(query, {}, { schedule: paused }), false), ["warning"]);
    assert.deepEqual(await severities(alert(query), true), ["warning"]);
  });

  it("looks up who is to be told, and as whom the alert runs", async () => {
    const created = await call("POST", "/api/2.0/notification-destinations", {
      display_name: "ops",
      config: { email: { addresses: ["ops@example.com"] } },
    });
    const told = (destinationId: string): Partial<AlertEvaluation> => ({
      notification: { subscriptions: [{ destinationId }], notifyOnOk: false, retriggerSeconds: 0 },
    });
    assert.deepEqual(await found(alert("SELECT 1 AS v", told(String(created.body.id)))), []);
    assert.deepEqual(await found(alert("SELECT 1 AS v", told("0000"))), [
      "subscription/unknown error notification_channels: The workspace has no notification destination 0000.",
    ]);
    const runAs = (runAs: AlertDefinition["runAs"]) =>
      found(alert("SELECT 1 AS v", {}, runAs ? { runAs } : {}));
    assert.deepEqual(await runAs({ userName: "local.user@example.com" }), []);
    assert.deepEqual(await runAs({ servicePrincipalName: PRINCIPAL.clientId }), []);
    assert.deepEqual(await runAs({ userName: "gone@example.com" }), [
      "run-as/unknown error run_as: The workspace knows no user gone@example.com.",
    ]);
    assert.deepEqual(await runAs({ servicePrincipalName: "0000" }), [
      "run-as/unknown error run_as: The workspace knows no service principal 0000.",
    ]);
  });

  it("lets a service principal name no user in run_as", async () => {
    const principal = await openConnection(
      { env: clientEnvironment(workspace(), PRINCIPAL), config: () => undefined },
      { warehouseId: connection().warehouseId },
    );
    const one = alert("SELECT 1 AS v", {}, { runAs: { userName: "local.user@example.com" } });
    const options = { budget: { statements: 0, timeMs: 1 }, now: NOW };
    const { findings } = await checkContracts([one], principal, options);
    await principal.close();
    assert.deepEqual(
      findings.map(({ rule, message }) => [rule, message]),
      [
        [
          "run-as/other-user",
          `The alert is to run as local.user@example.com, and ${PRINCIPAL.clientId} deploys: a user may be named by themselves only.`,
        ],
      ],
    );
  });

  it("keeps to its budget, and says what was not checked", async () => {
    const alerts = ["COST-001", "COST-002"].map((alertId) => ({ ...alert("SELECT 1 AS v"), alertId }));
    countStatements();
    const { notChecked } = await check(alerts, { budget: { statements: 1, timeMs: 30_000 } });
    assert.deepEqual(notChecked, [
      {
        alertId: "COST-002",
        what: "query",
        reason: "The checks may send 1 statements, which were used up.",
      },
    ]);
    assert.equal(countStatements(), 1);
  });

  it("does not start a warehouse that is stopped", async () => {
    const path = `/api/2.0/sql/warehouses/${connection().warehouseId}`;
    await call("POST", `${path}/stop`);
    countStatements();
    const { findings, notChecked } = await check([alert("SELECT 1 AS w")]);
    assert.deepEqual([findings, countStatements()], [[], 0]);
    assert.deepEqual(notChecked, [
      { what: "query", reason: "The SQL warehouse local is STOPPED and was not started for it." },
    ]);
    await call("POST", `${path}/start`);
  });

  describe("of a score", () => {
    const FIX =
      "A score is a function (alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE that whoever deploys, and whoever " +
      "the alert runs as, may EXECUTE. Make it so, or name another one in ml_model_name: usual_range and feedback come with the program.";
    const scored = (name: string): PlannedAlert => {
      const planned = alert("SELECT 1 AS v");
      const score = { function: `\`main\`.\`default\`.\`${name}\``, alertId: "COST-001", atLeast: 0.5 };
      const authored = { ...planned.authored, score };
      const definition = compile(authored);
      assert.ok(!("reason" in definition));
      return { ...planned, authored, definition };
    };
    const run = (sql: string) => connection().sql.execute({ sql });

    it("names the function that is not there, or has another signature", async () => {
      const { findings } = await check([scored("nowhere")]);
      assert.deepEqual(findings, [
        {
          rule: "score/function",
          severity: "error",
          alertId: "COST-001",
          column: "ml_model_name",
          message:
            "The function main.default.nowhere is not taken by the warehouse: [UNRESOLVED_ROUTINE] Cannot resolve routine " +
            "`main`.`default`.`nowhere` on search path [`system`.`builtin`, `system`.`session`]. SQLSTATE: 42883",
          fix: FIX,
        },
      ]);
      await run(
        "CREATE FUNCTION main.default.few(alert_id STRING, value DOUBLE) RETURNS DOUBLE RETURN value",
      );
      await run(
        "CREATE FUNCTION main.default.other(a STRING, value DOUBLE, moment DOUBLE) RETURNS DOUBLE RETURN 1",
      );
      await run(
        "CREATE FUNCTION main.default.words(a STRING, value DOUBLE, moment TIMESTAMP) RETURNS STRING RETURN a",
      );
      const messages = [];
      for (const name of ["few", "other", "words"]) messages.push(...(await found(scored(name))));
      assert.deepEqual(
        messages.map((message) => message.replace(/ (?:Cannot|The (?:`|third)).*/, " …")),
        [
          "score/function error ml_model_name: The function main.default.few is not taken by the warehouse: [WRONG_NUM_ARGS.WITHOUT_SUGGESTION] …",
          "score/function error ml_model_name: The function main.default.other is not taken by the warehouse: [DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE] …",
          "score/function error ml_model_name: The function main.default.words gives STRING, and not DOUBLE",
        ],
      );
    });

    it("finds nothing in one that gives a score, nor in one that the run makes", async () => {
      await run(
        "CREATE FUNCTION main.default.good(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE RETURN 0.5D",
      );
      countStatements();
      assert.deepEqual(await found(scored("good")), []);
      // The row's query, and the function.
      assert.equal(countStatements(), 2);
      const made = scored("usual_range");
      assert.deepEqual(await found(made, { madeScores: ["`main`.`default`.`usual_range`"] }), []);
      assert.deepEqual((await found(made)).length, 1);
    });
  });
});
