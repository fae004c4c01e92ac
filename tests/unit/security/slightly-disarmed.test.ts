import assert from "node:assert/strict";
import type { AlertDefinition } from "../../../alerting/definition";
import { longestWait } from "../../../alerting/quartz/longest-wait";
import { changeFindings } from "../../../review/findings/change-findings";
import { NO_EVIDENCE } from "../../../review/gather-evidence";
import { replayedAlert } from "../../program/review/replay/replayed-alert";
import { plannedAlert } from "../alerting/planned-alert";

const NOW = new Date("2026-11-28T09:12:00Z");
const HOURLY = "0 0 * * * ?";
const FIVE_MINUTES = "0 0/5 * * * ?";

/** `severity message` of what the review finds in the change of an alert of that severity. */
function foundIn(before: AlertDefinition, after: AlertDefinition, severity = "CRITICAL"): string[] {
  const named = (definition: AlertDefinition) => ({ ...definition, displayName: `[${severity}] Payments` });
  const planned = plannedAlert("A-1", named(after));
  return changeFindings(
    {
      alertId: "A-1",
      kind: "changed",
      fields: [],
      drift: [],
      isBaseUnknown: false,
      base: named(before),
      planned,
    },
    NO_EVIDENCE,
    {
      channels: { byId: new Map(), faults: [], warnings: [] },
      domains: new Set<string>(),
      now: NOW,
      place: { stack: "dev", isLocal: true },
    },
  ).map(({ severity: weight, rule, message }) => `${weight} ${rule}: ${message}`);
}

const QUERY = "SELECT count(*) AS v FROM main.pay.runs";

describe("the review of a schedule that runs more seldom", () => {
  const of = (from: string, to: string, severity?: string) =>
    foundIn(replayedAlert(QUERY, { cron: from }), replayedAlert(QUERY, { cron: to }), severity);
  const waits = (isFor: string, wasFor: string) => [
    `warning change/runs-seldom: It would wait up to ${isFor} for its next run; it did up to ${wasFor}.`,
  ];
  const hostile: readonly (readonly [string, string, string, readonly string[]])[] = [
    ["every two hours for every hour", HOURLY, "0 0 0/2 * * ?", waits("2 h", "1 h")],
    [
      "every two hours for every five minutes",
      FIVE_MINUTES,
      "0 0 0/2 * * ?",
      ["warning change/runs-seldom: It would run 360 times in the next 30 days, and ran 8,640 times."],
    ],
    ["every hour for every five minutes", FIVE_MINUTES, HOURLY, waits("1 h", "5 min")],
    ["ten minutes for five", FIVE_MINUTES, "0 0/10 * * * ?", waits("10 min", "5 min")],
    ["at three and four in the night", HOURLY, "0 0 3,4 * * ?", waits("23 h", "1 h")],
    ["all at once", HOURLY, "0 0-23 3 * * ?", waits("24 h", "1 h")],
    ["not in the night", HOURLY, "0 0 8-20 * * ?", waits("12 h", "1 h")],
    ["not at the weekend", HOURLY, "0 0 * ? * 2-6", waits("2 d", "1 h")],
    ["not on the first", HOURLY, "0 0 * 2-31 * ?", waits("25 h", "1 h")],
  ];
  for (const [what, from, to, found] of hostile) {
    it(`says so of runs ${what}`, () => {
      assert.deepEqual(of(from, to), found);
    });
  }

  it("says it slightly of an alert that is not CRITICAL", () => {
    assert.deepEqual(of(HOURLY, "0 0 3,4 * * ?", "WARNING"), [
      "info change/runs-seldom: It would wait up to 23 h for its next run; it did up to 1 h.",
    ]);
  });

  it("has nothing to say of other minutes, of a little less, and of more", () => {
    for (const cron of ["0 3/5 * * * ?", "0 0/7 * * * ?", "0 0/2 * * * ?"])
      assert.deepEqual(of(FIVE_MINUTES, cron), [], cron);

    assert.deepEqual(of("0 0 8 ? * 2-6", "0 30 9 ? * 2-6"), []);
    assert.deepEqual(of("0 0 8 1 * ?", "0 0 8 L-3 * ?"), []);
  });

  it("reckons through days and months", () => {
    const day = 86_400;
    assert.equal(longestWait("0 0 8 * * ?", NOW), day);
    assert.equal(longestWait("0 0 8 1 * ?", NOW), 31 * day);
    assert.equal(longestWait("0 0 8,20 ? * 2-6", NOW), 2.5 * day);
    assert.equal(longestWait("0 0 8 1 1 ? 2020", NOW), undefined);
  });
});

describe("the review of messages in other words", () => {
  const saying = (customDescription?: string, customSummary?: string): AlertDefinition => ({
    ...replayedAlert(QUERY),
    ...(customDescription !== undefined && { customDescription }),
    ...(customSummary !== undefined && { customSummary }),
  });
  const BODY = "Pay is down: {{QUERY_RESULT_VALUE}}. Page finance now.";
  const of = (after: string, before = BODY, severity?: string) =>
    foundIn(saying(before), saying(after), severity);
  const another = ["warning change/tells-less: The text of its messages is another."];
  const lost = ["warning change/tells-less: The text of its messages no longer has {{QUERY_RESULT_VALUE}}."];
  const hostile: readonly (readonly [string, string, readonly string[]])[] = [
    ["that tell of a test", "Test {{QUERY_RESULT_VALUE}}, please ignore.", another],
    ["that say more before the same", `[TEST] ignore. ${BODY}`, another],
    ["of which one says the contrary", BODY.replace("down", "up"), another],
    ["in another order", "Page finance: {{QUERY_RESULT_VALUE}} is down. Pay now.", another],
    ["within a section that is new", `{{#NOPE}}${BODY}{{/NOPE}}`, lost],
    ["within a section of what is not", `{{^ALERT_NAME}}${BODY}{{/ALERT_NAME}}`, lost],
    ["of which the end is in a section", "Pay is {{#NOPE}}down: {{QUERY_RESULT_VALUE}}. Page{{/NOPE}}", lost],
    ["within a section that does not end", `{{# NOPE }}${BODY}`, lost],
    ["within a comment", `{{! ${BODY.replace(/\{\{|\}\}/g, "")} }}`, lost],
    ["within a comment of HTML", `Fine.<!-- ${BODY} -->`, lost],
    [
      "of which some are in a section",
      BODY.replace("Page finance now.", "{{#N}}Page finance now.{{/N}}"),
      another,
    ],
    ["hidden by a style", `<p style="display:none">${BODY}</p>`, another],
  ];
  for (const [what, after, found] of hostile) {
    it(`says so of words ${what}`, () => {
      assert.deepEqual(of(after), found);
    });
  }

  it("says so of sections that were there and hold more", () => {
    const before = `{{#ALERT_NAME}}Hello.{{/ALERT_NAME}} ${BODY}`;
    assert.deepEqual(of(`{{#ALERT_NAME}}Hello. ${BODY}{{/ALERT_NAME}}`, before), another);
    assert.deepEqual(of(`{{#ALERT_NAME}}{{#NOPE}}${BODY}{{/NOPE}}{{/ALERT_NAME}}`, before), lost);
  });

  it("says so of a subject, also in the place of the service's own", () => {
    assert.deepEqual(foundIn(saying(BODY, "Pay is down"), saying(BODY, "[TEST] ignore")), [
      "warning change/tells-less: The subject of its messages is another.",
    ]);
    assert.deepEqual(foundIn(saying(), saying(undefined, "[TEST] ignore")), [
      "warning change/tells-less: Its messages have a subject of their own now, and had the service's.",
    ]);
  });

  it("says it slightly of an alert that is not CRITICAL", () => {
    assert.deepEqual(of("Test {{QUERY_RESULT_VALUE}}", BODY, "WARNING"), [
      "info change/tells-less: The text of its messages is another.",
    ]);
  });

  it("has nothing to say of the same words in other marks, blanks and case", () => {
    assert.deepEqual(of("**PAY** is down:\n\n{{ QUERY_RESULT_VALUE }}\n\n> Page finance now!"), []);
    const within = `{{#ALERT_NAME}}${BODY}{{/ALERT_NAME}}`;
    assert.deepEqual(of(within.replace("Pay is", "Pay  is"), within), []);
  });
});
