import assert from "node:assert/strict";
import * as fc from "fast-check";
import { longestWait } from "../../../../alerting/quartz/longest-wait";
import { runsPerMonth } from "../../../../alerting/quartz/runs";
import {
  MOST_EVALUATIONS_AT_ONCE,
  type ProposalOptions,
  proposeSchedules,
} from "../../../../alerting/schedule-cost/propose-schedules";
import type { CostedRow } from "../../../../alerting/schedule-cost/row-limits";
import { caseCount } from "../../../generated/case-count";
import { publicPack } from "./public-pack";

const NOW = new Date("2026-11-25T10:00:00Z");
const TIMES = { autoStopMinutes: 10, startUpSeconds: 5 };
const [MINUTE, HOUR] = [60, 3_600];

const row = (alertId: string, cron: string, more: Partial<CostedRow> = {}): CostedRow => ({
  alertId,
  cron,
  zone: "UTC",
  runSeconds: 5,
  ...more,
});

const propose = (rows: readonly CostedRow[], options: Partial<ProposalOptions> = {}) =>
  proposeSchedules(rows, TIMES, { now: NOW, ...options });

/** Each row's new schedule, and why. */
const told = (rows: readonly CostedRow[], options: Partial<ProposalOptions> = {}) =>
  propose(rows, options).rows.map(({ alertId, proposed, reason }) => [alertId, proposed, reason]);

describe("proposed schedules", () => {
  it("bring 31 alerts of a public pack from 24.0 to 4.1 h a day where one hour is soon enough", () => {
    const { now, proposed, rows } = proposeSchedules(
      publicPack(15),
      { autoStopMinutes: 10, startUpSeconds: 0 },
      { now: NOW, unsaid: HOUR },
    );
    assert.deepEqual([now.hoursPerDay.toFixed(1), proposed.hoursPerDay.toFixed(1)], ["24.0", "4.1"]);
    assert.ok(rows.every(({ proposed: cron }) => cron.startsWith("0 7 ")));
  });

  it("change nothing of these where no row says how late it may be noticed: one of them runs every minute", () => {
    const { now, proposed, rows } = propose(publicPack(5));
    assert.deepEqual([now.hoursPerDay, proposed.hoursPerDay], [24, 24]);
    assert.ok(rows.every(({ cron, proposed: same }) => cron === same));
  });

  it("let rows meet in one minute, not at the top of the hour, and later than they are, if at times of their own", () => {
    const rows = [
      row("A", "0 0 * * * ?"),
      row("B", "0 30 * * * ?"),
      row("C", "0 50 8 * * ?"),
      row("D", "0 2 23 ? * MON-FRI"),
    ];
    assert.deepEqual(told(rows), [
      ["A", "0 7 * * * ?", "to meet the others"],
      ["B", "0 7 * * * ?", "to meet the others"],
      ["C", "0 7 9 * * ?", "17m later, to meet the others"],
      ["D", "0 7 23 ? * MON-FRI", "5m later, to meet the others"],
    ]);
  });

  it("leave a row on its day: what would come after midnight stays", () => {
    const rows = [row("A", "0 20 * * * ?"), row("B", "0 40 * * * ?"), row("C", "0 50 23 * * ?")];
    assert.deepEqual(told(rows).at(-1), ["C", "0 50 23 * * ?", "it runs at times of its own"]);
  });

  it("run a row less often as far as it says that it may be noticed late, and where that saves anything", () => {
    assert.deepEqual(told([row("A", "0 */15 * * * ?", { noticeWithin: 4 * HOUR })]), [
      ["A", "0 7 */4 * * ?", "every 4h instead of every 15m: notice_within is 4h"],
    ]);
    // No schedule is every 90 minutes.
    assert.deepEqual(told([row("A", "0 */15 * * * ?", { noticeWithin: 90 * MINUTE })]), [
      ["A", "0 7 * * * ?", "every 1h instead of every 15m: notice_within is 90m"],
    ]);
    const others = [row("A", "0 7 * * * ?"), row("B", "0 7 * * * ?", { noticeWithin: 4 * HOUR })];
    assert.deepEqual(told(others)[1], ["B", "0 7 * * * ?", "running it less often would save nothing"]);
  });

  it("leave a row alone that is noticed later than it says already", () => {
    assert.deepEqual(
      told([row("A", "0 20 * * * ?", { noticeWithin: 30 * MINUTE }), row("B", "0 50 * * * ?")]),
      [
        ["A", "0 20 * * * ?", "it waits up to 1h between two runs already, and notice_within allows 30m"],
        ["B", "0 20 * * * ?", "to meet the others"],
      ],
    );
  });

  it("run a row no more often than its sources get new rows, unless it says that it must be noticed sooner", () => {
    const hasty = row("A", "0 */30 * * * ?", { arrivesEvery: 100 * MINUTE });
    assert.deepEqual(told([hasty]), [
      ["A", "0 7 */2 * * ?", "every 2h instead of every 30m: its sources get new rows every 100m"],
    ]);
    assert.deepEqual(told([{ ...hasty, noticeWithin: HOUR }]), [
      ["A", "0 7 * * * ?", "every 1h instead of every 30m: notice_within is 1h"],
    ]);
  });

  it("run a row no less often than its query looks back, nor one whose condition counts checks, nor one that is not analysed", () => {
    const day = { noticeWithin: 24 * HOUR };
    assert.deepEqual(told([row("A", "0 */10 * * * ?", { ...day, looksBack: 20 * MINUTE })]), [
      ["A", "0 7/20 * * * ?", "every 20m instead of every 10m: its query looks back 20m"],
    ]);
    assert.deepEqual(told([row("A", "0 */15 * * * ?", { ...day, looksBack: 0 })]), [
      ["A", "0 */15 * * * ?", "its query looks at a day or an hour that may have just begun"],
    ]);
    assert.deepEqual(told([row("A", "0 */15 * * * ?", { ...day, keepsRhythm: "counts checks" })]), [
      ["A", "0 */15 * * * ?", "its condition counts checks, so that it keeps its rhythm"],
    ]);
    assert.deepEqual(told([row("A", "0 */15 * * * ?", { ...day, keepsRhythm: "not analysed" })]), [
      ["A", "0 */15 * * * ?", "its query is not analysed, so that it keeps its rhythm"],
    ]);
  });

  it("meet across zones, also those of half an hour", () => {
    const rows = [row("A", "0 0 * * * ?", { zone: "Asia/Kolkata" }), row("B", "0 0 * * * ?")];
    assert.deepEqual(
      told(rows).map(([, cron]) => cron),
      ["0 37 * * * ?", "0 7 * * * ?"],
    );
  });

  it("keep what cannot be forecast", () => {
    assert.deepEqual(told([row("A", "0 0 8 L-3W * ?"), row("B", "0 30 * * * ?")])[0], [
      "A",
      "0 0 8 L-3W * ?",
      "its runs cannot be forecast",
    ]);
  });

  it("change nothing on a warehouse that never stops", () => {
    const { rows } = proposeSchedules(
      publicPack(5),
      { autoStopMinutes: 0, startUpSeconds: 5 },
      { now: NOW, unsaid: HOUR },
    );
    assert.ok(rows.every(({ cron, proposed }) => cron === proposed));
  });

  it("let no more run at once than a workspace does: the others come a minute later", () => {
    const rows = Array.from({ length: 600 }, (_, index) => row(`A-${index}`, `0 ${index % 60} * * * ?`));
    const { proposed, rows: found } = propose(rows);
    assert.equal(proposed.evaluationsAtOnce, MOST_EVALUATIONS_AT_ONCE);
    assert.equal(new Set(found.map(({ proposed: cron }) => cron)).size, 3);
    assert.equal(proposed.hoursPerDay.toFixed(1), "4.8");
  });
});

const anyRow = fc.record(
  {
    cron: fc.oneof(
      fc.constantFrom(
        "0 * * * * ?",
        "0 */5 * * * ?",
        "0 */15 * * * ?",
        "0 3/20 * * * ?",
        "0/30 * * * * ?",
        "0 11 */6 * * ?",
      ),
      fc
        .tuple(fc.integer({ min: 0, max: 59 }), fc.constantFrom("*", "*/2", "8", "23", "7-19", "6,18"))
        .map(([minute, hours]) => `0 ${minute} ${hours} * * ?`),
      fc.integer({ min: 0, max: 59 }).map((minute) => `0 ${minute} 8 ? * MON-FRI`),
      fc.constantFrom("0 0 6 1 * ?", "0 0 6 L * ?", "0 15 6 L-3W * ?"),
    ),
    zone: fc.constantFrom("UTC", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe"),
    runSeconds: fc.constantFrom(1, 5, 70),
    noticeWithin: fc.constantFrom(60, 300, 900, 5_400, 14_400, 86_400, 259_200),
    arrivesEvery: fc.constantFrom(30, 700, 5_000, 90_000),
    looksBack: fc.constantFrom(0, 600, 3_600, 86_400),
    keepsRhythm: fc.constantFrom("counts checks" as const, "not analysed" as const),
  },
  { requiredKeys: ["cron", "zone", "runSeconds"] },
);

const anyRows = fc
  .array(anyRow, { minLength: 1, maxLength: 6 })
  .map((rows) => rows.map((one, index): CostedRow => ({ ...one, alertId: `A-${index}` })));
const anyOptions = fc.record(
  { unsaid: fc.constantFrom(900, 3_600, 90_000), waveMinute: fc.integer({ min: 0, max: 59 }) },
  { requiredKeys: [] },
);

describe("whatever the rows are, proposed schedules", () => {
  it("never go beyond notice_within, never run a row more often, and never cost more", () => {
    fc.assert(
      fc.property(anyRows, anyOptions, (rows, options) => {
        const { now, proposed, rows: found } = propose(rows, options);
        assert.ok(proposed.hoursPerDay <= now.hoursPerDay + 1e-6);
        for (const { cron, proposed: next, noticeWithin } of found.filter(
          (one) => one.cron !== one.proposed,
        )) {
          if (noticeWithin !== undefined)
            assert.ok((longestWait(next, NOW) ?? Infinity) <= noticeWithin, next);
          assert.ok(
            (runsPerMonth(next, NOW) ?? Infinity) <= (runsPerMonth(cron, NOW) ?? 0),
            `${cron} ${next}`,
          );
        }
      }),
      { numRuns: caseCount(40) },
    );
  });

  it("cost no more once they are written and others are proposed", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const first = propose(rows);
        const again = propose(first.rows.map(({ proposed: cron, ...one }) => ({ ...one, cron })));
        assert.ok(again.proposed.hoursPerDay <= first.proposed.hoursPerDay + 1e-6);
      }),
      { numRuns: caseCount(15) },
    );
  });
});
