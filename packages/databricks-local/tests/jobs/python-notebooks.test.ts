import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { isAlive } from "../../src/data-dir";
import { findPython } from "../../src/jobs/notebooks/python-process";
import { asJson, TOKEN } from "../use-workspace";
import { ending, notebookTask, tasksOf, useJobs } from "./use-jobs";

const FAILED = ["TERMINATED", "FAILED"];
const SUCCEEDED = ["TERMINATED", "SUCCESS", ""];

/** What was ended may still stand in the machine's list, until somebody asks what became of it. */
function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return isAlive(pid) && !(existsSync(file) && / Z /.test(readFileSync(file, "utf8")));
}

describe("Python notebooks", function () {
  const { importNotebook, submit, output, sql, ok, getRun, finished, workspace } = useJobs();
  before(function () {
    if (findPython(undefined) !== undefined) return;
    console.log("      skipped: there is no python3 on the PATH");
    this.skip();
  });
  /** Runs the source with these parameters; the run of its task, and what came out. */
  const run = async (source: string, parameters = {}) => {
    await importNotebook("/Shared/notebook", "PYTHON", source);
    const done = await submit(notebookTask("/Shared/notebook", {}, parameters));
    const task = tasksOf(done).main;
    return { run: done, task, output: await output(task?.run_id) };
  };

  it("run SQL of the workspace with bound arguments, and give Python values back", async () => {
    const { run: done, output: out } = await run(
      [
        "# Databricks notebook source",
        "spark.sql('CREATE TABLE main.default.readings (name STRING, n BIGINT, price DECIMAL(10,2), seen DATE)')",
        "# COMMAND ----------",
        "import datetime, decimal",
        "for name, n in [('a', 1), (\"it's\", 2)]:",
        "    spark.sql('INSERT INTO main.default.readings VALUES (:name, :n, :price, :seen)',",
        "              dict(name=name, n=n, price=decimal.Decimal('1.50'), seen=datetime.date(2026, 11, 23)))",
        "# COMMAND ----------",
        "rows = spark.table('main.default.readings').collect()",
        "first = spark.sql('SELECT count(*) AS c, max(n) AS top FROM main.default.readings').first()",
        "dbutils.notebook.exit(repr((rows[1], first.c, first['top'], rows[0].asDict())))",
      ].join("\n"),
    );
    assert.deepEqual(ending(done), SUCCEEDED);
    assert.deepEqual(asJson(out.notebook_output), {
      result:
        "(Row(name=\"it's\", n=2, price=Decimal('1.50'), seen=datetime.date(2026, 11, 23)), 2, 2, " +
        "{'name': 'a', 'n': 1, 'price': Decimal('1.50'), 'seen': datetime.date(2026, 11, 23)})",
      truncated: false,
    });
    assert.deepEqual(await sql("SELECT name, n FROM main.default.readings ORDER BY n"), [
      ["a", "1"],
      ["it's", "2"],
    ]);
  });

  it("read their parameters from widgets, and show what they print and display", async () => {
    const { output: out } = await run(
      [
        "dbutils.widgets.text('catalog', 'default one')",
        "dbutils.widgets.text('left', 'out')",
        "print(dbutils.widgets.getAll(), getArgument('catalog'))",
        "display(spark.sql('SELECT 1 AS one, NULL AS nothing'))",
        "# COMMAND ----------",
        "# MAGIC %md",
        "# MAGIC # Prose",
        "# COMMAND ----------",
        "# MAGIC %pip install requests",
        "# COMMAND ----------",
        "# MAGIC %sql",
        "# MAGIC SELECT :catalog AS bound, getArgument('left') AS argument;",
        "# MAGIC SELECT '${catalog}' AS text",
        "# COMMAND ----------",
        "_sqldf.first().text",
      ].join("\n"),
      { catalog: "it is" },
    );
    assert.equal(
      out.logs,
      [
        "{'catalog': 'it is', 'left': 'out'} it is",
        "+---+-------+",
        "|one|nothing|",
        "+---+-------+",
        "|1  |NULL   |",
        "+---+-------+",
        "[local workspace] %pip install requests is not run: packages are those of this Python",
        "+-----+",
        "|text |",
        "+-----+",
        "|it is|",
        "+-----+",
        "'it is'",
        "",
      ].join("\n"),
    );
  });

  it("fail with their error and its stack, without the workspace's own frames", async () => {
    const {
      run: done,
      task,
      output: out,
    } = await run(["def divide(n):", "    return n / 0", "# COMMAND ----------", "divide(1)"].join("\n"));
    const message = "Workload failed, see run output for details";
    assert.deepEqual(ending(task), [...FAILED, message]);
    assert.deepEqual(ending(done), [...FAILED, `Task main failed with message: ${message}.`]);
    assert.deepEqual(asJson(asJson(done.status).termination_details), {
      code: "RUN_EXECUTION_ERROR",
      type: "CLIENT_ERROR",
      message: `Task main failed with message: ${message}.`,
    });
    assert.equal(out.error, "ZeroDivisionError: division by zero");
    const trace = String(out.error_trace).replace(/^ +[~^]+\n/gm, "");
    assert.equal(
      trace,
      'Traceback (most recent call last):\n  File "<cell 2>", line 1, in <module>\n    divide(1)\n' +
        '  File "<cell 1>", line 2, in divide\n    return n / 0\nZeroDivisionError: division by zero\n',
    );
  });

  it("remember the schema that they use, and fail with a statement in the words of the warehouse", async () => {
    const { output: out } = await run(
      "spark.sql('USE CATALOG main')\nspark.sql('USE SCHEMA `default`')\n" +
        "print(spark.sql('SELECT current_catalog(), current_schema()').first())\n" +
        "spark.sql('SELECT * FROM nowhere')",
    );
    assert.match(String(out.logs), /^Row\(current_catalog\(\)='main', current_schema\(\)='default'\)\n/);
    assert.match(String(out.error), /^AnalysisException: \[TABLE_OR_VIEW_NOT_FOUND\] .*nowhere/);
  });

  it("refuse by name what the local workspace has not", async () => {
    const { output: out } = await run(
      [
        "def say(work):",
        "    try:",
        "        work()",
        "    except NotImplementedError as error:",
        "        print(error)",
        "say(lambda: dbutils.secrets.get('scope', 'key'))",
        "say(lambda: dbutils.fs.ls('/'))",
        "say(lambda: spark.read)",
        "spark.sql('SELECT 1').groupBy('x')",
      ].join("\n"),
    );
    const rest = "is not supported by the local workspace";
    assert.deepEqual(String(out.logs).split("\n").slice(0, 3), [
      `dbutils.secrets.get ${rest}`,
      `dbutils.fs ${rest}`,
      `spark.read ${rest}`,
    ]);
    assert.equal(out.error, `NotSupportedError: DataFrame.groupBy ${rest}`);
  });

  it("are refused before their first cell when one of them cannot run", async () => {
    const { output: out } = await run("print(1)\n# COMMAND ----------\n# MAGIC %sh ls");
    assert.equal(
      out.error,
      "cell 2: %sh is not supported by the local workspace, " +
        "which runs %python, %sql, %md, %md-sandbox, %pip",
    );
    assert.equal(out.logs, undefined);
  });

  it("see this workspace in their environment, with a token until their end, and no credentials of the shell", async () => {
    process.env.ARM_CLIENT_SECRET = "of-the-shell";
    process.env.DATABRICKS_CLIENT_ID = "of-the-shell";
    const { output: out } = await run(
      "import os\nprint(os.environ['DATABRICKS_HOST'], os.environ['DATABRICKS_TOKEN'])\n" +
        "print(sorted(k for k in os.environ if k.startswith(('ARM_', 'DATABRICKS_', 'PULUMI_'))))\n" +
        "dbutils.notebook.exit('-'.join(os.environ['DATABRICKS_TOKEN']))",
    );
    delete process.env.ARM_CLIENT_SECRET;
    delete process.env.DATABRICKS_CLIENT_ID;
    assert.equal(
      out.logs,
      `${workspace().host} [REDACTED]\n['DATABRICKS_CA_FILE', 'DATABRICKS_CONFIG_FILE', 'DATABRICKS_HOST', 'DATABRICKS_TOKEN']\n`,
    );
    const token = String(asJson(out.notebook_output).result).replaceAll("-", "");
    assert.match(token, /^dapi[0-9a-f]{32}$/);
    assert.notEqual(token, TOKEN);
    const answer = await fetch(`${workspace().host}/api/2.2/jobs/list`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(answer.status, 403);
  });

  it("keep the last 5 MB of what they print, and the first 5 MB of what they exit with", async () => {
    const { output: out } = await run(
      "print('x' * 6_000_000 + 'end')\ndbutils.notebook.exit('begin' + 'y' * 6_000_000)",
    );
    const limit = 5 * 1024 * 1024;
    const { result, truncated } = asJson(out.notebook_output);
    assert.deepEqual([String(out.logs).length, out.logs_truncated], [limit, true]);
    assert.deepEqual([String(result).length, truncated], [limit, true]);
    assert.match(String(out.logs), /xend\n$/);
    assert.match(String(result), /^beginy/);
  });

  /** A notebook that says which processes it is, and then waits for ever. */
  const HANGING =
    "import os, subprocess, time\n" +
    "child = subprocess.Popen(['sleep', '600'])\n" +
    "spark.sql(f'INSERT INTO main.default.processes VALUES ({os.getpid()}), ({child.pid})')\n" +
    "time.sleep(600)";
  const processes = async () => {
    const rows = await sql("SELECT pid FROM main.default.processes");
    assert.ok(Array.isArray(rows));
    return rows.map((row: unknown) => Number(row));
  };

  it("are ended with all they started when their time is over", async () => {
    await sql("CREATE TABLE main.default.processes (pid BIGINT)");
    await importNotebook("/Shared/hanging", "PYTHON", HANGING);
    const done = await submit(notebookTask("/Shared/hanging", { timeout_seconds: 3 }));
    assert.deepEqual(ending(tasksOf(done).main), [
      "TERMINATED",
      "TIMEDOUT",
      "The run was stopped after reaching its timeout",
    ]);
    const pids = await processes();
    assert.equal(pids.length, 2);
    assert.deepEqual(pids.filter(isRunning), []);
  });

  it("are ended with all they started when their run is cancelled", async () => {
    await sql("DELETE FROM main.default.processes");
    const { run_id } = await ok("POST", "/api/2.1/jobs/runs/submit", {
      tasks: [notebookTask("/Shared/hanging")],
    });
    while ((await processes()).length < 2)
      assert.equal(asJson((await getRun(Number(run_id))).state).life_cycle_state, "RUNNING");

    await ok("POST", "/api/2.1/jobs/runs/cancel", { run_id });
    const done = await finished(Number(run_id));
    assert.deepEqual(ending(done), ["TERMINATED", "CANCELED", "Run cancelled by user"]);
    assert.deepEqual((await processes()).filter(isRunning), []);
  });
});

describe("A Python notebook without Python", () => {
  const { importNotebook, submit } = useJobs({ python: "/nowhere/python3" });

  it("is skipped with its reason, and so is its run", async () => {
    await importNotebook("/Shared/notebook", "PYTHON", "print(1)");
    const done = await submit(
      notebookTask("/Shared/notebook"),
      notebookTask("/Shared/notebook", { task_key: "next", depends_on: [{ task_key: "main" }] }),
    );
    const reason =
      "The notebook cannot run: this machine has no /nowhere/python3. " +
      "Install Python 3, or name an interpreter: databricks-local start --python <path>";
    const { main, next } = tasksOf(done);
    assert.deepEqual(ending(main), ["SKIPPED", undefined, reason]);
    assert.deepEqual(ending(next), ["TERMINATED", "UPSTREAM_FAILED", "An upstream task failed."]);
    assert.deepEqual(ending(done), ["SKIPPED", undefined, `Task main was skipped: ${reason}`]);
  });
});
