import assert from "node:assert/strict";
import { z } from "zod";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack } from "./local-stack";
import { Principal } from "./security/principal";

const Report = z.object({
  version: z.literal(1),
  stack: z.string(),
  diagnoses: z.array(
    z.object({ about: z.string(), status: z.string(), text: z.string(), fix: z.string().optional() }),
  ),
});
const Inbox = z.object({
  notifications: z.array(z.object({ display_name: z.string(), subscriptions: z.array(z.unknown()) })),
});
const byName = (one: { readonly name: string }, other: { readonly name: string }) =>
  one.name.localeCompare(other.name);
const SCORER = "6b1f3c9e-0000-4000-8000-000000000d06";
const RUNNER = "6b1f3c9e-0000-4000-8000-000000000d05";

describe("npm run doctor", function () {
  this.timeout(120_000);
  let stack: LocalStack;
  const doctor = (args: readonly string[] = [], env: Record<string, string> = {}) =>
    stack.command("doctor", args, env);
  /** All that is not well, without what is about this machine. */
  const notWell = async (...args: string[]) => {
    const { stdout } = await doctor(["--json", ...args]);
    return Report.parse(JSON.parse(stdout)).diagnoses.filter(
      ({ status, about }) => status !== "ok" && !["Node", "Pulumi CLI", "databricks plugin"].includes(about),
    );
  };

  before(async () => {
    stack = await LocalStack.deployed();
  });
  after(() => stack.stop());

  it("finds a deployed stack well, and says who it is signed in as and by what", async () => {
    const { stdout, stderr, status } = await doctor();
    assert.deepEqual([stderr, status], ["", 0]);
    const { host } = stack.workspace;
    for (const line of [
      `ok       sign-in        local.user@example.com at ${host} (host ${host} from DATABRICKS_HOST, token from DATABRICKS_TOKEN)`,
      "ok       rows           2 rows, of which an up deploys 2 alerts",
    ])
      assert.ok(stdout.includes(`${line}\n`), stdout);
    assert.match(stdout, /\n0 faults, \d warnings?, \d+ ok\.\n$/);
    assert.deepEqual(await notWell(), []);
  });

  it("names what the rows ask for and the workspace does not have", async () => {
    const runner = await Principal.add(stack, RUNNER);
    await insertRow(stack, "D-1", {
      run_as: `'${RUNNER}'`,
      alert_query_template: "'SELECT count(*) AS value FROM health_monitor.gold.fact_usage'",
    });
    await insertRow(stack, "D-2", { run_as: "'ghost@example.com'", notification_channels: "array('GONE')" });
    await stack.sql(
      "INSERT INTO health_monitor.gold.notification_destinations (destination_id, destination_name, destination_type, " +
        "databricks_destination_id, owner, created_by) VALUES ('GONE', 'Gone', 'SLACK', 'd-1', 'me', 'me')",
    );
    const onSchema = "ON SCHEMA `health_monitor`.`gold`";
    assert.deepEqual(await notWell(), [
      {
        about: "run_as",
        status: "fault",
        text: "D-2: The workspace knows no user ghost@example.com.",
        fix: "Set run_as to a user name or to a service principal's application id, or clear it.",
      },
      {
        about: "run_as",
        status: "warning",
        text:
          `could not be told, because who may let alerts run as ${RUNNER} is known to the account alone: local.user@example.com needs ` +
          "the role Service Principal User on it",
        fix: "An administrator of the account gives it, on the principal's page.",
      },
      {
        about: "rights",
        status: "fault",
        text: `${RUNNER} lacks CAN USE on the SQL warehouse "local", on which alerts run as them`,
        fix: 'Give it under SQL Warehouses, "local", Permissions.',
      },
      ...[
        [
          "USE CATALOG on the catalog health_monitor, where alerts read",
          "USE CATALOG ON CATALOG `health_monitor`",
        ],
        ["USE SCHEMA on the schema health_monitor.gold, where alerts read", `USE SCHEMA ${onSchema}`],
        [
          "SELECT on the table health_monitor.gold.fact_usage, which D-1 reads",
          "SELECT ON TABLE `health_monitor`.`gold`.`fact_usage`",
        ],
      ].map(([lacking, grant]) => ({
        about: "rights",
        status: "fault",
        text: `${RUNNER} lacks ${lacking}`,
        fix: `GRANT ${grant} TO \`${RUNNER}\`;`,
      })),
      {
        about: "destinations",
        status: "fault",
        text: "D-2: The workspace has no notification destination d-1.",
        fix: "Set databricks_destination_id in notification_destinations to the id of one that exists.",
      },
    ]);
    assert.equal((await doctor()).status, 1);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'D-2'`);
    await runner.give(
      { on: "warehouses", name: stack.workspace.warehouseId, privilege: "CAN_USE" },
      { on: "catalog", name: "health_monitor", privilege: "USE_CATALOG" },
      { on: "schema", name: "health_monitor.gold", privilege: "USE_SCHEMA" },
      { on: "table", name: "health_monitor.gold.fact_usage", privilege: "SELECT" },
    );
    assert.deepEqual(
      (await notWell()).map(({ about, status }) => [about, status]),
      [["run_as", "warning"]],
    );
    const { stdout } = await doctor();
    for (const line of [
      `ok       rights         ${RUNNER} has CAN USE on the SQL warehouse "local"`,
      `ok       rights         ${RUNNER} may read the 1 table of 1 alert`,
    ])
      assert.ok(stdout.includes(`${line}\n`), stdout);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'D-1'`);
  });

  it("names the functions of scores that whoever alerts run as may not call", async () => {
    const runner = await Principal.add(stack, SCORER);
    await runner.give({ on: "warehouses", name: stack.workspace.warehouseId, privilege: "CAN_USE" });
    await stack.sql(
      "CREATE FUNCTION health_monitor.gold.mine(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE RETURN 1D",
    );
    const scored = {
      alert_query_template: "'SELECT 5 AS value'",
      run_as: `'${SCORER}'`,
      ml_threshold: "0.5",
    };
    const row = (id: string, name: string) =>
      insertRow(stack, id, { ...scored, ml_model_enabled: "TRUE", ml_model_name: `'${name}'` });
    await row("D-4", "health_monitor.gold.mine");
    await row("D-5", "feedback");
    const rights = async () =>
      (await notWell())
        .filter(({ about }) => about === "rights")
        .map(({ status, text, fix }) => `${status}: ${text} → ${fix}`);
    const [to, schema] = [`TO \`${SCORER}\`;`, "`health_monitor`.`gold`"];
    const call = [
      `fault: ${SCORER} lacks EXECUTE on the function health_monitor.gold.mine, which D-4 asks for a score → GRANT EXECUTE ON FUNCTION ${schema}.\`mine\` ${to}`,
      `warning: An up makes the function health_monitor.gold.feedback, which D-5 asks for a score. ${SCORER} needs EXECUTE on it from then on: → GRANT EXECUTE ON FUNCTION ${schema}.\`feedback\` ${to}`,
    ];
    const use = [
      ["USE CATALOG on the catalog health_monitor", "USE CATALOG ON CATALOG `health_monitor`"],
      ["USE SCHEMA on the schema health_monitor.gold", `USE SCHEMA ON SCHEMA ${schema}`],
    ].map(
      ([what, grant]) => `fault: ${SCORER} lacks ${what}, where alerts read and call → GRANT ${grant} ${to}`,
    );
    assert.deepEqual(await rights(), [...use, ...call]);
    await runner.give(
      { on: "catalog", name: "health_monitor", privilege: "USE_CATALOG" },
      { on: "schema", name: "health_monitor.gold", privilege: "USE_SCHEMA" },
    );
    assert.deepEqual(await rights(), call);
    await stack.sql(`GRANT EXECUTE ON FUNCTION health_monitor.gold.mine ${to.slice(0, -1)}`);
    assert.deepEqual(await rights(), call.slice(1));
    await runner.give({ on: "schema", name: "health_monitor.gold", privilege: "EXECUTE" });
    assert.deepEqual(await rights(), []);
    const { stdout } = await doctor();
    assert.ok(
      stdout.includes(`ok       rights         ${SCORER} may call the 2 functions of 2 alerts\n`),
      stdout,
    );
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id IN ('D-4', 'D-5')`);
  });

  it("names the faults of rows", async () => {
    await insertRow(stack, "D-3", { schedule_cron: "'every day'" });
    const [only, ...others] = await notWell();
    assert.deepEqual([only?.about, only?.status, others], ["rows", "fault", []]);
    assert.match(only?.text ?? "", /^alert_configurations row D-3: schedule_cron "every day" /);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'D-3'`);
  });

  it("does not start a stopped warehouse unless it is told to, and says what it could not read for that", async () => {
    const { warehouseId } = stack.workspace;
    await stack.call("POST", `/api/2.0/sql/warehouses/${warehouseId}/stop`, {});
    const because =
      'could not be told, because the SQL warehouse "local" is STOPPED: give --start-warehouse to have it started.';
    const found = await notWell();
    assert.deepEqual(
      found.map(({ about, text }) => [about, text]),
      ["rights", "rows", "rights", "system tables"].map((about) => [about, because]),
    );
    assert.deepEqual(await notWell("--start-warehouse"), []);
  });

  it("finds out with --probe what no document says, and tells it in Markdown", async () => {
    const { stdout, stderr, status } = await doctor(["--probe", "--to", "me@example.com"]);
    assert.deepEqual([stderr, status], ["", 0]);
    const [, report = ""] = stdout.split("\n\n### ");
    assert.match(report, /^What this workspace does that no document says\n/);
    assert.match(
      report,
      /\n\| an alert task with subscribers, OK: those of the task \| not told \| not told \| its default \|\n/,
    );
    assert.match(report, /\nNothing of it is otherwise than the local workspace takes it to be\.\n$/);
    const { notifications } = Inbox.parse(await stack.call("GET", "/_local/inbox"));
    // Tasks of a run are evaluated side by side, so that their messages come in any order.
    assert.deepEqual(
      notifications.map(({ display_name: name, subscriptions }) => ({ name, subscriptions })).sort(byName),
      ["[PROBE] subscriber of the alert", "[PROBE] subscriber of the task"].map((name) => ({
        name,
        subscriptions: [{ user_email: "me@example.com" }],
      })),
    );
    assert.deepEqual(
      (await stack.alerts()).filter(({ display_name: name }) => name.includes("PROBE")),
      [],
    );
  });

  it("refuses an address that nothing is sent to", async () => {
    const { stderr } = await doctor(["--to", "me@example.com"]);
    assert.equal(stderr, "error: --to names who gets the messages of --probe: give that, too.\n");
  });

  it("asks nobody anything once it is not signed in, and says so", async () => {
    const { stdout, status } = await doctor([], { DATABRICKS_TOKEN: "dapi-of-nobody" });
    assert.match(
      stdout,
      /\nfault +sign-in +Whom http:\S+ takes us for could not be told \(.*\): GET .* failed: 40[13]/,
    );
    assert.match(stdout, /\nwarning +the workspace +could not be told, because nobody is signed in\.\n/);
    assert.deepEqual([status, stdout.includes("dapi-of-nobody")], [1, false]);
  });

  it("tells the faults of settings beside all that it can do without them", async () => {
    const { stdout, status } = await doctor(["-c", "maxDeletes=many"]);
    assert.match(
      stdout,
      /\nfault +settings +The settings that this run was given have faults:\n +maxDeletes = "many": must be/,
    );
    assert.match(stdout, /\nok +sign-in +local\.user@example\.com at /);
    assert.match(stdout, /\nwarning +the workspace +could not be told, because the settings have faults\.\n/);
    assert.equal(status, 1);
  });
});
