import assert from "node:assert/strict";
import type { AlertDefinition } from "../../../alerting/definition";
import type { RawRow } from "../../../alerting/tables/row-reader";
import { EXIT_STATUS } from "../../../commands/run-review";
import { readStack } from "../../../commands/stack-files";
import { disarmings } from "../../../review/findings/disarmings";
import { NO_EVIDENCE } from "../../../review/gather-evidence";
import { comment } from "../../../review/markdown/comment";
import type { NotReplayed, Replay } from "../../../review/replay/replay";
import { verdictOf } from "../../../review/report/verdict";
import { reviewOffline } from "../../../review/review-offline";
import { SEED_DESTINATIONS } from "../../../rows/seeding";
import { plannedAlert } from "../alerting/planned-alert";

const NOW = new Date("2026-11-23T09:12:00Z");
const ROW: RawRow = {
  alert_id: "PAY-1",
  alert_name: "Payments",
  agent_domain: "COST",
  severity: "CRITICAL",
  owner: "me",
  alert_query_template: "SELECT sum(failed) AS failed FROM main.pay.runs WHERE day = current_date()",
  threshold_column: "failed",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 10,
  empty_result_state: "ERROR",
  schedule_cron: "0 0 * * * ?",
  created_by: "me",
  notification_channels: ["oncall@example.com", "lead@example.com"],
  alert_description: "Pay.",
  runbook_url: "https://example.com/pay",
  run_as: "pay@example.com",
};
const SETTINGS = readStack("dev", {}).settings;

function reviewOf(cells: RawRow, base: RawRow = ROW) {
  const report = reviewOffline({
    settings: SETTINGS,
    now: NOW,
    head: { stack: "prod", mode: "offline", elapsed: () => 0 },
    rows: { alertRows: [{ ...base, ...cells }], destinationRows: SEED_DESTINATIONS },
    base: { alertRows: [base], destinationRows: SEED_DESTINATIONS },
  });
  const { severity = "info" } = verdictOf(report);
  return { report, status: EXIT_STATUS[severity] };
}

/** `severity rule: message` of what the review itself finds. */
function foundIn(cells: RawRow, base?: RawRow): string[] {
  return reviewOf(cells, base).report.alerts.flatMap(({ findings }) =>
    findings
      .filter(({ rule }) => rule.startsWith("change/"))
      .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
  );
}

/** What is done to the row of a CRITICAL alert, and what its reviewer is told. */
const HOSTILE: readonly (readonly [string, RawRow, readonly string[]])[] = [
  [
    "pauses it",
    { pause_status: "PAUSED" },
    ["error change/pauses: The alert is paused: it watches nothing."],
  ],
  [
    "disables it",
    { is_enabled: false, databricks_alert_id: "row PAY-1" },
    ["error change/pauses: The alert is paused: it watches nothing."],
  ],
  [
    "moves its schedule to 2099",
    { schedule_cron: "0 0 * * * ? 2099" },
    ["error change/runs-seldom: It would not run before 2099-01-01."],
  ],
  [
    "lets its schedule end",
    { schedule_cron: "0 0 * * * ? 2026" },
    ["error change/runs-seldom: It would never run again after 2026-12-31."],
  ],
  [
    "gives it a schedule that is over",
    { schedule_cron: "0 0 * * * ? 2020" },
    ["error change/runs-seldom: It would never run again."],
  ],
  [
    "lets it run tomorrow, and then once a year",
    { schedule_cron: "0 0 8 24 11 ?" },
    ["error change/runs-seldom: It would not run after 2026-11-24 and before 2027-11-24."],
  ],
  [
    "compares a constant",
    { alert_query_template: "SELECT 5.0 AS failed" },
    [
      "error change/reads-less: Its query reads no table any more; it read main.pay.runs.",
      "error change/never-fires: What it compares is 5 in every row, for which its condition never holds.",
    ],
  ],
  [
    "compares a constant beside the table",
    { alert_query_template: "SELECT CAST(0 AS DOUBLE) AS failed FROM main.pay.runs LIMIT 1" },
    ["error change/never-fires: What it compares is 0 in every row, for which its condition never holds."],
  ],
  [
    "names its table in a comment and a text only",
    {
      alert_query_template:
        "SELECT count(*) AS failed FROM main.pay.empty -- main.pay.runs\nWHERE x <> 'main.pay.runs'",
    },
    ["error change/reads-less: Its query no longer reads main.pay.runs."],
  ],
  [
    "hides what it reads from the parser",
    { alert_query_template: "SELECT sum(failed) AS failed FROM main.pay.runs |> LIMIT 0" },
    ["warning change/reads-less: Whether its query still reads main.pay.runs cannot be told here."],
  ],
  [
    "puts the threshold out of reach",
    { threshold_value_double: 1e12 },
    ["error change/out-of-reach: The threshold moves from 10 to 1000000000000."],
  ],
  [
    "lets it fire at one value only",
    { threshold_operator: "=" },
    ["error change/out-of-reach: Its condition holds for none of the values for which it did."],
  ],
  [
    "passes over an empty result",
    { empty_result_state: "OK" },
    ["error change/empty-passes: An empty result is OK; it was ERROR."],
  ],
  [
    "replaces all who are told",
    { notification_channels: ["mallory@example.com"] },
    [
      "error change/tells-fewer: None of those who were notified is any more: oncall@example.com, lead@example.com.",
      "info change/tells-more: Newly notified: mallory@example.com.",
    ],
  ],
  [
    "leaves one of them out",
    { notification_channels: ["lead@example.com"] },
    ["error change/tells-fewer: No longer notified: oncall@example.com."],
  ],
  [
    "lowers its severity, and pauses it",
    { severity: "INFO", pause_status: "PAUSED" },
    [
      "error change/pauses: The alert is paused: it watches nothing.",
      "error change/less-severe: Its severity goes from CRITICAL to INFO.",
    ],
  ],
  [
    "lets it run as somebody else",
    { run_as: "mallory@example.com" },
    ["error change/runs-as: It runs as mallory@example.com, and ran as pay@example.com."],
  ],
  [
    "lets it run as whoever deploys",
    { run_as: null },
    ["error change/runs-as: It runs as whoever deploys, and ran as pay@example.com."],
  ],
];

describe("the review of a change to a CRITICAL alert", () => {
  for (const [what, cells, found] of HOSTILE) {
    it(`says what it comes to where somebody ${what}`, () => {
      assert.deepEqual(foundIn(cells), found);
    });
  }

  it("fails on it, says so in its first lines, and cannot be made to be silent by a waiver", () => {
    const waivers = "pauses runs-seldom tells-fewer"
      .split(" ")
      .map((name) => `waive change/${name} until 2026-12-31 because x`);
    const cells = { pause_status: "PAUSED", tags: { lint: waivers.join("; ") } };
    const { report, status } = reviewOf(cells);
    assert.equal(status, 3);
    const lines = comment(report)
      .split("\n")
      .filter((text) => text !== "");
    assert.deepEqual(
      [lines[2], lines[4], lines[5]],
      [
        "> 🛑 **1 alert would watch or tell less than it did.** 1 error, 3 warnings.",
        "**Watches or tells less**",
        "- PAY-1 Payments: 🛑 The alert is paused: it watches nothing.",
      ],
    );
  });

  it("fails on its deletion, by whatever name its row goes", () => {
    const { report, status } = reviewOf({ alert_id: "PAY-2", severity: "INFO" });
    assert.equal(status, 3);
    assert.deepEqual(
      report.alerts.map(({ alertId, change, findings }) => [
        `${change} ${alertId}`,
        ...findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule),
      ]),
      [["deleted PAY-1", "change/deletes"], ["added PAY-2"]],
    );
  });

  it("warns only where the alert is not CRITICAL", () => {
    const base = { ...ROW, severity: "WARNING" };
    assert.deepEqual(foundIn({ pause_status: "PAUSED" }, base), [
      "warning change/pauses: The alert is paused: it watches nothing.",
    ]);
    assert.equal(reviewOf({ pause_status: "PAUSED" }, base).status, 2);
  });

  it("tells of an alert that fired in the replay, and would not any more", () => {
    const replayed: Replay = {
      from: "2026-11-09T09:00:00Z",
      to: "2026-11-23T09:00:00Z",
      basis: "rows up to each moment",
      evaluations: 336,
      firing: 12,
      errors: 0,
      episodes: 2,
      longestEpisodeSeconds: 3600,
      messages: 2,
      sparkline: [],
      caveats: [],
    };
    const of = (before: Replay, after: Replay | NotReplayed) =>
      disarmings(
        { alertId: "PAY-1", kind: "changed", fields: [], drift: [], isBaseUnknown: false, ...sides() },
        { ...NO_EVIDENCE, replay: { before, after } },
        { channels: { byId: new Map(), faults: [], warnings: [] }, now: NOW },
      );
    const rule = "change/fires-no-more";
    assert.deepEqual(of(replayed, { ...replayed, firing: 0 }), [
      { rule, message: "It fired in 12 of 336 runs of the replay, and would have fired in none." },
    ]);
    assert.deepEqual(of(replayed, { reason: "its query reads the clock through a view" }), [
      {
        rule,
        message: "It fired in 12 of 336 runs of the replay; whether it still would cannot be replayed.",
        isDoubtful: true,
      },
    ]);
    assert.deepEqual(of(replayed, { ...replayed, firing: 11 }), [
      {
        rule: "change/fires-less",
        message: "It fired in 12 of 336 runs of the replay, and would have fired in 11 of 336.",
        isDoubtful: true,
      },
    ]);
    assert.deepEqual(of(replayed, { ...replayed, firing: 4, evaluations: 84 }), []);
    assert.deepEqual(of(replayed, { ...replayed, firing: 12, errors: 40 }), [
      {
        rule: "change/fires-less",
        message: "It would have ended in ERROR in 40 of 336 runs of the replay; it did in 0 of 336.",
        isDoubtful: true,
      },
    ]);
    assert.deepEqual(of(replayed, replayed), []);
    assert.deepEqual(of({ ...replayed, firing: 0 }, { ...replayed, firing: 0 }), []);
  });
});

function sides() {
  const definition: AlertDefinition = {
    displayName: "[CRITICAL] Payments",
    queryText: "SELECT 1 AS n",
    warehouseId: "w",
    parentPath: "/a",
    evaluation: {
      source: { name: "n" },
      comparisonOperator: "GREATER_THAN",
      emptyResultState: "OK",
      threshold: { value: { doubleValue: 1 } },
      notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
    },
    schedule: { quartzCronSchedule: "0 0 * * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
  };
  return { base: definition, planned: plannedAlert("PAY-1", definition) };
}

describe("a waiver that comes with the change that it is of", () => {
  const STAR = "SELECT * FROM main.pay.runs WHERE day = current_date()";
  const waiver = (until: string) => ({
    tags: { lint: `waive query/star until ${until} because nobody minds` },
  });

  it("is named as such, and one that was there before by name", () => {
    const { report } = reviewOf({ alert_query_template: STAR, ...waiver("2026-12-31") });
    const text = comment(report);
    assert.match(
      text,
      /^\*\*Waived by this very change\*\*\n\n- PAY-1 Payments: `query\/star` .+ Until 2026-12-31, because nobody minds$/m,
    );
    assert.match(text, /waived by this very change, until 2026-12-31: `query\/star`/);
    const before = comment(
      reviewOf({ alert_query_template: STAR }, { ...ROW, ...waiver("2026-12-31") }).report,
    );
    assert.doesNotMatch(before, /this very change/);
    assert.match(before, /waived until 2026-12-31: `query\/star`/);
  });

  it("is new where it was prolonged", () => {
    const { report } = reviewOf(
      { alert_query_template: STAR, ...waiver("2027-03-31") },
      { ...ROW, ...waiver("2026-12-31") },
    );
    assert.match(comment(report), /\*\*Waived by this very change\*\*/);
  });

  it("holds for 180 days at most", () => {
    const rulesOf = (until: string) =>
      reviewOf({ alert_query_template: STAR, ...waiver(until) }).report.alerts.flatMap(({ findings }) =>
        findings.flatMap(({ rule, waived }) =>
          /star|waiver/.test(rule) ? [`${rule} ${waived?.until ?? "stands"}`] : [],
        ),
      );
    assert.deepEqual(rulesOf("2027-05-22"), ["query/star 2027-05-22"]);
    assert.deepEqual(rulesOf("2027-05-23"), ["waiver/too-long stands", "query/star stands"]);
  });

  it("does not spare an error", () => {
    const tags = { lint: "waive column/missing until 2026-12-31 because it comes" };
    const { report, status } = reviewOf({ threshold_column: "gone", tags });
    assert.equal(status, 3);
    const found = report.alerts.flatMap(({ findings }) => findings);
    assert.deepEqual(
      found.flatMap(({ rule, severity, waived, waiver: way }) =>
        rule === "column/missing" || rule === "waiver/refused" ? [[rule, severity, waived, way]] : [],
      ),
      [
        ["column/missing", "error", undefined, undefined],
        ["waiver/refused", "warning", undefined, undefined],
      ],
    );
  });
});
