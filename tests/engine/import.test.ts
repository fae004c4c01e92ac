import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { assertIsFile } from "../unit/alerting/golden-file";
import { statusOf, TABLE } from "./alert-row";
import { ImportStack } from "./import-stack";
import { stepsOf } from "./local-stack";

const SCHEDULE = { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" };

function body(display_name: string, query_text: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    display_name,
    query_text,
    parent_path: "/Alerting",
    evaluation: {
      source: { name: "value" },
      comparison_operator: "GREATER_THAN",
      threshold: { value: { double_value: 5 } },
      empty_result_state: "OK",
    },
    schedule: SCHEDULE,
    ...more,
  };
}

/** The story of docs/import.md. */
describe("npm run import, from alerts made by hand to an empty preview", function () {
  this.timeout(240_000);
  let own: ImportStack;
  const ids: Record<string, string> = {};
  const file = () => readFile(own.file, "utf8");
  const edit = async (from: string | RegExp, to: string) =>
    writeFile(own.file, (await file()).replace(from, to));
  const rows = () => own.stack.sql(`SELECT alert_id, databricks_alert_id FROM ${TABLE} ORDER BY alert_id`);
  const preview = () => own.stack.succeed("preview", { config: own.config });

  before(async () => {
    own = await ImportStack.start();
    const { warehouseId: warehouse_id } = own.stack.workspace;
    const make = async (name: string, alert: Readonly<Record<string, unknown>>) => {
      ids[name] = await own.make({ warehouse_id, ...alert });
    };
    await make("cost", {
      ...body("Daily cost of jobs", "SELECT sum(usage_quantity) AS value FROM system.billing.usage;"),
      custom_summary: "{{ALERT_NAME}}",
      custom_template_format: "MARKDOWN",
      parameters: [{ name: "day", value: "1" }],
    });
    await make(
      "jobs",
      body("[CRITICAL] Failed jobs", "SELECT count(*) AS value FROM system.lakeflow.job_run_timeline"),
    );
    await make("broken", body("No query", "SELEC 1 AS value"));
    await make("ana", { ...body("Of Ana", "SELECT 1 AS value"), parent_path: "/Users/ana@example.com" });
    await make("twin", { ...body("No query", "SELECT 2 AS value"), parent_path: "/Users/ana@example.com" });
  });
  after(() => own.stack.stop());

  it("plans a row for each alert that none has, and says what it could not tell", async () => {
    assert.equal(
      await own.succeed("plan"),
      [
        "5 alerts without a row: 4 in import/rows.yaml now, 1 left as it is.",
        "  in: /Alerting 3, /Users/ana@example.com 2",
        '  blank ("?"): severity 3, agent_domain 2',
        "  said in other_fields: displayName 3, customTemplateFormat 1",
        "  kept by the alerts, and said by no row: parameters 1",
        `  no query: ${ids["broken"]} "No query": it begins with "SELEC", and a query begins with SELECT or WITH`,
        `  left: ${ids["twin"]} "No query" is called as alert ${ids["broken"]}, and rows have names of their own: rename one of both in the workspace`,
        "  1 alert outside of /Alerting: left there, and managed, with pulumi config set --stack dev adoptForeign true",
        "lint over 4 rows:",
        "     1  error    The text is not SQL. (query/syntax)",
        "     4  warning  Nobody is told when the alert fires. (notify/nobody)",
        "     2  warning  A system table is read without any condition on time. (filter/time)",
        "     1  warning  A CRITICAL alert says nowhere what to do. (runbook/missing)",
        "     4  info     The row does not say why the alert exists. (description/missing)",
        "     4  info     The alert has no test. (test/none)",
        "Each row was tried: 4 of 4 say what their alerts are, field by field. Look through the file, then `npm run import -- apply`.",
        "",
      ].join("\n"),
    );
    assertIsFile("tests/testdata/import/rows.yaml", (await file()).replaceAll(/\b\d{15}\b/g, "ID"));
    assert.equal(
      await readFile(path.join(own.folder, "import/queries/daily-cost-of-jobs.sql"), "utf8"),
      "SELECT sum(usage_quantity) AS value FROM system.billing.usage;",
    );
  });

  it("refuses to apply a file with blanks, and what the settings do not allow, all at once", async () => {
    const { stderr, status } = await own.run("apply");
    assert.equal(
      stderr,
      [
        "error: 5 faults in 1 file; nothing was changed.",
        "  import/rows.yaml:11:15: DAILY-COST-OF-JOBS: severity is still blank",
        "  import/rows.yaml:44:19: NO-QUERY: agent_domain is still blank",
        "  import/rows.yaml:45:15: NO-QUERY: severity is still blank",
        "  import/rows.yaml:60:19: OF-ANA: agent_domain is still blank",
        "  import/rows.yaml:61:15: OF-ANA: severity is still blank",
        "",
      ].join("\n"),
    );
    assert.equal(status, 1);
    await own.fillBlanks();
    assert.equal(
      (await own.run("apply")).stderr,
      [
        "error: 1 fault in 1 file; nothing was changed.",
        `  import/rows.yaml:58:26: OF-ANA: names alert ${ids["ana"]}, which lives in /Users/ana@example.com, outside /Alerting. ` +
          "Set adoptForeign to true to manage it where it is, set parentPath to its folder, or clear the row's databricks_alert_id to have a new alert.",
        "",
      ].join("\n"),
    );
    own.config["adoptForeign"] = "true";
  });

  it("refuses an entry that would change its alert", async () => {
    await edit("threshold_value_double: 5", "threshold_value_double: 6");
    assert.equal(
      (await own.run("apply")).stderr,
      [
        "error: 1 fault in 1 file; nothing was changed.",
        '  import/rows.yaml:7:5: DAILY-COST-OF-JOBS: the next up would change its alert: evaluation.threshold {"value":{"doubleValue":5}} → ' +
          '{"value":{"doubleValue":6}}. Correct the entry, take it out for a plan to make it anew, or say --with-changes where that is meant',
        "",
      ].join("\n"),
    );
    assert.equal((await rows()).length, 2);
    await edit("threshold_value_double: 6", "threshold_value_double: 5");
  });

  it("takes the rows out again before any up, and touches no alert", async () => {
    const before = await own.allAlerts();
    await own.succeed("apply");
    assert.equal((await rows()).length, 6);
    assert.equal(
      await own.succeed("cancel", "--state", own.stack.stateFile),
      "4 rows deleted. Their alerts stay as they are; the file stays, too.\n",
    );
    assert.equal((await rows()).length, 2);
    assert.deepEqual(stepsOf(await preview()), []);
    assert.deepEqual(await own.allAlerts(), before);
  });

  it("writes the rows, which the next up takes over as they are", async () => {
    const before = await own.allAlerts();
    assert.equal(
      await own.succeed("apply"),
      "4 rows written.\nThe next up takes over 4 alerts as they are, which its preview says of each.\n",
    );
    const { diagnostics } = await preview();
    const taken = [...diagnostics.map(({ message }) => message), ...own.stack.printed].filter((line) =>
      line.includes("takes over alert"),
    );
    assert.equal(taken.filter((line) => line.endsWith(" as it is")).length, 4);
    assert.equal(taken.length, 4);
    await own.stack.succeed("up", { config: own.config });
    assert.deepEqual(own.stack.alertWrites, []);
    assert.deepEqual(stepsOf(await preview()), []);
    await own.stack.succeed("refresh", { config: own.config });
    assert.deepEqual(stepsOf(await preview()), []);
    assert.deepEqual(await own.allAlerts(), before);
    assert.equal(await own.succeed("apply"), "0 rows written. 4 rows were there already.\n");
    assert.equal(
      await own.succeed("plan", "--folder", "/Alerting"),
      "Nothing to import: each alert of the workspace that was looked at has a row.\n",
    );
  });

  it("cancels no row that an up has deployed, and says how to let go of its alert", async () => {
    const { stdout, status } = await own.run("cancel", "--state", own.stack.stateFile);
    assert.equal(
      stdout,
      [
        "No row was deleted.",
        "4 rows that an up has deployed stay: without them the next up would move their alerts to the trash.",
        "To let go of the rows and keep the alerts:",
        "  pulumi config set --stack dev deletionPolicy keep",
        "  pulumi up --stack dev   # so that the state knows it",
        "  npm run import -- cancel   # with that setting",
        "  pulumi up --stack dev   # ends what it manages, and deletes none; maxDeletes 4 where that is asked for",
        "",
      ].join("\n"),
    );
    assert.equal(status, 1);
    assert.equal((await rows()).length, 6);
  });

  it("lets go of the rows and keeps the alerts, as it says", async () => {
    const before = await own.allAlerts();
    own.config["deletionPolicy"] = "keep";
    await own.stack.succeed("up", { config: own.config });
    await edit("owner: local.user@example.com", "owner: others");
    const { stdout, status } = await own.run("cancel", "--state", own.stack.stateFile);
    assert.equal(
      stdout,
      "DAILY-COST-OF-JOBS stays: it was changed since, in the table or in the file.\n" +
        "3 rows deleted. Their alerts stay as they are; the file stays, too.\n",
    );
    assert.equal(status, 1);
    own.config["maxDeletes"] = "3";
    await own.stack.succeed("up", { config: own.config });
    assert.deepEqual(await own.allAlerts(), before);
    assert.deepEqual(stepsOf(await preview()), []);
    assert.equal((await rows()).length, 3);
  });

  it("imports into a pack", async () => {
    await rm(path.dirname(own.file), { recursive: true });
    await own.succeed("plan");
    await own.fillBlanks();
    assert.equal(
      await own.succeed("apply", "--into", "packs/team"),
      [
        "3 rows written.",
        "The next up takes over 3 alerts as they are, which its preview says of each.",
        "packs/team/pack.yaml has 3 rows of the table now: FAILED-JOBS, NO-QUERY, OF-ANA.",
        "They are the pack's as soon as the stack takes it, with the setting packs: team.",
        "",
      ].join("\n"),
    );
    own.config["packs"] = "team";
    await own.stack.succeed("up", { config: own.config, projectDir: own.folder });
    assert.deepEqual(own.stack.alertWrites, []);
    assert.deepEqual(
      stepsOf(await own.stack.succeed("preview", { config: own.config, projectDir: own.folder })),
      [],
    );
    assert.equal((await statusOf(own.stack, "OF-ANA"))?.["databricks_alert_id"], ids["ana"]);
  });
});
