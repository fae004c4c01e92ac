import assert from "node:assert/strict";
import { fingerprint, newFindings, worstSeverity } from "../../../lint/finding";
import { parseLintSettings } from "../../../settings/lint-settings";
import { parseSettings } from "../../../settings/settings";
import { lintRows } from "./lint-testdata";

const OFTEN = { schedule_cron: "0 */10 * * * ?" };

function waiver(until: string) {
  return { ...OFTEN, tags: { lint: `waive cost/runs-per-day until ${until} because of the launch` } };
}

describe("lintAlerts", () => {
  it("looks at the alerts that it is asked to, and compares them with all", () => {
    const rows = [
      { alert_id: "A" },
      { alert_id: "B", alert_name: "B" },
      { alert_id: "C", alert_name: "C", owner: "" },
    ];
    assert.deepEqual(
      lintRows(rows, new Map(), ["B"]).map(({ alertId, rule, about }) => [alertId, rule, about]),
      [["B", "alert/duplicate", "A"]],
    );
  });

  it("takes severities from the settings", () => {
    const [settings] = parseLintSettings("cost/runs-per-day=error owner/missing=off");
    assert.deepEqual(
      lintRows([{ ...OFTEN, owner: "" }], settings).map(({ rule, severity }) => [rule, severity]),
      [["cost/runs-per-day", "error"]],
    );
  });

  it("says nothing of queries that cannot be analysed but that they are not", () => {
    const query = { alert_query_template: "SELECT a div b / 0 AS total_cost FROM system.access.audit" };
    assert.deepEqual(
      lintRows([query]).map(({ rule, severity }) => [rule, severity]),
      [["query/not-analysed", "info"]],
    );
  });
});

describe("waivers", () => {
  it("hold until the end of their day", () => {
    const [finding, ...others] = lintRows([waiver("2026-11-25")]);
    assert.deepEqual(others, []);
    assert.equal(finding?.rule, "cost/runs-per-day");
    assert.deepEqual(finding?.waived, { until: "2026-11-25", because: "of the launch" });
  });

  it("are findings themselves when they ended, and what they waived is one again", () => {
    assert.deepEqual(
      lintRows([waiver("2026-11-24")]).map(({ rule, waived }) => [rule, waived]),
      [
        ["cost/runs-per-day", undefined],
        ["waiver/expired", undefined],
      ],
    );
  });

  it("can be several, in one tag or in more", () => {
    const tags = {
      lint: "waive cost/runs-per-day until 2026-12-31 because a; b; waive owner/missing until 2026-12-31 because c",
      "lint.2": "WAIVE runbook/no-link UNTIL 2027-01-01 BECAUSE d",
    };
    const findings = lintRows([{ ...OFTEN, owner: "", runbook_url: "wiki", tags }]);
    assert.deepEqual(
      findings.map(({ rule, waived }) => [rule, waived?.because]),
      [
        ["cost/runs-per-day", "a; b"],
        ["owner/missing", "c"],
        ["runbook/no-link", "d"],
      ],
    );
  });

  it("may name a check against the workspace, whose findings are not known here", () => {
    const tags = { lint: "waive query/table-missing until 2026-12-31 because it comes on Monday" };
    assert.deepEqual(lintRows([{ tags }]), []);
  });
});

describe("newFindings", () => {
  it("are those that were not there before, whatever their words and severities", () => {
    const before = lintRows([{ schedule_cron: "0 */6 * * * ?" }]);
    const now = lintRows([{ ...OFTEN, owner: "" }]);
    assert.deepEqual(
      newFindings(now, before).map(({ rule }) => rule),
      ["owner/missing"],
    );
  });

  it("leave out what is waived, and have in what is waived no more", () => {
    const waived = lintRows([waiver("2026-12-31")]);
    const open = lintRows([OFTEN]);
    assert.deepEqual(newFindings(waived, []), []);
    assert.deepEqual(newFindings(open, waived), open);
    assert.equal(worstSeverity(waived), undefined);
    assert.equal(worstSeverity(open), "warning");
  });

  it("are told apart by what they are about", () => {
    const query =
      "SELECT count(*) AS n FROM system.lakeflow.job_run_timeline WHERE period_end_time > now() - INTERVAL 1 DAY AND result_state IN ('SUCCESS', 'TIMEDOUT')";
    const findings = lintRows([{ alert_query_template: query, threshold_column: "n" }]);
    assert.deepEqual(findings.map(fingerprint), [
      '["value/unseen","COST-001","result_state SUCCESS"]',
      '["value/unseen","COST-001","result_state TIMEDOUT"]',
    ]);
  });
});

describe("the setting lint", () => {
  it("names what is wrong with each part of it", () => {
    const lint = "cost/runs-a-day=off,owner/missing=fatal,xyz";
    assert.throws(() => parseSettings((name) => ({ warehouseId: "w", lint })[String(name)]), {
      message: [
        "The stack's configuration has faults (pulumi config set <name> <value>):",
        `  lint = ${JSON.stringify(lint)}: cost/runs-a-day is no rule; did you mean cost/runs-per-day?`,
        `  lint = ${JSON.stringify(lint)}: owner/missing=fatal: write owner/missing=off or owner/missing=error or owner/missing=warning or owner/missing=info`,
        `  lint = ${JSON.stringify(lint)}: xyz is no rule`,
      ].join("\n"),
    });
  });
});
