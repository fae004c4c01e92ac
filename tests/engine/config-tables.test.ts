import assert from "node:assert/strict";
import { createAlert, insertRow, statusOf, TABLE } from "./alert-row";
import { whileHeld } from "./held-call";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const OLD_TABLE = `CREATE TABLE ${TABLE} (
  alert_id STRING, alert_name STRING NOT NULL, alert_description STRING, agent_domain STRING NOT NULL,
  severity STRING NOT NULL, alert_query_template STRING NOT NULL, query_source STRING, source_artifact_name STRING,
  threshold_column STRING NOT NULL, threshold_operator STRING NOT NULL, threshold_value_type STRING NOT NULL,
  threshold_value_double DECIMAL(18,6), threshold_value_string STRING, threshold_value_bool BOOLEAN,
  empty_result_state STRING, aggregation_type STRING, schedule_cron STRING, schedule_timezone STRING,
  pause_status STRING, is_enabled BOOLEAN, notification_channels ARRAY<STRING>, notify_on_ok BOOLEAN,
  retrigger_seconds BIGINT, use_custom_template BOOLEAN, custom_subject_template STRING, custom_body_template STRING,
  owner STRING, created_by STRING, created_at TIMESTAMP, updated_by STRING, updated_at TIMESTAMP,
  tags MAP<STRING,STRING>, databricks_alert_id STRING, databricks_display_name STRING, last_synced_at TIMESTAMP,
  last_sync_status STRING, last_sync_error STRING, our_cost_centre STRING COMMENT 'Theirs'
)`;

describe("a table of the earlier framework", () => {
  let stack: LocalStack;
  /** Of the alert that the earlier framework deployed for row A-1. */
  let earlierId: string;

  before(async () => {
    stack = await LocalStack.start();
    await stack.sql(OLD_TABLE);
    await stack.sql(`ALTER TABLE ${TABLE} ADD CONSTRAINT theirs CHECK (length(alert_name) < 100)`);
    earlierId = await createAlert(stack, "[INFO] Alert A-1");
    // Read as that framework read them, and taken by the constraints.
    const padded = { threshold_operator: "' > '", threshold_value_type: "'double'" };
    await insertRow(stack, "A-1", {
      ...padded,
      databricks_alert_id: `'${earlierId}'`,
      last_sync_status: "'CREATED'",
      our_cost_centre: "'4711'",
      empty_result_state: "'OK'",
      pause_status: "'UNPAUSED'",
      is_enabled: "TRUE",
    });
  });

  after(() => stack.stop());

  it("is not touched, at preview nor by up, while rows break a constraint that it is to get", async () => {
    const states = { empty_result_state: "'OK'", pause_status: "'PAUSED'" };
    await insertRow(stack, "A-2", { ...states, threshold_operator: "'>\\t'" });
    await insertRow(stack, "A-3", {
      ...states,
      pause_status: "NULL",
      severity: "'HIGH'",
      is_enabled: "FALSE",
    });
    for (const command of ["preview", "up"] as const) {
      const result = await stack.run(command);
      assert.deepEqual(errorsOf(result), [
        [
          "3 faults in 2 rows of alert_configurations; nothing was changed.",
          "alert_configurations row A-2",
          '  threshold_operator ">\\t" is not one of >, <, >=, <=, =, ==, !=, <>, IS NULL, IS NOT NULL, BETWEEN, ' +
            "NOT BETWEEN, IN, NOT IN: the table cannot get its constraint chk_threshold_operator",
          "alert_configurations row A-3",
          '  severity "HIGH" is not one of CRITICAL, WARNING, INFO: the table cannot get its constraint chk_severity',
          "  pause_status NULL is not one of UNPAUSED, PAUSED: the table cannot get its constraint chk_pause_status",
        ].join("\n"),
      ]);
      assert.deepEqual(stack.writes, []);
    }
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id <> 'A-1'`);
  });

  it("is told of rows that the program does not read, and of columns of another type", async () => {
    const history = "health_monitor.gold.alert_history";
    await stack.sql(
      `CREATE TABLE ${history} (evaluation_id STRING NOT NULL, evaluation_status STRING, ml_score STRING)`,
    );
    await stack.sql(
      `INSERT INTO ${history} VALUES ('E-1', 'UNKNOWN', NULL), ('E-2', 'OK', '1'), ('E-3', NULL, NULL)`,
    );
    const result = await stack.run("preview");
    assert.match(
      errorsOf(result).join("\n"),
      /alert_history row E-1: evaluation_status "UNKNOWN" is not one of OK, TRIGGERED, ERROR: the table cannot get its constraint chk_evaluation_status/,
    );
    assert.match(
      errorsOf(result).join("\n"),
      /alert_history column ml_score is STRING and should be DOUBLE: rename it \(ALTER TABLE … RENAME COLUMN ml_score TO …\)/,
    );
    assert.match(errorsOf(result).join("\n"), /alert_history row E-3: evaluation_status NULL is not/);
    assert.doesNotMatch(errorsOf(result).join("\n"), /E-2|\n\s+at /);
    await stack.sql(`DROP TABLE ${history}`);
  });

  it("gets what it lacks, keeps rows, columns and constraints of its own, and its alerts stay single", async () => {
    assert.deepEqual(
      stepsOf(await stack.succeed("up")).filter((step) => !step.startsWith("create ")),
      [],
    );
    const alerts = await stack.alerts();
    assert.deepEqual(
      alerts.filter(({ id }) => id === earlierId).map(({ display_name }) => display_name),
      ["[INFO] Alert A-1"],
    );
    assert.equal(alerts.length, 3);
    assert.equal((await statusOf(stack, "A-1"))?.["databricks_alert_id"], earlierId);
    const rows = await stack.sql(
      `SELECT alert_id, our_cost_centre, last_sync_status FROM ${TABLE} ORDER BY 1`,
    );
    assert.deepEqual(rows, [
      { alert_id: "A-1", our_cost_centre: "4711", last_sync_status: "UPDATED" },
      { alert_id: "COST-012", our_cost_centre: null, last_sync_status: "CREATED" },
      { alert_id: "TEST-001", our_cost_centre: null, last_sync_status: "CREATED" },
    ]);
    const properties = await stack.sql(`SHOW TBLPROPERTIES ${TABLE}`);
    assert.deepEqual(
      properties.flatMap(({ key }) => (key?.startsWith("delta.constraints.") ? [key.slice(18)] : [])).sort(),
      [
        "chk_agent_domain",
        "chk_empty_result_state",
        "chk_pause_status",
        "chk_severity",
        "chk_threshold_operator",
        "chk_threshold_value_type",
        "theirs",
      ],
    );
    assert.deepEqual(
      await stack.sql(
        "SELECT column_name, is_nullable, comment FROM health_monitor.information_schema.columns " +
          "WHERE table_name = 'alert_configurations' AND column_name IN ('alert_id', 'our_cost_centre', 'run_as') ORDER BY 1",
      ),
      [
        {
          column_name: "alert_id",
          is_nullable: "NO",
          comment:
            "Business: Short name of the alert that people use, for example COST-012. " +
            "Technical: Primary key; the resource's logical name, never changed or used again.",
        },
        { column_name: "our_cost_centre", is_nullable: "YES", comment: "Theirs" },
        {
          column_name: "run_as",
          is_nullable: "YES",
          comment:
            "Business: Whose permissions the query runs with. " +
            "Technical: With @ a user name, else a service principal's application id; run_as. NULL: the setting runAs, else who deploys.",
        },
      ],
    );
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });
});

describe("config tables that somebody else brings up to date", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
  });

  after(() => stack.stop());

  const HISTORY = "health_monitor.gold.alert_history";
  const CASES = {
    "a constraint": {
      before: [`ALTER TABLE ${HISTORY} DROP CONSTRAINT chk_evaluation_status`],
      statement: "add constraint .?chk_evaluation_status",
      meanwhile: `ALTER TABLE ${HISTORY} ADD CONSTRAINT chk_evaluation_status CHECK (evaluation_status <> '')`,
    },
    "a column": {
      before: [`DROP TABLE ${HISTORY}`, `CREATE TABLE ${HISTORY} (evaluation_id STRING)`],
      statement: "add columns",
      meanwhile: `ALTER TABLE ${HISTORY} ADD COLUMNS (alert_id STRING)`,
    },
    "a key": {
      before: [`DROP TABLE ${HISTORY}`, `CREATE TABLE ${HISTORY} (evaluation_id STRING NOT NULL)`],
      statement: "primary key",
      meanwhile: `ALTER TABLE ${HISTORY} ADD CONSTRAINT theirs PRIMARY KEY (evaluation_id)`,
    },
  };

  for (const [what, { before: statements, statement, meanwhile }] of Object.entries(CASES)) {
    // So does what a run has sent that was killed: it goes on in the warehouse.
    it(`get the rest where ${what} comes from there meanwhile`, async () => {
      for (const one of statements) await stack.sql(one);
      stack.workspace.faults.add({ kind: "pause", operation: "ExecuteStatement", statement });
      const ownState = { stateDir: stack.stateDir(what) };
      const running = stack.succeed("up", ownState);
      await whileHeld(stack, async () => {
        await stack.sql(meanwhile);
      });
      await running;
      assert.deepEqual(stepsOf(await stack.succeed("preview", ownState)), []);
    });
  }

  it("are not tried for ever where something is refused", async () => {
    await stack.sql(`ALTER TABLE ${HISTORY} DROP CONSTRAINT chk_evaluation_status`);
    stack.workspace.faults.add({
      kind: "statement-error",
      statement: "add constraint .?chk_evaluation_status",
      times: "always",
      message: "nobody may",
    });
    const { ok, diagnostics } = await stack.run("up", { stateDir: stack.stateDir("refused") });
    assert.equal(ok, false);
    assert.match(JSON.stringify(diagnostics), /nobody may/);
    assert.equal(
      stack.workspace.requests.statements.filter(({ text }) => /chk_evaluation_status/.test(text)).length,
      2,
    );
    stack.workspace.faults.clear();
  });
});

describe("config tables that were dropped or moved away from", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up", { config: { deleteTables: "true" } });
  });

  after(() => stack.stop());

  it("are made and seeded again though the state has them", async () => {
    const alerts = await stack.alerts();
    await stack.sql(`DROP TABLE ${TABLE}`);
    await stack.sql("DROP TABLE health_monitor.gold.notification_destinations");
    assert.deepEqual(stepsOf(await stack.succeed("up", { config: { deleteTables: "true" } })), [
      "update alert_configurations",
      "update notification_destinations",
      "update seed-rows",
      "update sync-status",
    ]);
    assert.deepEqual(await stack.alerts(), alerts);
    assert.equal((await statusOf(stack, "COST-012"))?.["last_sync_status"], "UNCHANGED");
    const preview = await stack.succeed("preview", { config: { deleteTables: "true" } });
    assert.deepEqual(stepsOf(preview), []);
  });

  it("stay behind with their rows when the schema changes, even with deleteTables", async () => {
    const config = { goldSchema: "silver", deleteTables: "true" };
    await stack.sql("CREATE SCHEMA health_monitor.silver");
    await stack.succeed("up", { config });
    const rows = (schema: string) =>
      stack.sql(`SELECT count(*) AS n FROM health_monitor.${schema}.alert_configurations`);
    assert.deepEqual([await rows("gold"), await rows("silver")], [[{ n: "2" }], [{ n: "2" }]]);
  });

  it("are dropped by destroy with deleteTables", async () => {
    await stack.succeed("destroy", { config: { goldSchema: "silver", deleteTables: "true" } });
    assert.deepEqual(await stack.sql("SHOW TABLES IN health_monitor.silver"), []);
  });
});

describe("a destroy", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
  });

  after(() => stack.stop());

  /** What a destroy says, as `delete alert_history`, or `retain …` where it says that it stays. */
  async function destroyed(config: Record<string, string>): Promise<string[]> {
    const { steps } = await stack.succeed("destroy", { config });
    return steps
      .map(({ op, old, urn }) => `${old?.retainOnDelete === true ? "retain" : op} ${urn.split("::").at(-1)}`)
      .filter((step) => !/deletion-guard|sync-status|alerting$|databricks-alerts-dev/.test(step))
      .sort();
  }
  const TABLES = ["alert_configurations", "alert_history", "alert_sync_metrics", "notification_destinations"];
  const retained = [...TABLES, "seed-rows"].map((name) => `retain ${name}`);

  it("says that the tables and their rows stay", async () => {
    await stack.succeed("up");
    assert.deepEqual(await destroyed({}), ["delete COST-012", "delete TEST-001", ...retained]);
    assert.deepEqual(await stack.sql(`SELECT count(*) AS n FROM ${TABLE}`), [{ n: "2" }]);
  });

  it("says so though deleteTables was set since, as long as no up has seen it", async () => {
    await stack.succeed("up");
    const said = await destroyed({ deleteTables: "true" });
    assert.deepEqual(said, ["delete COST-012", "delete TEST-001", ...retained]);
    assert.deepEqual(await stack.sql(`SELECT count(*) AS n FROM ${TABLE}`), [{ n: "2" }]);
  });

  it("says that alerts stay which deletionPolicy keeps, and their rows go on naming them", async () => {
    const config = { deletionPolicy: "keep" };
    await stack.succeed("up", { config });
    const alerts = await stack.alerts();
    assert.deepEqual(await destroyed(config), ["retain COST-012", "retain TEST-001", ...retained].sort());
    assert.deepEqual(await stack.alerts(), alerts);
    assert.deepEqual(
      (await stack.sql(`SELECT databricks_alert_id AS id FROM ${TABLE}`)).map(({ id }) => id).sort(),
      alerts.map(({ id }) => id).sort(),
    );
    await stack.succeed("up", { config });
    assert.deepEqual(
      (await stack.alerts()).map(({ id }) => id),
      alerts.map(({ id }) => id),
    );
  });

  it("says that tables are deleted where it drops them", async () => {
    await stack.succeed("up", { config: { deleteTables: "true", deletionPolicy: "trash" } });
    assert.deepEqual(await destroyed({ deleteTables: "true" }), [
      "delete COST-012",
      "delete TEST-001",
      ...[...TABLES, "seed-rows"].map((name) => `delete ${name}`),
    ]);
    assert.deepEqual(
      (await stack.sql("SHOW TABLES IN health_monitor.gold")).map(({ tableName }) => tableName),
      ["fact_usage"],
    );
  });
});
