import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ReviewReport } from "../../../review/report/report";
import { productCommand } from "../../product-command";

const ROW = {
  alert_id: "A-1",
  alert_name: "One",
  agent_domain: "COST",
  severity: "INFO",
  owner: "me",
  created_by: "me",
  alert_query_template: "SELECT 1 AS value",
  threshold_column: "value",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 10,
  schedule_cron: "0 0 8 * * ?",
};

const SLACK = {
  destination_id: "finops-slack",
  destination_name: "Finance",
  destination_type: "SLACK",
  databricks_destination_id: "d-1",
  owner: "me",
  is_enabled: true,
  created_by: "me",
};

describe("review --offline", () => {
  let folder = "";
  const file = (name: string) => path.join(folder, name);
  const review = async (...args: string[]) => {
    const all = ["review", "--offline", "--out", file("out"), "--now", "2026-11-23T09:12:00Z", ...args];
    return productCommand(all, { env: { PATH: process.env["PATH"] } });
  };
  const report = () => ReviewReport.parse(JSON.parse(readFileSync(file("out/report.json"), "utf8")));
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "review-offline-"));
    const gone = { ...ROW, alert_id: "A-2", alert_name: "Two" };
    const broken = { ...ROW, alert_id: "A-3", alert_name: "Three", severity: "HIGH" };
    writeFileSync(file("base.json"), JSON.stringify([ROW, gone]));
    writeFileSync(
      file("rows.json"),
      JSON.stringify({ alertRows: [{ ...ROW, threshold_value_double: 5 }, broken] }),
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("compares rows with rows, reviews the others of one that cannot be read, and says what was not checked", async () => {
    const { status, stderr } = await review("--rows", file("rows.json"), "--base", file("base.json"));
    assert.deepEqual([status, stderr], [3, ""]);
    const { mode, alerts, notChecked } = report();
    assert.equal(mode, "offline");
    assert.deepEqual(
      alerts.map(({ alertId, change, fields }) => [alertId, change, fields.map(({ field }) => field)]),
      [
        ["A-3", "unreadable", []],
        ["A-2", "deleted", []],
        ["A-1", "changed", ["evaluation.threshold"]],
      ],
    );
    assert.equal(alerts[0]?.reason, 'severity "HIGH" is not one of CRITICAL, WARNING, INFO.');
    assert.deepEqual(notChecked, [
      "No workspace was asked: what is deployed and was changed there, whether tables and columns exist, what the alerts say now and would have said.",
    ]);
  });

  it("counts a row that shares its alert_id once, and so one that shares its name", async () => {
    const shared = [ROW, ROW, { ...ROW, alert_id: "A-4", alert_name: "Four" }];
    writeFileSync(
      file("rows.json"),
      JSON.stringify([...shared, { ...ROW, alert_id: "A-5", alert_name: "Four" }]),
    );
    await review("--rows", file("rows.json"), "--base", file("base.json"));
    const { alerts, counts } = report();
    assert.deepEqual(
      alerts.map(({ alertId, change }) => [alertId, change]),
      [
        ["A-1 (#1)", "unreadable"],
        ["A-1 (#2)", "unreadable"],
        ["A-4", "unreadable"],
        ["A-5", "unreadable"],
        ["A-2", "deleted"],
      ],
    );
    assert.deepEqual([counts.unreadable, counts.unchanged, counts.added], [4, 0, 0]);
  });

  it("takes the channels of rows that came without destinations to exist, and says so", async () => {
    const named = { ...ROW, notification_channels: [" finops-slack", "finops-slack", "me@example.com"] };
    writeFileSync(file("base.json"), JSON.stringify([named]));
    writeFileSync(
      file("rows.json"),
      JSON.stringify([{ ...named, notification_channels: ["finops-slack", "platform-pager"] }]),
    );
    const { stderr } = await review("--rows", file("rows.json"), "--base", file("base.json"));
    assert.equal(stderr, "");
    const { alerts, notChecked } = report();
    assert.deepEqual(
      alerts.map(({ change, notifies }) => [change, notifies]),
      [
        [
          "changed",
          {
            before: ["destination finops-slack", "me@example.com"],
            after: ["destination finops-slack", "destination platform-pager"],
          },
        ],
      ],
    );
    assert.equal(
      notChecked[1],
      "The rows came without destinations: whether those exist that their channels name, and who hears by them.",
    );
  });

  it("means the same by a channel where only the rows to compare with came with destinations", async () => {
    const named = { ...ROW, notification_channels: ["finops-slack"] };
    writeFileSync(file("base.json"), JSON.stringify({ alertRows: [named], destinationRows: [SLACK] }));
    const channels = ["finops-slack", "platform-pager"];
    writeFileSync(file("rows.json"), JSON.stringify([{ ...named, notification_channels: channels }]));
    await review("--rows", file("rows.json"), "--base", file("base.json"));
    assert.deepEqual(
      report().alerts.map(({ change, notifies }) => [change, notifies]),
      [
        [
          "changed",
          { before: ["Finance (SLACK)"], after: ["Finance (SLACK)", "destination platform-pager"] },
        ],
      ],
    );
  });

  it("finds a channel that the destinations do not have, where there are some", async () => {
    writeFileSync(
      file("rows.json"),
      JSON.stringify({
        alertRows: [{ ...ROW, notification_channels: ["finops"] }],
        destinationRows: [SLACK],
      }),
    );
    assert.equal((await review("--rows", file("rows.json"))).status, 3);
    assert.equal(
      report().alerts[0]?.reason,
      'notification_channels "finops" is neither an e-mail address nor a destination_id of notification_destinations.',
    );
  });

  it("reviews the seeds where no rows are given", async () => {
    await review();
    assert.deepEqual(
      report().alerts.map(({ alertId, change }) => `${change} ${alertId}`),
      ["added COST-012", "added TEST-001"],
    );
  });

  it("names a folder that the report cannot be written to", async () => {
    writeFileSync(file("a-file"), "");
    const { status, stderr } = await review("--out", file("a-file"));
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `error: The report cannot be written to ${file("a-file")}: name another folder with --out.\n`,
    );
  });

  it("names a file that holds no rows, and exits with 1", async () => {
    writeFileSync(file("no-rows.json"), '{"rows": 1}');
    const { status, stderr } = await review("--rows", file("no-rows.json"));
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^error: \S+no-rows\.json cannot be read as rows, \[ … \] or \{ "alertRows": \[ … \], /,
    );
  });
});
