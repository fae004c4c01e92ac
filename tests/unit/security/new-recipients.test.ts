import assert from "node:assert/strict";
import type { RawRow } from "../../../alerting/tables/row-reader";
import { EXIT_STATUS } from "../../../commands/run-review";
import { readStack } from "../../../commands/stack-files";
import {
  destinationChanges,
  madeDestinations,
  untoldDestinations,
} from "../../../review/changes/destination-changes";
import { comment } from "../../../review/markdown/comment";
import { verdictOf } from "../../../review/report/verdict";
import { reviewOffline } from "../../../review/review-offline";

const NOW = new Date("2026-11-23T09:12:00Z");
const ROW: RawRow = {
  alert_id: "PAY-1",
  alert_name: "Payments",
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
  notification_channels: ["oncall@example.com"],
};
const MAIL: RawRow = {
  destination_id: "mail",
  destination_name: "Pay mail",
  destination_type: "EMAIL",
  owner: "me",
  databricks_destination_id: "d-1",
  is_enabled: true,
  created_by: "me",
  config_json: '{"manage": true, "addresses": ["pay@example.com"]}',
};
const SLACK: RawRow = {
  ...MAIL,
  destination_id: "slack",
  destination_name: "Pay slack",
  destination_type: "SLACK",
  databricks_destination_id: "d-2",
  config_json: '{"manage": true, "url_secret": "slackPay"}',
};
const DEFAULT: RawRow = {
  ...MAIL,
  destination_id: "default_email",
  destination_name: "Default",
  config_json: null,
  databricks_destination_id: null,
};
const DESTINATIONS = [MAIL, SLACK, DEFAULT];

interface Change {
  readonly base?: readonly RawRow[];
  readonly rows?: readonly RawRow[];
  readonly baseDestinations?: readonly RawRow[];
  readonly destinations?: readonly RawRow[];
  readonly settings?: Record<string, string>;
}

function reviewOf({
  base = [ROW],
  rows = base,
  baseDestinations = DESTINATIONS,
  destinations = baseDestinations,
  settings = {},
}: Change) {
  const report = reviewOffline({
    settings: readStack("dev", { manageDestinations: "true", ...settings }).settings,
    now: NOW,
    head: { stack: "prod", mode: "offline", elapsed: () => 0 },
    rows: { alertRows: rows, destinationRows: destinations },
    base: { alertRows: base, destinationRows: baseDestinations },
  });
  const { severity = "info" } = verdictOf(report);
  return { report, status: EXIT_STATUS[severity] };
}

function toldIn(change: Change): string[] {
  return reviewOf(change).report.alerts.flatMap(({ alertId, findings }) =>
    findings
      .filter(({ rule }) => rule.startsWith("change/tells-"))
      .map(({ severity, rule, message }) => `${alertId} ${severity} ${rule}: ${message}`),
  );
}

const telling = (...channels: string[]) => [{ ...ROW, notification_channels: channels }];

describe("whoever is told of an alert and was not", () => {
  it("is a warning at another domain than those who were told have", () => {
    const change = { rows: telling("oncall@example.com", "mallory@evil.example") };
    assert.deepEqual(toldIn(change), [
      "PAY-1 warning change/tells-more: Newly notified, outside of example.com: mallory@evil.example.",
    ]);
    const { report, status } = reviewOf(change);
    assert.equal(status, 2);
    assert.match(
      comment(report),
      /\*\*Tells somebody new\*\*\n\n- PAY-1 Payments: Newly notified, outside of example\.com: `mallory@evil\.example\.?`/,
    );
  });

  it("is an info at a domain that is known, and counts for no exit status", () => {
    const change = { rows: telling("ONCALL@example.com", "lead@Example.com") };
    assert.deepEqual(toldIn(change), ["PAY-1 info change/tells-more: Newly notified: lead@Example.com."]);
    assert.equal(reviewOf(change).status, 0);
  });

  it("is not taken for known by what looks like the domain", () => {
    for (const address of ["a@example.com.evil.example", "a@sub.example.com", "a@evilexample.com"]) {
      assert.deepEqual(toldIn({ rows: telling("oncall@example.com", address) }), [
        `PAY-1 warning change/tells-more: Newly notified, outside of example.com: ${address}.`,
      ]);
    }
  });

  it("is named where an alert is new", () => {
    const added = {
      ...ROW,
      alert_id: "PAY-2",
      alert_name: "More",
      notification_channels: ["x@evil.example"],
    };
    assert.deepEqual(toldIn({ rows: [ROW, added] }), [
      "PAY-2 warning change/tells-more: Newly notified, outside of example.com: x@evil.example.",
    ]);
  });

  it("cannot be waived", () => {
    const tags = { lint: "waive change/tells-more until 2026-12-31 because I say so" };
    const rows = [{ ...ROW, tags, notification_channels: ["oncall@example.com", "m@evil.example"] }];
    const finding = reviewOf({ rows })
      .report.alerts.flatMap(({ findings }) => findings)
      .find(({ rule }) => rule === "change/tells-more");
    assert.deepEqual(
      [finding?.severity, finding?.waived, finding?.waiver],
      ["warning", undefined, undefined],
    );
  });

  it("is told by a destination, and by the setting for default_email", () => {
    assert.deepEqual(toldIn({ rows: telling("oncall@example.com", "mail") }), [
      "PAY-1 info change/tells-more: Newly notified: Pay mail (EMAIL).",
    ]);
    const settings = { defaultEmail: "all@other.example" };
    assert.deepEqual(toldIn({ rows: telling("oncall@example.com", "default_email"), settings }), [
      "PAY-1 info change/tells-more: Newly notified: all@other.example.",
    ]);
  });

  it("is told by another destination in the same row of destinations", () => {
    const other = { ...MAIL, databricks_destination_id: "d-9", config_json: null };
    const before = { ...MAIL, config_json: null };
    assert.deepEqual(
      toldIn({ base: telling("mail"), baseDestinations: [before], destinations: [other] }).map((text) =>
        text.replace(/: .*/, ""),
      ),
      ["PAY-1 warning change/tells-fewer", "PAY-1 info change/tells-more"],
    );
  });

  it("is told by a destination that goes elsewhere, though the alert's row is as it was", () => {
    const moved = { ...MAIL, config_json: '{"manage": true, "addresses": ["m@evil.example"]}' };
    const change = { base: [ROW, ...telling("oncall@example.com", "mail")].slice(1), destinations: [moved] };
    assert.deepEqual(toldIn({ ...change, baseDestinations: [MAIL] }), [
      "PAY-1 warning change/tells-more: Its destination Pay mail goes to m@evil.example; it went to pay@example.com.",
      "PAY-1 warning change/tells-fewer: Its destination Pay mail no longer goes to pay@example.com.",
    ]);
  });

  it("is told by another secret, of which the name is all that is said", () => {
    const moved = { ...SLACK, config_json: '{"manage": true, "url_secret": "mallory"}' };
    assert.deepEqual(toldIn({ base: telling("slack"), baseDestinations: [SLACK], destinations: [moved] }), [
      "PAY-1 warning change/tells-more: Its destination Pay slack goes to the secret mallory; it went to the secret slackPay.",
    ]);
  });

  it("is told by a destination that is to be made", () => {
    const made = { ...MAIL, databricks_destination_id: null };
    assert.deepEqual(
      toldIn({
        rows: telling("oncall@example.com", "mail"),
        baseDestinations: [SLACK],
        destinations: [SLACK, made],
      }),
      ["PAY-1 info change/tells-more: Its destination Pay mail goes to pay@example.com; it is new."],
    );
  });

  it("is nobody where nothing of that changes", () => {
    assert.deepEqual(
      toldIn({ base: telling("mail", "slack"), rows: [{ ...telling("mail", "slack")[0], owner: "you" }] }),
      [],
    );
    const renamed = { ...MAIL, destination_name: "Mail of Pay" };
    assert.deepEqual(toldIn({ base: telling("mail"), destinations: [renamed] }), []);
    const again = { ...MAIL, config_json: '{"addresses": ["Pay@example.com"], "manage": true}' };
    assert.deepEqual(toldIn({ base: telling("mail"), destinations: [again] }), []);
  });
});

describe("destinations of which only the state is known", () => {
  const made = madeDestinations([MAIL, SLACK], { manageDestinations: true });

  it("are compared by their addresses, and named where these are secrets", () => {
    const deployed = new Map([
      ["mail", { addresses: ["old@example.com"] }],
      ["slack", { addresses: [] }],
    ]);
    assert.deepEqual(
      [...destinationChanges(made, deployed)],
      [
        [
          "mail",
          {
            name: "Pay mail",
            before: { addresses: ["old@example.com"] },
            after: { addresses: ["pay@example.com"], secrets: {} },
          },
        ],
      ],
    );
    assert.deepEqual(untoldDestinations(made, deployed), ["Pay slack"]);
    assert.deepEqual([...destinationChanges(made, undefined)], []);
    assert.deepEqual(untoldDestinations(made, undefined), ["Pay mail", "Pay slack"]);
  });
});

describe("whose rights an alert takes", () => {
  it("is a finding where nobody was named, and somebody is", () => {
    const found = reviewOf({ rows: [{ ...ROW, run_as: "mallory@example.com" }] }).report.alerts.flatMap(
      ({ findings }) =>
        findings.filter(({ rule }) => rule === "change/runs-as").map(({ message }) => message),
    );
    assert.deepEqual(found, ["It runs as mallory@example.com, and ran as whoever deploys."]);
  });
});
