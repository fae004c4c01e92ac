import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RunCommand, RunResult } from "pulumi-local";
import { comment } from "../../review/markdown/comment";
import { ReviewReport } from "../../review/report/report";
import { makeProjectFolder } from "../project-folder";
import { assertIsFile } from "../unit/alerting/golden-file";
import { statusOf, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";
import { normalised } from "./normalised-report";

const NOW = new Date("2026-11-23T09:12:00Z");
const COST = "health_monitor.gold.daily_cost";
/** Per cent of the week's average, for each of the last 15 days: once above 150. */
const DAYS = [161, 98, 136, 102, 97, 141, 103, 99, 104, 138, 96, 100, 105, 141, 99];
const STORY = "tests/testdata/packs/story";

/** The pack, as it is in each of its versions: the one after it makes spikes INFO, and asks for idle days from three on. */
function packText({ version, severity, days }: { version: string; severity: string; days: number }): string {
  return `pack: team-cost
version: ${version}
description: What our team spends.
needs: [${COST}]
parameters:
  max_pct: { type: DOUBLE, default: 150, min: 100, unit: "%", why: day against the mean of the 7 days before }
defaults:
  agent_domain: COST
  owner: finops
  channels: [default_email]
  schedule: daily 08:00
  timezone: UTC
alerts:
  - id: TEAM-001
    name: Daily cost spike
    description: Yesterday cost far more than the days before it.
    severity: ${severity}
    query: daily-cost-spike.sql
    condition: pct > \${max_pct}
  - id: TEAM-002
    name: Idle days
    description: Days without any cost. Something that should run does not.
    severity: WARNING
    query: idle-days.sql
    condition: idle_days >= ${days}
`;
}

describe("a pack of alerts, from its pull request to its end", function () {
  this.timeout(240_000);
  let stack: LocalStack;
  const folder = () => stack.stateDir("project");
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder(), file)), { recursive: true });
    writeFileSync(path.join(folder(), file), text);
  };
  const run = (command: RunCommand, packs = "team-cost"): Promise<RunResult> =>
    stack.succeed(command, { projectDir: folder(), config: { packs } });
  const command = async (name: string, ...args: string[]) =>
    stack.command(name, [...args, "-c", "packs=team-cost"], {}, folder());
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder() });
  const review = async (...more: string[]) => {
    const out = stack.stateDir("review");
    const about = ["--now", NOW.toISOString(), "--out", out, "--state", stack.stateFile];
    const outcome = await command("review", ...about, ...more);
    const report = ReviewReport.parse(JSON.parse(readFileSync(path.join(out, "report.json"), "utf8")));
    return { ...outcome, report: normalised(report, stack.workspace.host) };
  };
  const isUpToDate = async (packs?: string) => assert.deepEqual(stepsOf(await run("preview", packs)), []);
  const warningsOf = ({ diagnostics }: RunResult) =>
    diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);

  before(async () => {
    stack = await LocalStack.start({ now: NOW });
    await makeProjectFolder(folder());
    rmSync(path.join(folder(), "packs"), { force: true });
    await stack.sql(`CREATE TABLE ${COST} (day DATE, pct DOUBLE)`);
    const days = DAYS.map((pct, ago) => `(date_sub(current_date(), ${ago + 1}), ${pct})`);
    await stack.sql(`INSERT INTO ${COST} VALUES ${days.reverse().join(", ")}`);
    await run("up", "");
    git("init", "--quiet");
    git("add", "Pulumi.yaml", "Pulumi.dev.yaml");
    git("commit", "--quiet", "-m", "Before the pack");
  });
  after(() => stack.stop());

  it("is reviewed with what its alerts say now and would have said, before any row is written", async () => {
    write("packs/team-cost/pack.yaml", packText({ version: "1.0.0", severity: "WARNING", days: 2 }));
    write(
      "packs/team-cost/daily-cost-spike.sql",
      "SELECT pct FROM ${catalog}.gold.daily_cost WHERE day = date_sub(current_date(), 1) ORDER BY pct DESC\n",
    );
    write(
      "packs/team-cost/idle-days.sql",
      "SELECT 7 - COUNT(*) AS idle_days FROM ${catalog}.gold.daily_cost\nWHERE day >= date_sub(current_date(), 7) AND day < current_date()\n",
    );
    const { report, status } = await review("--base-commit", "HEAD");
    assert.equal(status, 2);
    assertIsFile(`${STORY}/added.md`, comment(report));
    assert.deepEqual(await stack.sql(`SELECT alert_id FROM ${TABLE} WHERE alert_id LIKE 'TEAM-%'`), []);
    const offline = await command(
      "review",
      "--offline",
      "--base-commit",
      "HEAD",
      "--out",
      stack.stateDir("offline"),
    );
    assert.match(offline.stdout, /^dev: 0 changed, 2 added, 0 deleted, 2 unchanged$/m);
  });

  it("is previewed as it is deployed, and then nothing is left to do", async () => {
    const steps = [
      "create TEAM-001",
      "create TEAM-002",
      "update deletion-guard",
      "update seed-rows",
      "update sync-status",
    ];
    assert.deepEqual(stepsOf(await run("preview")), steps);
    assert.deepEqual(stepsOf(await run("up")), steps);
    const [row] = await stack.sql(
      `SELECT severity, managed_by, created_by FROM ${TABLE} WHERE alert_id = 'TEAM-001'`,
    );
    assert.deepEqual(row, {
      severity: "WARNING",
      managed_by: "pack:team-cost@1.0.0",
      created_by: "pack:team-cost",
    });
    assert.equal((await statusOf(stack, "TEAM-001"))?.["last_sync_status"], "CREATED");
    await stack.alert("[WARNING] Daily cost spike");
    await isUpToDate();
  });

  it("leaves cells that people change", async () => {
    await stack.sql(
      `UPDATE ${TABLE} SET severity = 'CRITICAL', retrigger_seconds = 3600 WHERE alert_id = 'TEAM-001'`,
    );
    await stack.sql(`UPDATE ${TABLE} SET owner = 'ops' WHERE alert_id = 'TEAM-002'`);
    assert.deepEqual(stepsOf(await run("up")), [
      "update TEAM-001",
      "update deletion-guard",
      "update sync-status",
    ]);
    await isUpToDate();
    const { stdout } = await command("pack", "diff");
    assertIsFile(`${STORY}/kept.txt`, stdout);
  });

  it("leaves a row whose cell it changed, too, until that is settled, and says so with all three values", async () => {
    write("packs/team-cost/pack.yaml", packText({ version: "1.1.0", severity: "INFO", days: 3 }));
    const previewed = await run("preview");
    assert.deepEqual(stepsOf(previewed), ["update TEAM-002", "update seed-rows", "update sync-status"]);
    assertIsFile(`${STORY}/conflict.txt`, `${warningsOf(previewed).join("\n")}\n`);
    const { report, status } = await review("--base-commit", "HEAD");
    assert.equal(status, 3);
    assertIsFile(`${STORY}/conflict.md`, comment(report));
    await run("up");
    const [row] = await stack.sql(`SELECT severity, managed_by FROM ${TABLE} WHERE alert_id = 'TEAM-001'`);
    assert.deepEqual(row, { severity: "CRITICAL", managed_by: "pack:team-cost@1.0.0" });
    await isUpToDate();
  });

  it("is settled for what the table has, with a reason", async () => {
    const taken = await command(
      "pack",
      "take",
      "TEAM-001",
      "severity",
      "--because",
      "finance is paged for it",
    );
    assert.deepEqual([taken.status, taken.stderr], [0, ""]);
    assertIsFile(
      `${STORY}/taken.yaml`,
      readFileSync(path.join(folder(), "packs/overrides/dev.yaml"), "utf8"),
    );
    const previewed = await run("up");
    assert.deepEqual([stepsOf(previewed), warningsOf(previewed)], [["update seed-rows"], []]);
    const [row] = await stack.sql(`SELECT severity, managed_by FROM ${TABLE} WHERE alert_id = 'TEAM-001'`);
    assert.deepEqual(row, { severity: "CRITICAL", managed_by: "pack:team-cost@1.1.0" });
    await isUpToDate();
  });

  it("is settled for what the pack says", async () => {
    const put = await command("pack", "put", "TEAM-002", "owner");
    assert.equal(
      put.stdout,
      'TEAM-002 owner: "ops" → "finops"\nThe table says what the pack says. The next up deploys it.\n',
    );
    await isUpToDate();
  });

  it("takes its rows and alerts along when it is switched off", async () => {
    const previewed = await run("preview", "");
    assert.deepEqual(warningsOf(previewed), [
      "The pack team-cost is switched off. An up deletes 2 of its rows, and the alerts that no other row takes over: TEAM-001, TEAM-002.",
    ]);
    assert.deepEqual(stepsOf(await run("up", "")), [
      "delete TEAM-001",
      "delete TEAM-002",
      "update deletion-guard",
      "update seed-rows",
      "update sync-status",
    ]);
    assert.deepEqual(await stack.sql(`SELECT alert_id FROM ${TABLE} WHERE alert_id LIKE 'TEAM-%'`), []);
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      ["[INFO] Custom Template Test", "[WARNING] Tag Coverage Drop"],
    );
    await isUpToDate("");
  });
});
