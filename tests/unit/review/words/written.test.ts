import assert from "node:assert/strict";
import { page } from "../../../../review/html/page";
import { alertSection } from "../../../../review/markdown/alert-section";
import type { AlertReview } from "../../../../review/report/alert-review";
import { alertSaying, reportOf } from "../markdown/reports";

const CONDITION = { subject: "cost", phrase: "is above", ifEmpty: "OK" };
const SCHEDULE = {
  words: "Every hour",
  cron: "0 0 * * * ?",
  timeZone: "Europe/Zurich",
  isPaused: false,
  runsPerMonth: 720,
  nextRuns: ["2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z", "2026-11-24T00:00:00Z"],
};

/** Somebody set the threshold to 999 in the workspace; the row has 500, as it had when it was deployed. */
function withDrift(changes: Partial<AlertReview>, overwritten = false): AlertReview {
  return {
    ...alertSaying("x"),
    alertId: "COST-1",
    fields: [],
    condition: {
      before: { ...CONDITION, threshold: "999" },
      after: { ...CONDITION, threshold: "500" },
    },
    schedule: { before: { ...SCHEDULE, words: "Every day", runsPerMonth: 1 }, after: SCHEDULE },
    drift: [{ field: "evaluation.threshold", deployed: 500, live: 999, next: 500, overwritten }],
    isBaseUnknown: false,
    ...changes,
  };
}

const CRON_CHANGED = [{ field: "schedule.quartzCronSchedule", before: "0 0 8 * * ?", after: "0 0 * * * ?" }];
const THRESHOLD_CHANGED = [{ field: "evaluation.threshold", before: 999, after: 500 }];

const lineOf = (alert: AlertReview, name: string) =>
  new RegExp(`^\\*\\*${name}\\*\\* (.*?)(?:  )?$`, "m").exec(
    alertSection(alert, { isOpen: true, isShort: true }),
  )?.[1];

describe("what a review says of a field that somebody changed in the workspace", () => {
  it("is no change of the next up, where the row did not change it", () => {
    const alert = withDrift({ fields: CRON_CHANGED });
    assert.equal(lineOf(alert, "Condition"), "cost is above 999 · no rows: OK");
    assert.match(
      alertSection(alert, { isOpen: true, isShort: true }),
      /^- the threshold: 999 in the workspace, deployed as 500; it stays so until a refresh puts it back$/m,
    );
    const html = page(reportOf([alert]));
    assert.doesNotMatch(html, /<del>999<\/del>/);
    assert.match(html, /cost is above 999/);
  });

  it("is one, where the row changed it, too", () => {
    const alert = withDrift({ fields: [...CRON_CHANGED, ...THRESHOLD_CHANGED] }, true);
    assert.equal(lineOf(alert, "Condition"), "cost is above ~~999~~ **500** · no rows: OK");
    assert.match(page(reportOf([alert])), /<del>999<\/del> → <ins>500<\/ins>/);
    assert.match(
      alertSection(alert, { isOpen: true, isShort: true }),
      /^- the threshold: 999 in the workspace, deployed as 500; the next up makes it 500$/m,
    );
  });

  it("hides no other change", () => {
    assert.equal(
      lineOf(withDrift({ fields: CRON_CHANGED }), "Schedule"),
      "~~Every day~~ **Every hour** Europe/Zurich · next Mon 23 Nov 10:00, 11:00, Tue 24 Nov 00:00 UTC · ~~1~~ **720** runs a month",
    );
  });
});
