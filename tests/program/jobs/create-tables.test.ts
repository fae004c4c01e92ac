import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findPython } from "databricks-local";
import { ending, notebookTask, tasksOf, textOf, useJobs } from "databricks-local/testing/jobs/use-jobs";
import { asJson } from "databricks-local/testing/use-workspace";
import { checkConstraints } from "../../../alerting/tables/check-constraint";
import { CONFIG_TABLES } from "../../../alerting/tables/config-tables";
import { tablesNotebook } from "../../../jobs/notebooks/notebooks";
import { addCheckConstraint, addForeignKey, createTable } from "../../../rows/statements/define-tables";

const NOTEBOOK = "/Shared/create_tables";
const SUCCEEDED = ["TERMINATED", "SUCCESS", ""];

describe("the notebook of the tables job", function () {
  const { importNotebook, submit, output, sql } = useJobs();

  before(async function () {
    if (findPython(undefined) === undefined) this.skip();
    await importNotebook(NOTEBOOK, "PYTHON", tablesNotebook(readFileSync("jobs/create_tables.py", "utf8")));
  });

  const run = async (gold_schema: string) => {
    const done = await submit(notebookTask(NOTEBOOK, {}, { catalog: "main", gold_schema }));
    const { notebook_output, error, logs } = await output(tasksOf(done).main?.run_id);
    const { result } = asJson(notebook_output);
    return {
      done,
      error,
      logs: textOf(logs),
      changes: result === undefined ? undefined : asJson(JSON.parse(textOf(result))),
    };
  };
  const definitions = async (schema: string) => {
    const texts = [];
    for (const { name } of CONFIG_TABLES) {
      const [row] = (await sql(`SHOW CREATE TABLE main.\`${schema}\`.${name}`)) as string[][];
      texts.push((row?.[0] ?? "").replaceAll(schema, "SCHEMA"));
    }
    return texts;
  };

  it("makes the tables that the program makes, and finds nothing to do the second time", async () => {
    const names = { catalog: "main", goldSchema: "by_program" };
    await sql("CREATE SCHEMA main.by_program");
    await sql("CREATE SCHEMA main.by_job");
    for (const spec of CONFIG_TABLES) {
      await sql(createTable(names, spec).sql);
      for (const check of checkConstraints(spec)) await sql(addCheckConstraint(names, spec.name, check).sql);
      for (const key of spec.foreignKeys ?? []) await sql(addForeignKey(names, spec.name, key).sql);
    }
    const first = await run("by_job");
    assert.deepEqual(ending(first.done), SUCCEEDED, String(first.error));
    assert.deepEqual(first.changes, {
      alert_configurations: "created",
      notification_destinations: "created",
      alert_history: "created",
      alert_sync_metrics: "created",
      alert_silences: "created",
    });
    const made = await definitions("by_job");
    assert.deepEqual(made, await definitions("by_program"));
    const second = await run("by_job");
    assert.deepEqual(new Set(Object.values(second.changes ?? {})), new Set(["up to date"]));
    assert.deepEqual(await definitions("by_job"), made);
  });

  it("gives an older table what it lacks, and keeps its rows and the columns of others", async () => {
    await sql("CREATE SCHEMA main.older");
    await sql(
      "CREATE TABLE main.older.notification_destinations (destination_id STRING, destination_name STRING, " +
        "destination_type STRING, owner STRING, cost_centre INT)",
    );
    await sql("INSERT INTO main.older.notification_destinations VALUES ('pager', 'Pager', 'EMAIL', 'me', 7)");
    const { done, changes, error, logs } = await run("older");
    assert.deepEqual(ending(done), SUCCEEDED, String(error));
    assert.equal(changes?.notification_destinations, "28 changes");
    assert.match(logs, /^notification_destinations: column config_json$/m);
    assert.deepEqual(
      await sql(
        "SELECT destination_id, cost_centre, is_enabled, config_json FROM main.older.notification_destinations",
      ),
      [["pager", "7", null, null]],
    );
    await sql(
      "INSERT INTO main.older.notification_destinations (destination_id, destination_type) VALUES ('x', 'SLACK')",
    );
    assert.deepEqual(
      await sql("SELECT is_enabled FROM main.older.notification_destinations WHERE destination_id = 'x'"),
      [["true"]],
    );
  });

  it("adds no second foreign key beside one of another name", async () => {
    const names = { catalog: "main", goldSchema: "linked" };
    await sql("CREATE SCHEMA main.linked");
    for (const spec of CONFIG_TABLES) {
      await sql(createTable(names, spec).sql);
      for (const check of checkConstraints(spec)) await sql(addCheckConstraint(names, spec.name, check).sql);
    }
    await sql(
      "ALTER TABLE main.linked.alert_history ADD CONSTRAINT fk_alert_history_alert FOREIGN KEY (alert_id) " +
        "REFERENCES main.linked.alert_configurations (alert_id)",
    );
    const { changes, error } = await run("linked");
    assert.deepEqual(new Set(Object.values(changes ?? {})), new Set(["up to date"]), String(error));
  });

  it("names the rows that break a new constraint before it changes anything", async () => {
    await sql("CREATE SCHEMA main.broken");
    await sql(
      "CREATE TABLE main.broken.notification_destinations (destination_id STRING, destination_type STRING)",
    );
    await sql("INSERT INTO main.broken.notification_destinations VALUES ('pigeon', 'PIGEON')");
    const { done, error } = await run("broken");
    assert.equal(ending(done)[1], "FAILED");
    assert.equal(
      error,
      "ValueError: Rows break a CHECK constraint that their table lacks; nothing was changed:\n" +
        "  notification_destinations, chk_destination_type: {'destination_id': 'pigeon', 'destination_type': 'PIGEON'}",
    );
    assert.deepEqual(await sql("SHOW TABLES IN main.broken"), [
      ["broken", "notification_destinations", "false"],
    ]);
  });

  it("wants to know where", async () => {
    const { done, error } = await run("");
    assert.equal(ending(done)[1], "FAILED");
    assert.equal(error, "ValueError: gold_schema is required");
  });
});
