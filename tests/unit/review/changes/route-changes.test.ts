import assert from "node:assert/strict";
import type { RawRow } from "../../../../alerting/tables/row-reader";
import { describeReview } from "../../../../commands/run-review";
import { readStack } from "../../../../commands/stack-files";
import { page } from "../../../../review/html/page";
import { comment } from "../../../../review/markdown/comment";
import { reviewOffline } from "../../../../review/review-offline";

const NOW = new Date("2026-11-23T09:12:00Z");

function alert(id: string, more: RawRow = {}): RawRow {
  return {
    alert_id: id,
    alert_name: `Alert ${id}`,
    agent_domain: "COST",
    severity: "WARNING",
    owner: "me",
    alert_query_template: "SELECT count(*) AS failed FROM main.pay.runs",
    threshold_column: "failed",
    threshold_operator: ">",
    threshold_value_type: "DOUBLE",
    threshold_value_double: 10,
    schedule_cron: "0 0 * * * ?",
    created_by: "me",
    notification_channels: ["oncall"],
    ...more,
  };
}

const ONCALL: RawRow = {
  destination_id: "oncall",
  destination_name: "On call",
  destination_type: "EMAIL",
  owner: "me",
  databricks_destination_id: "d-1",
  is_enabled: true,
  created_by: "me",
};
const DEFAULT: RawRow = {
  ...ONCALL,
  destination_id: "default_email",
  destination_name: "Default",
  databricks_destination_id: null,
};

interface Rows {
  readonly alerts: readonly RawRow[];
  readonly destinations?: readonly RawRow[];
}

function review(base: Rows, rows: Rows, config: Record<string, string> = {}) {
  const both = ({ alerts, destinations = [ONCALL] }: Rows) => ({
    alertRows: alerts,
    destinationRows: [...destinations, DEFAULT],
  });
  return reviewOffline({
    settings: readStack("dev", config).settings,
    now: NOW,
    head: { stack: "prod", mode: "offline", elapsed: () => 0 },
    rows: both(rows),
    base: both(base),
  });
}

describe("who hears of what, in a review", () => {
  it("is told of an alert whose channels change, by what it was and what it is", () => {
    const report = review(
      { alerts: [alert("PAY-1")] },
      { alerts: [alert("PAY-1", { notification_channels: ["a@example.com"] })] },
    );
    assert.deepEqual(report.alerts[0]?.routes, { gone: ["On call (EMAIL)"], added: ["a@example.com"] });
    assert.match(comment(report), /^\*\*Who hears\*\* no longer On call \(EMAIL\); newly `a@example\.com`$/m);
    assert.match(
      page(report),
      /<dt>Who hears<\/dt>\s*<dd>no longer On call \(EMAIL\); newly a@example\.com<\/dd>/,
    );
    assert.match(
      describeReview(report, []),
      /^ {4}who hears: no longer On call \(EMAIL\); newly a@example\.com$/m,
    );
    // One alert needs no sum.
    assert.doesNotMatch(comment(report), /Who hears of what/);
  });

  it("is told where an alert becomes another severity, for those who hear of it before and after", () => {
    const report = review(
      { alerts: [alert("PAY-1")] },
      { alerts: [alert("PAY-1", { severity: "CRITICAL" })] },
    );
    assert.deepEqual(report.alerts[0]?.routes, {
      gone: [],
      added: [],
      severity: { before: "WARNING", after: "CRITICAL" },
    });
    assert.match(comment(report), /^\*\*Who hears\*\* as CRITICAL and no longer as WARNING {2}$/m);
    assert.deepEqual(report.routes, [
      {
        receiver: "On call (EMAIL)",
        gone: [],
        added: [],
        severities: [{ before: "WARNING", after: "CRITICAL", alerts: ["PAY-1"] }],
      },
    ]);
  });

  it("is summed up where one row of a destination changes it for many alerts", () => {
    const alerts = ["PAY-1", "PAY-2", "PAY-3"].map((id) => alert(id));
    const moved = review(
      { alerts },
      { alerts, destinations: [{ ...ONCALL, databricks_destination_id: "d-2" }] },
    );
    assert.match(
      comment(moved),
      /^\*\*Who hears of what\*\*\n\n- On call \(EMAIL\) newly hears of 3 alerts: PAY-1, PAY-2, PAY-3\n- destination d-1 no longer hears of 3 alerts: PAY-1, PAY-2, PAY-3$/m,
    );
    assert.match(page(moved), /<h3>Who hears of what<\/h3>/);
    assert.match(
      describeReview(moved, []),
      /^ {2}destination d-1 no longer hears of 3 alerts: PAY-1, PAY-2, PAY-3$/m,
    );

    const unset = review(
      { alerts },
      { alerts, destinations: [{ ...ONCALL, databricks_destination_id: null }] },
    );
    assert.deepEqual(
      unset.routes?.map(({ gone, added }) => [gone, added]),
      [[["PAY-1", "PAY-2", "PAY-3"], []]],
    );
  });

  it("names the addresses behind a destination that the stack makes, and that goes elsewhere", () => {
    const alerts = ["PAY-1", "PAY-2"].map((id) => alert(id));
    const going = (address: string) => ({
      ...ONCALL,
      config_json: JSON.stringify({ manage: true, addresses: [address, "both@example.com"] }),
    });
    const report = review(
      { alerts, destinations: [going("old@example.com")] },
      { alerts, destinations: [going("new@example.com")] },
      { manageDestinations: "true" },
    );
    assert.deepEqual(
      report.routes?.map(({ receiver, gone, added }) => [receiver, gone, added]),
      [
        ["new@example.com by On call", [], ["PAY-1", "PAY-2"]],
        ["old@example.com by On call", ["PAY-1", "PAY-2"], []],
      ],
    );
  });

  it("is not told of alerts that are made or deleted, nor where nothing of it changes", () => {
    const report = review(
      { alerts: [alert("PAY-1"), alert("PAY-2")] },
      {
        alerts: [
          alert("PAY-1", { threshold_value_double: 11, notification_channels: ["oncall", " oncall "] }),
          alert("PAY-3"),
        ],
      },
    );
    assert.equal(report.routes, undefined);
    assert.deepEqual(
      report.alerts.map(({ alertId, routes }) => [alertId, routes]),
      [
        ["PAY-2", undefined],
        ["PAY-1", undefined],
        ["PAY-3", undefined],
      ],
    );
  });
});
