import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { makeProjectFolder } from "../project-folder";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";

const PACK = `pack: team
version: 1.0.0
defaults:
  agent_domain: COST
  owner: finops
  severity: INFO
  channels: [oncall@example.com]
  schedule: hourly :40 # for all
  timezone: UTC
alerts:
  - id: TEAM-001
    name: Errors
    query: errors.sql
    condition: n > 0
`;

const RUNS = { schedule_timezone: "'UTC'", pause_status: "'UNPAUSED'" };

describe("what schedules cost", function () {
  this.timeout(120_000);
  let stack: LocalStack;
  const folder = () => stack.stateDir("project");
  const packFile = () => path.join(folder(), "packs/team/pack.yaml");
  const config = { packs: "team" };
  const command = (...args: string[]) =>
    stack.command("schedule", [...args, "-c", "packs=team"], {}, folder());
  const lines = async (...args: string[]) => {
    const { stdout, stderr, status } = await command(...args);
    assert.equal(stderr, "");
    return { status, lines: stdout.trimEnd().split("\n") };
  };
  const crons = async () =>
    (
      await stack.sql(
        `SELECT alert_id, schedule_cron FROM ${TABLE} WHERE pause_status = 'UNPAUSED' ORDER BY 1`,
      )
    ).map((row) => Object.values(row).join(" "));

  before(async () => {
    stack = await LocalStack.deployed();
    await stack.call("POST", `/api/2.0/sql/warehouses/${stack.workspace.warehouseId}/edit`, {
      auto_stop_mins: 10,
      cluster_size: "Small",
      warehouse_type: "PRO",
      enable_serverless_compute: true,
    });
    await makeProjectFolder(folder());
    rmSync(path.join(folder(), "packs"), { force: true });
    mkdirSync(path.dirname(packFile()), { recursive: true });
    writeFileSync(packFile(), PACK);
    writeFileSync(path.join(folder(), "packs/team/errors.sql"), "SELECT count(*) AS n FROM range(1)\n");
    await insertRow(stack, "A-1", { ...RUNS, schedule_cron: "'0 */15 * * * ?'", notice_within: "'4h'" });
    await insertRow(stack, "B-1", { ...RUNS, schedule_cron: "'0 20 * * * ?'" });
  });
  after(() => stack.stop());

  it("is shown, with a proposal and a reason for each row", async () => {
    const { status, lines: shown } = await lines("--price", "0.5");
    assert.equal(status, 0);
    assert.deepEqual(shown, [
      'SQL warehouse "local", Small, serverless, stops after 10 idle minutes; 3 rows that run',
      "",
      "            hours a day  money a day  checks at once",
      "  now       20.1         120.60 USD   1",
      "  proposed  4.1          24.40 USD    3",
      "",
      "  row       now             proposed     h alone  why",
      "  A-1       0 */15 * * * ?  0 7 * * * ?  12.0     every 1h instead of every 15m: notice_within is 4h",
      "  B-1       0 20 * * * ?    0 7 * * * ?  1.9      to meet the others",
      "  TEAM-001  0 40 * * * ?    0 7 * * * ?  1.9      to meet the others",
      "",
      "h alone: how many hours a day the warehouse is up for this row, and for no other.",
      "Money: 0.50 USD a DBU, by --price.",
      "Not measured: How long checks take: alert_history has none of the last 14 days, so each check is taken to need 5 s.",
      "3 rows would change. Nothing was written: --apply does.",
    ]);
  });

  it("goes down once the proposal is written: into rows, and into the pack's file", async () => {
    await stack.succeed("up", { projectDir: folder(), config });
    const { status, lines: told } = await lines("--apply");
    assert.equal(status, 0);
    assert.deepEqual(told.slice(-4), [
      "written: TEAM-001 in packs/team/pack.yaml",
      "written: A-1 in alert_configurations",
      "written: B-1 in alert_configurations",
      "3 of 3 schedules written. The next up deploys them.",
    ]);
    assert.equal(
      readFileSync(packFile(), "utf8"),
      PACK.replace("- id: TEAM-001\n", "- id: TEAM-001\n    schedule: hourly :07\n"),
    );
    assert.deepEqual(await crons(), ["A-1 0 7 * * * ?", "B-1 0 7 * * * ?", "TEAM-001 0 40 * * * ?"]);
    assert.deepEqual(
      stepsOf(await stack.succeed("up", { projectDir: folder(), config })).filter((step) => /-\d/.test(step)),
      ["update A-1", "update B-1", "update TEAM-001"],
    );
    const again = await lines();
    assert.equal(again.lines.at(-1), "Nothing to change: no other schedule would cost less.");
  });

  it("is told by a review of the row that adds to it", async () => {
    await stack.sql(`UPDATE ${TABLE} SET schedule_cron = '0 7/30 * * * ?' WHERE alert_id = 'B-1'`);
    const out = stack.stateDir("review");
    const about = ["--out", out, "--state", stack.stateFile, "-c", "packs=team"];
    await stack.command("review", about, {}, folder());
    const words =
      "this row keeps the warehouse up for 4.1 more hours a day (8.1 h with all rows, where it stops after 10 idle minutes)";
    assert.ok(readFileSync(path.join(out, "report.md"), "utf8").includes(`**Warehouse** ${words}`));
    assert.ok(readFileSync(path.join(out, "report.html"), "utf8").includes(words));
  });

  it("is not reckoned while a row says a time that is none", async () => {
    await stack.sql(`UPDATE ${TABLE} SET notice_within = 'soon' WHERE alert_id = 'A-1'`);
    const { stdout, stderr, status } = await command("--apply");
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(
      stderr,
      /alert_configurations row A-1\n {2}notice_within "soon" must be a time such as 30m, 4h or 1d, of more than nothing/,
    );
  });
});
