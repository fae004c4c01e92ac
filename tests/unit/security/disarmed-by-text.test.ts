import assert from "node:assert/strict";
import type { RawRow } from "../../../alerting/tables/row-reader";
import { readStack } from "../../../commands/stack-files";
import type { Evaluation } from "../../../review/evaluate/judge";
import { disarmings } from "../../../review/findings/disarmings";
import type { Evidence } from "../../../review/gather-evidence";
import type { Replay } from "../../../review/replay/replay";
import { reviewOffline } from "../../../review/review-offline";
import { SEED_DESTINATIONS } from "../../../rows/seeding";
import { replayedAlert } from "../../program/review/replay/replayed-alert";
import { plannedAlert } from "../alerting/planned-alert";

const NOW = new Date("2026-11-23T09:12:00Z");
const FROM = "FROM main.pay.runs WHERE day = current_date()";
const QUERY = `SELECT sum(failed) AS failed ${FROM}`;
const ROW: RawRow = {
  alert_id: "PAY-1",
  alert_name: "Payments",
  agent_domain: "COST",
  severity: "CRITICAL",
  owner: "me",
  alert_query_template: QUERY,
  threshold_column: "failed",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 10,
  empty_result_state: "TRIGGERED",
  schedule_cron: "0 0 * * * ?",
  schedule_timezone: "UTC",
  created_by: "me",
  runbook_url: "https://example.com/pay",
  notification_channels: ["oncall@example.com"],
  alert_description: "Pay.",
  retrigger_seconds: 3600,
  notify_on_ok: true,
  use_custom_template: true,
  custom_subject_template: "Failed: {{QUERY_RESULT_VALUE}}",
  custom_body_template: "Runbook: https://example.com/pay, now {{QUERY_RESULT_VALUE}}",
};
const SETTINGS = readStack("dev", {}).settings;

/** `severity rule: message` of what the review itself finds. */
function foundIn(cells: RawRow, base: RawRow = ROW): string[] {
  const report = reviewOffline({
    settings: SETTINGS,
    now: NOW,
    head: { stack: "prod", mode: "offline", elapsed: () => 0 },
    rows: { alertRows: [{ ...base, ...cells }], destinationRows: SEED_DESTINATIONS },
    base: { alertRows: [base], destinationRows: SEED_DESTINATIONS },
  });
  assert.equal(report.counts.unreadable, 0, JSON.stringify(report.alerts[0]?.reason));
  return report.alerts.flatMap(({ findings }) =>
    findings
      .filter(({ rule }) => rule.startsWith("change/"))
      .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
  );
}

const query = (text: string): RawRow => ({ alert_query_template: text });
const NO_ROW =
  "error change/reads-less: A part of its query gives no row, whatever the data: its condition or its LIMIT takes all.";
const never = (value: string) =>
  `error change/never-fires: What it compares is ${value} in every row, for which its condition never holds.`;
const NOBODY_KNOWS =
  "warning change/cannot-tell: What it compares is another: nothing here shows whether it still fires for what it did.";
const CLOCK =
  "warning change/cannot-tell: Its query compares the clock with a time that is written out: what it does behind that nothing here shows.";
const NONE = "error change/out-of-reach: Its condition holds for none of the values for which it did.";

/** What is done to the row of a CRITICAL alert, and what its reviewer is told without any evidence. */
const HOSTILE: readonly (readonly [string, RawRow, readonly string[]])[] = [
  ["adds AND false", query(`${QUERY} AND false`), [NO_ROW]],
  ["adds AND 1 = 0", query(`${QUERY} AND 1 = 0`), [NO_ROW]],
  ["negates what is true", query(`${QUERY} AND NOT (true OR day IS NULL)`), [NO_ROW]],
  ["compares a column with itself", query(`${QUERY} AND day <> day`), [NO_ROW]],
  ["adds a comparison with NULL", query(`${QUERY} AND day = NULL`), [NO_ROW]],
  ["adds LIMIT 0", query(`${QUERY} LIMIT 0`), [NO_ROW]],
  ["adds HAVING false", query(`${QUERY} HAVING 1 > 2`), [NO_ROW]],
  [
    "empties what it reads from inside",
    query(`SELECT sum(failed) AS failed FROM (SELECT * ${FROM} LIMIT 0) AS q`),
    [NO_ROW],
  ],
  ["multiplies by 0", query(`SELECT sum(failed) * 0 AS failed ${FROM}`), [never("0")]],
  ["counts and multiplies by 0", query(`SELECT 0 * count(*) AS failed ${FROM}`), [never("0")]],
  ["takes it from itself", query(`SELECT sum(failed) - sum(failed) AS failed ${FROM}`), [never("0")]],
  ["casts it to nothing", query(`SELECT CAST(NULL AS DOUBLE) AS failed ${FROM}`), [never("NULL")]],
  ["adds NULL", query(`SELECT sum(failed) + NULL AS failed ${FROM}`), [never("NULL")]],
  [
    "hides it behind nullif",
    query(`SELECT nullif(sum(failed), sum(failed)) AS failed ${FROM}`),
    [never("NULL")],
  ],
  [
    "hides it behind CASE WHEN false",
    query(`SELECT sum(CASE WHEN false THEN failed END) AS failed ${FROM}`),
    [never("NULL")],
  ],
  ["hides it behind if", query(`SELECT if(1 = 2, sum(failed), 0) AS failed ${FROM}`), [never("0")]],
  [
    "filters the sum away",
    query(`SELECT sum(failed) FILTER (WHERE false) AS failed ${FROM}`),
    [never("NULL")],
  ],
  ["lets it end by the clock", query(`${QUERY} AND now() < TIMESTAMP '2026-12-01'`), [CLOCK]],
  [
    "lets it end by the clock, mirrored",
    query(`${QUERY} AND to_date('2026-12-01') > current_date()`),
    [CLOCK],
  ],
  ["takes the smallest in the query", query(`SELECT min(failed) AS failed ${FROM}`), [NOBODY_KNOWS]],
  ["asks for other rows", query(`${QUERY} AND failed > 1000`), [NOBODY_KNOWS]],
  [
    "asks for a text in another case",
    query(`SELECT sum(failed) AS failed ${FROM} AND s = 'a'`),
    [NOBODY_KNOWS],
  ],
  ["compares with less", { threshold_operator: "<" }, [NONE]],
  [
    "compares with one value",
    { threshold_operator: "=", threshold_value_double: 11 },
    ["error change/out-of-reach: Its condition holds for one of the values only for which it did."],
  ],
  ["waits for NULL", { threshold_operator: "IS NULL", threshold_value_double: null }, [NONE]],
  [
    "raises the threshold a little",
    { threshold_value_double: 10.9 },
    ["warning change/fires-less: The threshold moves from 10 to 10.9."],
  ],
  [
    "lets it run at a time that cannot be forecast, in 2099",
    { schedule_cron: "0 0 8 L-3W * ? 2099" },
    ["error change/runs-seldom: It would not run before 2099-01-28."],
  ],
  [
    "lets it run at a time that cannot be forecast, in 2020",
    { schedule_cron: "0 0 8 L-3W * ? 2020" },
    ["error change/runs-seldom: It would never run again."],
  ],
  [
    "lets it run at a time that cannot be forecast",
    { schedule_cron: "0 0 8 L-3W * ?" },
    ["warning change/runs-seldom: It would run once in the next 30 days, and ran 720 times."],
  ],
  [
    "lets its schedule end in a year",
    { schedule_cron: "0 0 * * * ? 2026-2027" },
    ["error change/runs-seldom: It would never run again after 2027-12-31."],
  ],
  [
    "lets it pause from April on",
    { schedule_cron: "0 0 * ? 1,2,3,12 *" },
    ["error change/runs-seldom: It would not run after 2027-03-31 and before 2027-12-01."],
  ],
  [
    "lets it run once a month",
    { schedule_cron: "0 0 8 1 * ?" },
    ["warning change/runs-seldom: It would run once in the next 30 days, and ran 720 times."],
  ],
  [
    "lets it remind nobody",
    { retrigger_seconds: 0 },
    ["warning change/tells-less: It tells of trouble once, and reminds nobody any more."],
  ],
  [
    "lets it remind seldom",
    { retrigger_seconds: 86_400 },
    ["warning change/tells-less: It reminds every 24 h; it did every 1 h."],
  ],
  [
    "lets it tell nothing of recovery",
    { notify_on_ok: false },
    ["warning change/tells-less: It no longer tells when all is well again."],
  ],
  [
    "empties the messages",
    { use_custom_template: false },
    [
      "warning change/tells-less: Its messages have no subject of their own any more.",
      "warning change/tells-less: Its messages have no text of their own any more.",
    ],
  ],
  [
    "takes runbook and value out of the messages",
    { custom_body_template: "All is well.", custom_subject_template: "Hello" },
    [
      "warning change/tells-less: The subject of its messages no longer has {{QUERY_RESULT_VALUE}}.",
      "warning change/tells-less: The text of its messages no longer has {{QUERY_RESULT_VALUE}}, https://example.com/pay.",
    ],
  ],
  [
    "lets an empty result be an error, which tells nobody",
    { empty_result_state: "ERROR" },
    ["error change/empty-passes: An empty result is ERROR; it was TRIGGERED."],
  ],
];

describe("the review of a change whose text alone disarms a CRITICAL alert", () => {
  for (const [what, cells, found] of HOSTILE) {
    it(`says what it comes to where somebody ${what}`, () => {
      assert.deepEqual(foundIn(cells), found);
    });
  }

  const equal: RawRow = { ...ROW, threshold_operator: "=", threshold_value_double: 1 };
  const present: RawRow = {
    ...ROW,
    threshold_operator: "IS NOT NULL",
    threshold_value_double: null,
  };
  const largest: RawRow = { ...ROW, aggregation_type: "SUM", alert_query_template: `SELECT failed ${FROM}` };
  const others: readonly (readonly [string, RawRow, RawRow, readonly string[]])[] = [
    ["moves the value that must be met", equal, { threshold_value_double: 2 }, [NONE]],
    ["turns what must be met around", equal, { threshold_operator: "!=" }, [NONE]],
    ["turns IS NOT NULL into IS NULL", present, { threshold_operator: "IS NULL" }, [NONE]],
    [
      "takes the lowest for the sum",
      largest,
      { aggregation_type: "MIN" },
      [
        "error change/out-of-reach: It compares the lowest failed, and compared the sum of failed, which is at least as high.",
      ],
    ],
    [
      "counts instead of adding up",
      largest,
      { aggregation_type: "COUNT" },
      [
        "warning change/cannot-tell: It compares number of failed, and compared sum of failed: whether it fires for what it did cannot be told.",
      ],
    ],
    [
      "moves a schedule that is far away further",
      { ...ROW, schedule_cron: "0 0 * * * ? 2027" },
      { schedule_cron: "0 0 * * * ? 2099" },
      ["error change/runs-seldom: It would not run before 2099-01-01."],
    ],
  ];
  for (const [what, base, cells, found] of others) {
    it(`says what it comes to where somebody ${what}`, () => {
      assert.deepEqual(foundIn(cells, base), found);
    });
  }

  it("names each of many small steps", () => {
    let threshold = 10;
    for (let step = 0; step < 10; step += 1) {
      const next = threshold * 1.09;
      assert.deepEqual(
        foundIn({ threshold_value_double: next }, { ...ROW, threshold_value_double: threshold }),
        [`warning change/fires-less: The threshold moves from ${threshold} to ${next}.`],
      );
      threshold = next;
    }
  });
});

describe("the review of a harmless change of a CRITICAL alert", () => {
  const harmless: Readonly<Record<string, RawRow>> = {
    "another name": { alert_name: "Failed payments" },
    "another description": { alert_description: "Payments that failed today." },
    "another owner": { owner: "you" },
    "a stricter threshold": { threshold_value_double: 5 },
    "a threshold that counts, too": { threshold_operator: ">=" },
    "any other value": { threshold_operator: "!=", threshold_value_double: 10 },
    "more runs": { schedule_cron: "0 0/5 * * * ?" },
    "runs at other minutes": { schedule_cron: "0 30 * * * ?" },
    "another time zone": { schedule_timezone: "Europe/Berlin" },
    "a query in other lines": query(
      "select SUM(failed) as failed\n  from main.pay.runs -- of today\n where (day = current_date())",
    ),
    "more reminders": { retrigger_seconds: 600 },
    "a message with other marks": {
      custom_body_template: "**Runbook**:\n  https://example.com/pay\n- Now {{ QUERY_RESULT_VALUE }}.",
    },
    "an address in another case": { notification_channels: ["OnCall@example.com"] },
    "a tag": { tags: { team: "pay" } },
    "another runbook": { runbook_url: "https://example.com/payments" },
  };
  for (const [what, cells] of Object.entries(harmless)) {
    it(`has nothing to say of ${what}`, () => {
      assert.deepEqual(foundIn(cells), []);
    });
  }

  it("has nothing to say of an alert that is armed again", () => {
    const asleep = { ...ROW, pause_status: "PAUSED", schedule_cron: "0 0 * * * ? 2099", severity: "INFO" };
    const awake = { pause_status: "UNPAUSED", schedule_cron: "0 0 * * * ?", severity: "CRITICAL" };
    assert.deepEqual(foundIn(awake, asleep), []);
  });
});

describe("the evidence of a change", () => {
  const replay = (firing: number): Replay => ({
    from: "2026-11-09T09:00:00Z",
    to: "2026-11-23T09:00:00Z",
    basis: "rows up to each moment",
    evaluations: 336,
    firing,
    errors: 0,
    episodes: 2,
    longestEpisodeSeconds: 3600,
    messages: 2,
    sparkline: [],
    caveats: [],
  });
  const state = (name: Evaluation["state"]): Evaluation => ({
    at: NOW.toISOString(),
    state: name,
    isEmptyResult: false,
    durationMs: 1,
  });
  const of = (evidence: Partial<Evidence>, after = replayedAlert(`${QUERY} AND x`), isPaused = false) => {
    const { schedule, ...before } = replayedAlert(QUERY);
    const base = {
      ...before,
      schedule: { ...schedule, pauseStatus: isPaused ? "PAUSED" : "UNPAUSED" } as const,
    };
    return disarmings(
      {
        alertId: "A-1",
        kind: "changed",
        fields: [],
        drift: [],
        isBaseUnknown: false,
        base,
        planned: plannedAlert("A-1", after),
      },
      { now: {}, replay: {}, ...evidence },
      { channels: { byId: new Map(), faults: [], warnings: [] }, now: NOW },
    ).map(({ rule, message, isDoubtful, isSlight }) => [
      `${isSlight ? "slight" : isDoubtful ? "doubtful" : "grave"} ${rule}`,
      message,
    ]);
  };

  it("settles what a changed query comes to", () => {
    assert.deepEqual(of({ replay: { before: replay(12), after: replay(12) } }), []);
    assert.deepEqual(
      of({}).map(([rule]) => rule),
      ["slight change/cannot-tell"],
    );
    assert.deepEqual(
      of({ replay: { before: replay(0), after: replay(0) } }).map(([rule]) => rule),
      ["slight change/cannot-tell"],
    );
  });

  it("does not settle what the clock will do", () => {
    const after = replayedAlert(`${QUERY} AND now() < TIMESTAMP '2026-12-01'`);
    assert.deepEqual(
      of({ replay: { before: replay(12), after: replay(12) } }, after).map(([rule]) => rule),
      ["doubtful change/cannot-tell"],
    );
  });

  it("speaks against a change by which an alert that fires now would not", () => {
    const now = { before: state("TRIGGERED"), after: state("OK") };
    assert.deepEqual(of({ now })[0], ["grave change/fires-no-more", "It fires now, and would be OK."]);
    const { before } = now;
    assert.deepEqual(of({ now: { before, after: state("UNKNOWN") } })[0], [
      "doubtful change/fires-no-more",
      "It fires now; whether it still would cannot be told.",
    ]);
    assert.deepEqual(of({ now, replay: { before: replay(12), after: replay(12) } }), [
      ["doubtful change/fires-no-more", "It fires now, and would be OK."],
    ]);
    assert.deepEqual(
      of({ now }, undefined, true).map(([rule]) => rule),
      ["slight change/cannot-tell"],
    );
  });
});
