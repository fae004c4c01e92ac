import assert from "node:assert/strict";
import { nextRuns, runsBetween } from "../../../../alerting/quartz/runs";
import { runsBetween as runsOfWorkspace } from "databricks-local";

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

const CRONS = [
  "0 0/15 * * * ?",
  "0 30 2 * * ?",
  "0 30 1 * * ?",
  "0 0/30 1-3 * * ?",
  "0 0 8 ? * MON-FRI",
  "0 0 0 L * ?",
  "0 0 6 ? * 2#1",
  "0 15 0 * * ?",
  "0 0 12 15W * ?",
  "10,50 59 23 L-3 * ?",
  "0 0 9 ? * 6L",
  "0 0 0 LW * ?",
  "0 0 1 1 11 ? 2026",
  "0 0 * 29 2 ?",
  "0 30 23 ? * SAT",
  "0 0 22-2 ? * FRI-MON",
];
/** Off the hour, with half an hour's summer time, on both sides of the date line. */
const ZONES = [
  "UTC",
  "America/Los_Angeles",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "America/St_Johns",
  "Pacific/Kiritimati",
];
/** Clocks go back, go forward, and stand still; windows begin and end anywhere. */
const WINDOWS = [
  ["2026-10-20T00:00:00Z", "2026-11-10T00:00:00Z"],
  ["2026-03-01T00:07:03.5Z", "2026-04-10T00:00:00Z"],
  ["2026-11-08T10:00:00.123Z", "2026-11-09T10:00:00Z"],
] as const;

describe("runsBetween", () => {
  for (const [from, to] of WINDOWS) {
    it(`gives the runs that the local workspace has from ${from} to ${to}`, () => {
      for (const zone of ZONES) {
        for (const cron of CRONS) {
          const schedule = { quartz_cron_schedule: cron, timezone_id: zone };
          // Theirs begin after the first moment and end with the last one.
          const before = (time: string) => new Date(Date.parse(time) - 1);
          const theirs = [...runsOfWorkspace(schedule, before(from), before(to))];
          assert.deepEqual(
            runsBetween(cron, zone, new Date(from), new Date(to)),
            theirs,
            `${cron} in ${zone}`,
          );
        }
      }
    });
  }

  it("runs twice at a time that is shown twice, and not at one that is never shown", () => {
    const runs = (cron: string, from: string, to: string) =>
      runsBetween(cron, "Europe/Berlin", new Date(from), new Date(to))?.map((run) => run.toISOString());
    assert.deepEqual(runs("0 30 2 * * ?", "2026-10-25T00:00:00Z", "2026-10-25T06:00:00Z"), [
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
    assert.deepEqual(runs("0 30 2 * * ?", "2026-03-29T00:00:00Z", "2026-03-29T06:00:00Z"), []);
  });

  it("forecasts nothing where a workday is counted from the month's end", () => {
    assert.equal(runsBetween("0 0 8 L-3W * ?", "UTC", new Date(0), new Date(1)), undefined);
  });
});
