import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { asJson, NOW, refusal, type Json } from "../use-workspace";
import { asList, ending, notebookTask, tasksOf, useJobs, WAREHOUSE } from "./use-jobs";

const DONE = ["TERMINATED", "SUCCESS", ""];
const FAILURE = "Workload failed, see run output for details";

describe("Runs of jobs", () => {
  const used = useJobs();
  const { call, ok, createJob, runJob, submit, finished, output, importNotebook, sql, restart } = used;
  before(async () => {
    await importNotebook("/Shared/good", "SQL", "SELECT 1 AS one");
    await importNotebook("/Shared/bad", "SQL", "SELECT 1;\nSELECT nothing");
  });
  const good = (key: string, more: Json = {}) => notebookTask("/Shared/good", { task_key: key, ...more });
  const bad = (key: string, more: Json = {}) => notebookTask("/Shared/bad", { task_key: key, ...more });
  const after = (...keys: string[]) => keys.map((task_key) => ({ task_key }));
  const results = (run: Json) =>
    Object.fromEntries(
      Object.entries(tasksOf(run)).map(([key, task]) => [key, asJson(task.state).result_state]),
    );

  it("run a SQL notebook with parameters, widgets and references", async () => {
    await importNotebook(
      "/Shared/widgets",
      "SQL",
      [
        "-- Databricks notebook source",
        "CREATE WIDGET TEXT kind DEFAULT 'from the widget';",
        "CREATE TABLE main.default.said (what STRING)",
        "-- COMMAND ----------",
        "-- MAGIC %md the rest; of it",
        "-- COMMAND ----------",
        "INSERT INTO main.default.said VALUES (:given), (getArgument('kind')), ('${given};'); -- done;",
        "SELECT count(*) AS n FROM main.default.said",
      ].join("\n"),
    );
    const id = await createJob({
      name: "my job",
      parameters: [{ name: "who", default: "nobody" }],
      tasks: [
        notebookTask(
          "/Shared/widgets",
          {},
          { given: "{{job.name}} for {{job.parameters.who}} {{job.naem}}" },
        ),
      ],
    });
    const run = await runJob(id, { job_parameters: { who: "finops" } });
    assert.deepEqual(ending(run), DONE);
    assert.deepEqual(run.job_parameters, [{ name: "who", default: "nobody", value: "finops" }]);
    const given = "my job for finops {{job.naem}}";
    assert.deepEqual(asJson(asJson(tasksOf(run).main?.resolved_values).notebook_task).base_parameters, {
      given,
      who: "finops",
    });
    const said = await sql("SELECT what FROM main.default.said");
    assert.deepEqual(said, [[given], ["from the widget"], [`${given};`]]);
    const { logs, notebook_output, error } = await output(run.run_id);
    assert.match(String(logs), /\n\+-\+\n\|n\|\n\+-\+\n\|3\|\n\+-\+\n$/);
    assert.deepEqual([notebook_output, error], [{ truncated: false }, undefined]);
  });

  it("say in both shapes how a run went, and in its output why it failed", async () => {
    const run = await submit(bad("only"));
    const message = `Task only failed with message: ${FAILURE}.`;
    assert.deepEqual(run.state, {
      life_cycle_state: "TERMINATED",
      result_state: "FAILED",
      state_message: message,
      user_cancelled_or_timedout: false,
    });
    assert.deepEqual(run.status, {
      state: "TERMINATED",
      termination_details: { code: "RUN_EXECUTION_ERROR", type: "CLIENT_ERROR", message },
    });
    assert.deepEqual(
      [run.run_type, run.trigger, run.run_name, run.start_time, run.end_time],
      ["SUBMIT_RUN", "ONE_TIME", "Untitled", NOW.getTime(), NOW.getTime()],
    );
    const out = await output(tasksOf(run).only?.run_id);
    assert.match(String(out.error), /^\[UNRESOLVED_COLUMN.*nothing/);
    assert.equal(out.error_trace, "cell 1, statement 2:\nSELECT nothing");
  });

  it("run tasks by what those before them came to", async () => {
    const run = await submit(
      good("ok"),
      bad("broken"),
      good("needs_all", { depends_on: after("ok", "broken") }),
      good("needs_one", { depends_on: after("ok", "broken"), run_if: "AT_LEAST_ONE_SUCCESS" }),
      good("cleans", { depends_on: after("broken"), run_if: "ALL_DONE" }),
      good("repairs", { depends_on: after("broken"), run_if: "AT_LEAST_ONE_FAILED" }),
      good("mourns", { depends_on: after("ok"), run_if: "ALL_FAILED" }),
      good("follows", { depends_on: after("mourns") }),
      good("unharmed", { depends_on: after("ok", "mourns"), run_if: "NONE_FAILED" }),
    );
    assert.deepEqual(results(run), {
      ok: "SUCCESS",
      broken: "FAILED",
      needs_all: "UPSTREAM_FAILED",
      needs_one: "SUCCESS",
      cleans: "SUCCESS",
      repairs: "SUCCESS",
      mourns: "EXCLUDED",
      follows: "EXCLUDED",
      unharmed: "SUCCESS",
    });
    assert.equal(asJson(run.state).result_state, "FAILED");
    const handled = await submit(bad("a"), good("b", { depends_on: after("a"), run_if: "ALL_FAILED" }));
    assert.deepEqual(ending(handled), ["TERMINATED", "SUCCESS_WITH_FAILURES", "Tasks that failed: a"]);
  });

  it("follow the outcome of a condition", async () => {
    const condition_task = { op: "GREATER_THAN", left: "{{tasks.first.execution_count}}", right: "0.5" };
    const on = (outcome: string) => ({ depends_on: [{ task_key: "check", outcome }] });
    const run = await submit(
      good("first"),
      { task_key: "check", depends_on: after("first"), condition_task },
      good("yes", on("true")),
      good("no", on("false")),
    );
    assert.deepEqual(results(run), { first: "SUCCESS", check: "SUCCESS", yes: "SUCCESS", no: "EXCLUDED" });
    assert.deepEqual(tasksOf(run).check?.condition_task, { ...condition_task, outcome: "true" });
  });

  it("try a task again, and keep the output of each try", async () => {
    const run = await submit(bad("stubborn", { max_retries: 2, min_retry_interval_millis: 10 }));
    assert.deepEqual([tasksOf(run).stubborn?.attempt_number, results(run).stubborn], [2, "FAILED"]);
  });

  it("run another job, and end as that one does", async () => {
    const inner = await createJob({ name: "inner", tasks: [bad("t")] });
    const outer = await createJob({
      name: "outer",
      tasks: [{ task_key: "child", run_job_task: { job_id: inner, job_parameters: { by: "{{job.name}}" } } }],
    });
    const run = await runJob(outer);
    const out = await output(run.run_id);
    const child = await ok(
      "GET",
      `/api/2.2/jobs/runs/get?run_id=${String(asJson(out.run_job_output).run_id)}`,
    );
    assert.deepEqual(
      [child.trigger, child.job_parameters, asJson(run.state).result_state],
      ["RUN_JOB_TASK", [{ name: "by", default: "", value: "outer" }], "FAILED"],
    );
    assert.equal(
      out.error,
      `Run ${String(child.run_id)} of job "inner" ended as FAILED: Task t failed with message: ${FAILURE}.`,
    );
  });

  it("run the statements of a file", async () => {
    await call(
      "POST",
      "/api/2.0/workspace-files/import-file/Shared/f.sql",
      "SELECT :a AS x; SELECT '{{a}}' AS y",
    );
    const sql_task = { warehouse_id: WAREHOUSE, file: { path: "/Shared/f.sql" }, parameters: { a: "b" } };
    const out = await output((await submit({ task_key: "s", sql_task })).run_id);
    assert.equal(out.logs, "+-+\n|x|\n+-+\n|b|\n+-+\n+-+\n|y|\n+-+\n|b|\n+-+\n");
  });

  it("evaluate an alert for other subscribers, and succeed whether or not it triggers", async () => {
    const alert_id = await used.createAlert(alertBody());
    const evaluate = async (more: Json = {}) => {
      const run = await submit({ task_key: "a", alert_task: { alert_id, warehouse_id: WAREHOUSE, ...more } });
      const out = await output(run.run_id);
      const { notifications } = await ok("GET", "/_local/inbox");
      assert.ok(Array.isArray(notifications));
      const told = notifications.map(asJson).map(({ subscriptions }) => subscriptions);
      return [asJson(run.state).result_state, out.alert_output, told];
    };
    const me = [{ user_email: "me@example.com" }];
    const subscribers = [{ user_name: "me@example.com" }];
    const triggered = { alert_state: "TRIGGERED" };
    assert.deepEqual(await evaluate({ subscribers }), ["SUCCESS", triggered, [me]]);
    assert.deepEqual(await evaluate({ subscribers }), ["SUCCESS", triggered, [me, me]]);
    const own = [{ user_email: "finops@example.com" }];
    assert.deepEqual(await evaluate(), ["SUCCESS", triggered, [me, me, own]]);
    assert.deepEqual(await evaluate({ subscribers }), ["SUCCESS", triggered, [me, me, own, me]]);
    const workspace_path = "/Workspace/Alerting/[WARNING] Tag Coverage Drop.dbalert.json";
    const byPath = await submit({ task_key: "a", alert_task: { workspace_path } });
    assert.deepEqual(ending(byPath), DONE);
    await call("PATCH", `/api/2.0/alerts/${alert_id}?update_mask=query_text`, { query_text: "SELECT" });
    assert.deepEqual((await evaluate())[0], "FAILED");
  });

  it("tell the addresses that the settings name", async () => {
    const mails = { on_start: ["start@x.co"], on_success: ["good@x.co"], on_failure: ["bad@x.co"] };
    const before = asList((await ok("GET", "/_local/inbox")).notifications).length;
    await runJob(await createJob({ name: "mailing", email_notifications: mails, tasks: [bad("t")] }));
    const { notifications } = await ok("GET", "/_local/inbox");
    assert.ok(Array.isArray(notifications));
    assert.deepEqual(
      notifications
        .slice(before)
        .map(asJson)
        .map(({ subject, subscriptions }) => [subject, subscriptions]),
      [
        ['Job "mailing": started', [{ user_email: "start@x.co" }]],
        ['Job "mailing": failed', [{ user_email: "bad@x.co" }]],
      ],
    );
  });

  it("are queued or skipped beyond the limit of their job, and cancelled all at once", async () => {
    // A task that waits to be tried again keeps its run going without doing anything.
    const waiting = bad("t", { max_retries: -1, min_retry_interval_millis: 600_000 });
    const id = await createJob({ name: "busy", tasks: [waiting] });
    const start = async (more: Json = {}) =>
      Number((await ok("POST", "/api/2.2/jobs/run-now", { job_id: id, ...more })).run_id);
    const first = await start({ idempotency_token: "once" });
    assert.equal(await start({ idempotency_token: "once" }), first);
    const skipped = await finished(await start());
    const limit = "The maximum number of concurrent runs of the job has been reached";
    assert.deepEqual(ending(skipped), ["SKIPPED", "MAXIMUM_CONCURRENT_RUNS_REACHED", limit]);
    const queued = await start({ queue: { enabled: true } });
    const active = await ok("GET", `/api/2.2/jobs/runs/list?job_id=${id}&active_only=true`);
    assert.ok(Array.isArray(active.runs));
    assert.deepEqual(
      active.runs.map(asJson).map((run) => [run.run_id, asJson(run.status).state]),
      [
        [queued, "QUEUED"],
        [first, "RUNNING"],
      ],
    );
    const busy = await call("POST", "/api/2.2/jobs/runs/delete", { run_id: first });
    assert.deepEqual(refusal(busy).slice(0, 2), [400, "INVALID_STATE"]);
    await ok("POST", "/api/2.2/jobs/runs/cancel-all", { job_id: id });
    for (const run of [first, queued])
      assert.deepEqual(ending(await finished(run)), ["TERMINATED", "CANCELED", "Run cancelled by user"]);

    await ok("POST", "/api/2.2/jobs/runs/delete", { run_id: first });
    const gone = await call("GET", `/api/2.2/jobs/runs/get?run_id=${first}`);
    assert.deepEqual(refusal(gone), [400, "INVALID_PARAMETER_VALUE", `Run ${first} does not exist.`]);
  });

  it("run on the schedule of their job when the clock is moved", async () => {
    await sql("CREATE TABLE main.default.ticks (at TIMESTAMP)");
    await importNotebook(
      "/Shared/tick",
      "SQL",
      "INSERT INTO main.default.ticks VALUES (current_timestamp())",
    );
    const schedule = { quartz_cron_expression: "0 0 * * * ?", timezone_id: "UTC" };
    const id = await createJob({ name: "hourly", schedule, tasks: [notebookTask("/Shared/tick")] });
    await ok("POST", "/_local/clock", { advanceSeconds: 2.5 * 3600 });
    assert.deepEqual(await sql("SELECT at FROM main.default.ticks ORDER BY at"), [
      ["2026-11-23T11:00:00.000Z"],
      ["2026-11-23T12:00:00.000Z"],
    ]);
    const { runs } = await ok("GET", `/api/2.2/jobs/runs/list?job_id=${id}`);
    assert.ok(Array.isArray(runs));
    assert.deepEqual(
      runs.map(asJson).map(({ trigger }) => trigger),
      ["PERIODIC", "PERIODIC"],
    );
    await ok("POST", "/api/2.2/jobs/delete", { job_id: id });
  });

  it("are failed when the workspace stops in their middle", async () => {
    const waiting = bad("t", { max_retries: -1, min_retry_interval_millis: 600_000 });
    const { run_id } = await ok("POST", "/api/2.2/jobs/runs/submit", { tasks: [waiting] });
    await restart();
    const message = "The local workspace was stopped while the run was going on";
    assert.deepEqual(ending(await finished(Number(run_id))), ["INTERNAL_ERROR", "FAILED", message]);
  });
});
