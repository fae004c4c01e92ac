import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { comment } from "../../review/markdown/comment";
import { ReviewReport } from "../../review/report/report";
import { assertIsFile } from "../unit/alerting/golden-file";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack } from "./local-stack";
import { normalised } from "./normalised-report";

const NOW = new Date("2026-11-23T09:12:00Z");
const COST = "health_monitor.gold.daily_cost";
/** Per cent of the week's average, for each of the last 15 days: once above 150, four times above 130. */
const DAYS = [101, 98, 136, 102, 97, 161, 103, 99, 104, 138, 96, 100, 105, 141, 99];

const QUERY = [`SELECT pct FROM ${COST}`, "WHERE day = date_sub(current_date(), 1)"].join("\n");

/** The rows that the story begins with. */
const ROWS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "COST-101": {
    alert_name: "'Daily cost spike'",
    severity: "'WARNING'",
    alert_query_template: `'${QUERY}'`,
    threshold_column: "'pct'",
    threshold_value_double: "150",
    schedule_cron: "'0 0 */4 * * ?'",
    schedule_timezone: "'UTC'",
    owner: "'finops'",
    use_custom_template: "true",
    custom_subject_template:
      "'{{ALERT_STATUS}}: daily cost {{QUERY_RESULT_VALUE}} % (limit {{ALERT_THRESHOLD}})'",
  },
  "COST-102": { alert_query_template: "'SELECT 42 AS value'", threshold_value_double: "100" },
  "COST-103": {},
  "COST-104": {},
  "COST-105": {},
  "COST-106": {},
  "COST-107": { schedule_cron: "'0 0 8 * * ?'" },
};

/** What is done to each of them. */
const CHANGES = {
  "COST-101": "threshold_value_double = 130, schedule_cron = '0 0 * * * ?'",
  "COST-102": "threshold_value_double = 40, notification_channels = array('finops@example.com')",
  "COST-103": "threshold_column = 'valeu'",
  "COST-104": "schedule_cron = '0 0 8 15 * 1'",
} as const;

describe("the review of a change", function () {
  this.timeout(240_000);
  let stack: LocalStack;
  const out = () => stack.stateDir("review");
  const review = async (...args: string[]) => {
    const about = ["--now", NOW.toISOString(), "--out", out(), "--state", stack.stateFile];
    const outcome = await stack.command("review", [...about, ...args]);
    const text = readFileSync(path.join(out(), "report.json"), "utf8");
    const report = ReviewReport.parse(JSON.parse(text));
    assert.equal(readFileSync(path.join(out(), "report.md"), "utf8"), comment(report));
    return { ...outcome, report: normalised(report, stack.workspace.host) };
  };

  before(async () => {
    stack = await LocalStack.start({ now: NOW });
    await stack.succeed("up");
    await stack.sql(`CREATE TABLE ${COST} (day DATE, pct DOUBLE)`);
    const days = DAYS.map((pct, ago) => `(date_sub(current_date(), ${ago + 1}), ${pct})`);
    await stack.sql(`INSERT INTO ${COST} VALUES ${days.reverse().join(", ")}`);
    for (const [alertId, cells] of Object.entries(ROWS)) await insertRow(stack, alertId, cells);
    await stack.succeed("up");
    // The program writes by the clock of the machine, the history of the table goes by that of the workspace.
    await stack.sql(`UPDATE ${TABLE} SET last_synced_at = current_timestamp()`);
  });
  after(() => stack.stop());

  it("says that nothing would change where nothing was changed", async () => {
    const { report, status, stderr } = await review();
    assert.equal(stderr.replaceAll(/^.* …\n/gm, ""), "");
    assert.equal(status, 0);
    assertIsFile("tests/testdata/review/unchanged.md", comment(report));
  });

  it("shows each change as its reviewer needs it, and exits by the worst of them", async () => {
    for (const [alertId, assignments] of Object.entries(CHANGES))
      await stack.sql(`UPDATE ${TABLE} SET ${assignments} WHERE alert_id = '${alertId}'`);

    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'COST-105'`);
    await editThreshold("COST-106", 7.5);
    const { report, status } = await review("--commit", "0123456789abcdef0123456789abcdef01234567");
    assert.equal(status, 3);
    assertIsFile("tests/testdata/review/story.json", `${JSON.stringify(report, undefined, 2)}\n`);
    assertIsFile("tests/testdata/review/story.md", comment(report));
  });

  it("tells what somebody changed in the workspace that an up would overwrite", async () => {
    await stack.sql(`UPDATE ${TABLE} SET schedule_cron = '0 0 8 * * ?' WHERE alert_id = 'COST-104'`);
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 3 WHERE alert_id = 'COST-106'`);
    await editThreshold("COST-107", 9);
    await stack.sql(`UPDATE ${TABLE} SET schedule_cron = '0 0 9 * * ?' WHERE alert_id = 'COST-107'`);
    const { report } = await review("--no-replay");
    const drift = report.alerts.flatMap(({ alertId, drift: found }) =>
      found.map(({ field, live, next, overwritten }) => ({ alertId, field, live, next, overwritten })),
    );
    const value = (doubleValue: number) => ({ value: { doubleValue } });
    assert.deepEqual(drift, [
      {
        alertId: "COST-106",
        field: "evaluation.threshold",
        live: value(7.5),
        next: value(3),
        overwritten: true,
      },
      {
        alertId: "COST-107",
        field: "evaluation.threshold",
        live: value(9),
        next: value(1),
        overwritten: false,
      },
    ]);
  });

  it("fails a check for drift on any difference, without a look at the queries", async () => {
    const { report, status } = await review("--drift");
    assert.equal(status, 2);
    const rules = report.alerts.flatMap(({ alertId, findings }) =>
      findings.map(({ rule }) => `${alertId} ${rule}`),
    );
    assert.deepEqual(rules, [
      "COST-105 change/deletes",
      "COST-101 change/pending",
      "COST-102 change/tells-fewer",
      "COST-102 change/pending",
      "COST-102 change/tells-more",
      "COST-103 change/cannot-tell",
      "COST-103 change/pending",
      "COST-104 change/runs-seldom",
      "COST-104 change/pending",
      "COST-106 change/overwrites",
      "COST-106 change/pending",
      "COST-106 change/fires-less",
      "COST-107 change/drift",
      "COST-107 change/pending",
    ]);
    assert.ok(report.alerts.every(({ now }) => now.after === undefined));
  });

  async function editThreshold(alertId: string, value: number): Promise<void> {
    const { id } = await stack.alert(`[INFO] Alert ${alertId}`);
    await stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=evaluation.threshold`, {
      evaluation: { threshold: { value: { double_value: value } } },
    });
  }
});
