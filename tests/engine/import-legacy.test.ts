import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { insertRow, TABLE } from "./alert-row";
import { ImportStack } from "./import-stack";

const Job = z.looseObject({ job_id: z.number() });
const Run = z.looseObject({ run_id: z.number() });
const RunState = z.looseObject({ status: z.looseObject({ state: z.string() }) });

describe("npm run import, of alerts of the first version", function () {
  this.timeout(240_000);
  let own: ImportStack;
  let legacyId = "";
  let jobId = 0;
  const call = (method: string, path: string, body?: unknown) => own.stack.call(method, path, body);
  const today = () => new Date().toISOString().slice(0, 10);
  const runJob = async (job_id: number) => {
    const { run_id } = Run.parse(await call("POST", "/api/2.2/jobs/run-now", { job_id }));
    while (
      RunState.parse(await call("GET", `/api/2.2/jobs/runs/get?run_id=${run_id}`)).status.state !==
      "TERMINATED"
    )
      await delay(50);
  };
  const makeJob = async (
    alert_id: string,
    name: string,
    quartz_cron_expression: string,
    subscriptions: readonly unknown[],
    more: Readonly<Record<string, string>> = {},
  ) => {
    const { warehouseId: warehouse_id } = own.stack.workspace;
    const schedule = { quartz_cron_expression, timezone_id: "UTC", pause_status: "UNPAUSED", ...more };
    const tasks = [{ task_key: "alert", sql_task: { warehouse_id, alert: { alert_id, subscriptions } } }];
    return Job.parse(await call("POST", "/api/2.2/jobs/create", { name, schedule, tasks })).job_id;
  };
  const alertOf = (name: string) => own.stack.alert(name);
  const set = (cells: string) =>
    own.stack.sql(`UPDATE ${TABLE} SET ${cells} WHERE alert_id = 'P1-FAILED-JOBS'`);
  const pause = async (pause_status: string) => {
    const { id, schedule } = await alertOf("[CRITICAL] P1 failed jobs");
    await call("PATCH", `/api/2.0/alerts/${id}?update_mask=schedule`, {
      schedule: { ...schedule, pause_status },
    });
  };
  const refusal = async () => {
    const { stderr, status } = await own.run("retire", "--all");
    assert.equal(status, 1);
    return stderr;
  };

  before(async () => {
    own = await ImportStack.start();
    legacyId = await own.makeLegacy("P1 failed jobs");
    await own.makeLegacy("With parameters", { parameters: [{ name: "day" }] });
    jobId = await makeJob(legacyId, "nightly", "0 30 6 * * ?", [{ user_name: "ops@example.com" }], {
      timezone_id: "Europe/Zurich",
      pause_status: "PAUSED",
    });
  });
  after(() => own.stack.stop());

  it("plans rows in shadow, with the query, the schedule and the subscribers of the alert's job", async () => {
    const stdout = await own.succeed("plan", "--legacy");
    assert.equal(
      stdout.split("\n")[0],
      "2 alerts without a row: 1 in import/rows.yaml now, 1 left as it is.",
    );
    assert.ok(
      stdout.includes(
        '  left: "[WARNING] With parameters" asks a saved query with parameters (day): write its row by hand, with query_parameters\n',
      ),
      stdout,
    );
    const file = await readFile(own.file, "utf8");
    assert.equal(
      file.slice(file.indexOf("rows:")),
      [
        "rows:",
        `  # legacy alert ${legacyId} "[CRITICAL] P1 failed jobs" in /Alerting, of local.user@example.com`,
        "  - alert_id: P1-FAILED-JOBS",
        "    alert_name: P1 failed jobs",
        "    agent_domain: RELIABILITY",
        "    severity: CRITICAL",
        "    threshold_column: value",
        '    threshold_operator: ">"',
        "    threshold_value_type: DOUBLE",
        "    threshold_value_double: 5",
        "    schedule_cron: 0 30 6 * * ?",
        "    schedule_timezone: Europe/Zurich",
        "    pause_status: PAUSED",
        "    notification_channels:",
        "      - ops@example.com",
        "    notify_on_ok: true",
        "    retrigger_seconds: 3600",
        "    owner: local.user@example.com",
        "    tags:",
        `      legacy_alert: ${legacyId}`,
        "    notification_mode: SHADOW",
        "    query: queries/p1-failed-jobs.sql",
        "",
      ].join("\n"),
    );
  });

  it("makes the row's alert beside the legacy one, and tells nobody", async () => {
    assert.equal(
      await own.succeed("apply"),
      "1 row written.\n  the next up makes the alert of P1-FAILED-JOBS\n",
    );
    await own.stack.succeed("up");
    const { evaluation } = await alertOf("[CRITICAL] P1 failed jobs (shadow)");
    assert.deepEqual(evaluation["notification"], {
      notify_on_ok: true,
      retrigger_seconds: 3600,
      subscriptions: [],
    });
    assert.match(
      await own.succeed("plan", "--legacy"),
      /^1 alert without a row: 0 in import\/rows\.yaml now/,
    );
  });

  it("compares what both came to, day by day", async () => {
    const { id } = await alertOf("[CRITICAL] P1 failed jobs (shadow)");
    await runJob(jobId);
    assert.match(await own.succeed("compare"), /legacy 1 TRIGGERED \| row did not run\n/);
    await call("POST", `/_local/alerts/${id}/evaluate`);
    assert.equal(
      await own.succeed("compare", "P1-FAILED-JOBS", "--days", "3"),
      [
        `P1-FAILED-JOBS (${id}) beside legacy alert ${legacyId} "P1 failed jobs", run by job ${jobId} "nightly"`,
        `  ${today()}  legacy 1 TRIGGERED | row 1 TRIGGERED`,
        "  1 day of the last 3 on which both ran: they fired on the same days.",
        "",
      ].join("\n"),
    );
  });

  it("retires a legacy alert once its row's alert tells people, and no sooner", async () => {
    assert.equal(
      await refusal(),
      "error: P1-FAILED-JOBS is in SHADOW and tells nobody: `npm run promote -- P1-FAILED-JOBS` and an up come first.\n",
    );
    const shadow = await alertOf("[CRITICAL] P1 failed jobs (shadow)");
    await set("notification_mode = 'LIVE', notification_channels = array()");
    assert.equal(
      await refusal(),
      "error: P1-FAILED-JOBS is paused and tells nobody: set pause_status to UNPAUSED, name somebody in notification_channels, and an up comes first.\n",
    );
    await set("pause_status = 'UNPAUSED', notification_channels = array('ops@example.com')");
    assert.equal(
      await refusal(),
      `error: P1-FAILED-JOBS has alert ${shadow.id}, which is not what the row says (the name, who is notified, whether it is paused): ` +
        "an up comes first, after a refresh where somebody changed the alert.\n",
    );
    await own.stack.succeed("up");
    await pause("PAUSED");
    assert.match(await refusal(), /which is not what the row says \(whether it is paused\)/);
    await pause("UNPAUSED");
    assert.equal(
      await own.succeed("retire", "P1-FAILED-JOBS"),
      `P1-FAILED-JOBS: legacy alert ${legacyId} "P1 failed jobs" is in the trash. Job ${jobId} "nightly" runs it still, and will fail: take its task out.\n`,
    );
    assert.equal(
      await own.succeed("retire", "--all"),
      `P1-FAILED-JOBS: legacy alert ${legacyId} is gone already.\n`,
    );
    const { stderr } = await own.run("compare", "COST-012");
    assert.equal(stderr, "error: COST-012 is no row of a legacy alert: it has no tag legacy_alert.\n");
  });

  it("takes all jobs that run an alert for its own, and asks what they do not agree on", async () => {
    const id = await own.makeLegacy("Two jobs");
    // A listing has the newest first.
    const ids = [
      await makeJob(id, "daily", "0 30 6 * * ?", [{ user_name: "ops@example.com" }]),
      await makeJob(id, "hourly", "0 0 * * * ?", [{ user_name: "ana@example.com" }]),
    ];
    await own.makeLegacy("No job");
    const told = `  "[WARNING] Two jobs": job ${ids[1]} "hourly" runs it at 0 0 * * * ? UTC on warehouse ${own.stack.workspace.warehouseId}, and tells ana@example.com\n`;
    const stdout = await own.succeed("plan", "--legacy");
    assert.ok(stdout.includes(told), stdout);
    const file = await readFile(own.file, "utf8");
    const cells = [
      `  # job ${ids[0]} "daily" runs it at 0 30 6 * * ? UTC on warehouse ${own.stack.workspace.warehouseId}, and tells ops@example.com\n`,
      '    schedule_cron: "?" # when it runs: its jobs do so at different hours, see above\n',
      "    notification_channels:\n      - ana@example.com\n      - ops@example.com\n",
      '    notification_channels: "?" # whom it tells, [] for nobody: no job that runs the legacy alert names anybody\n',
    ];
    for (const cell of cells) assert.ok(file.includes(cell), file);
    assert.match((await own.run("apply")).stderr, / NO-JOB: notification_channels is still blank\n/);

    await insertRow(own.stack, "TWO", { tags: `map('legacy_alert', '${id}')` });
    await own.stack.succeed("up");
    for (const job_id of ids) await runJob(job_id);
    const compared = await own.succeed("compare", "TWO");
    assert.ok(compared.includes(`, run by jobs ${ids[1]} "hourly" and ${ids[0]} "daily"\n`), compared);
    assert.ok(compared.includes("legacy 2 TRIGGERED | row did not run\n"), compared);
    assert.equal(
      await own.succeed("retire", "TWO"),
      `TWO: legacy alert ${id} "Two jobs" is in the trash. Jobs ${ids[1]} "hourly" and ${ids[0]} "daily" run it still, and will fail: take their tasks out.\n`,
    );
  });
});
