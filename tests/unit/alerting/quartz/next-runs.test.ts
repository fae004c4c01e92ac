import assert from "node:assert/strict";
import { nextRuns } from "../../../../alerting/quartz/runs";

/** A Monday. */
const FROM = new Date("2026-11-23T12:00:00Z");

describe("nextRuns", () => {
  const runs: Record<string, [string, string]> = {
    "0 0 8 ? * 2": ["2026-11-30T08:00:00.000Z", "2026-12-07T08:00:00.000Z"],
    "0 0 22-2/2 * * ?": ["2026-11-23T22:00:00.000Z", "2026-11-24T00:00:00.000Z"],
    "0 0 8 L-3 * ?": ["2026-11-27T08:00:00.000Z", "2026-12-28T08:00:00.000Z"],
    "0 0 8 LW * ?": ["2026-11-30T08:00:00.000Z", "2026-12-31T08:00:00.000Z"],
    "0 0 8 ? * L": ["2026-11-28T08:00:00.000Z", "2026-12-05T08:00:00.000Z"],
    "0 0 8 ? * FRI#3": ["2026-12-18T08:00:00.000Z", "2027-01-15T08:00:00.000Z"],
    "0 0 8 ? * SAT-SUN": ["2026-11-28T08:00:00.000Z", "2026-11-29T08:00:00.000Z"],
  };
  for (const [cron, expected] of Object.entries(runs)) {
    it(`finds the days of ${cron}`, () => {
      assert.deepEqual(
        nextRuns(cron, "UTC", FROM, 2)?.map((run) => run.toISOString()),
        expected,
      );
    });
  }

  it("follows the zone's clock over the end of summer time", () => {
    const runs = nextRuns("0 0 8 * * ?", "America/Los_Angeles", new Date("2026-10-31T00:00:00Z"), 2);
    assert.deepEqual(
      runs?.map((run) => run.toISOString()),
      ["2026-10-31T15:00:00.000Z", "2026-11-01T16:00:00.000Z"],
    );
  });

  it("runs twice at a time that is shown twice, and not at one that is never shown", () => {
    const runs = (from: string) =>
      nextRuns("0 30 2 * * ?", "Europe/Berlin", new Date(from), 3)?.map((run) => run.toISOString());
    assert.deepEqual(runs("2026-10-24T12:00:00Z"), [
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
    assert.deepEqual(runs("2026-03-28T00:00:00Z"), [
      "2026-03-28T01:30:00.000Z",
      "2026-03-30T00:30:00.000Z",
      "2026-03-31T00:30:00.000Z",
    ]);
  });

  it("begins after the moment that it is asked of, and ends where the years do", () => {
    const runs = nextRuns("0 0 12 ? * 2 2026", "UTC", FROM, 9);
    assert.deepEqual(
      runs?.map((run) => run.toISOString().slice(0, 10)),
      ["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"],
    );
  });

  it("does not guess a weekday near a day counted from the month's end", () => {
    assert.equal(nextRuns("0 0 8 L-3W * ?", "UTC", FROM, 2), undefined);
  });
});
