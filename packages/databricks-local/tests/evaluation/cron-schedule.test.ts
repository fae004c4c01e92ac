import assert from "node:assert/strict";
import { runsBetween } from "../../src/evaluation/cron-schedule";

describe("runs between two moments", () => {
  const CASES: readonly [
    what: string,
    expression: string,
    zone: string,
    after: string,
    until: string,
    runs: string[],
  ][] = [
    [
      "leave out the first moment and keep the last",
      "*/20 * * * * ?",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-01-01T00:01:00Z",
      ["2026-01-01T00:00:20Z", "2026-01-01T00:00:40Z", "2026-01-01T00:01:00Z"],
    ],
    [
      "follow the zone's wall time",
      "0 0 8 * * ?",
      "America/Los_Angeles",
      "2026-11-22T16:00:00Z",
      "2026-11-24T16:00:00Z",
      ["2026-11-23T16:00:00Z", "2026-11-24T16:00:00Z"],
    ],
    [
      "skip a wall time that the clocks leave out",
      "0 30 2 * * ?",
      "America/Los_Angeles",
      "2026-03-07T00:00:00Z",
      "2026-03-10T00:00:00Z",
      ["2026-03-07T10:30:00Z", "2026-03-09T09:30:00Z"],
    ],
    [
      "repeat a wall time that the clocks show twice",
      "0 30 1 * * ?",
      "America/Los_Angeles",
      "2026-11-01T00:00:00Z",
      "2026-11-02T00:00:00Z",
      ["2026-11-01T08:30:00Z", "2026-11-01T09:30:00Z"],
    ],
    [
      "know zones that lie off the hour",
      "0 0 0 1 1 ? 2030",
      "Asia/Kathmandu",
      "2026-01-01T00:00:00Z",
      "2036-01-01T00:00:00Z",
      ["2029-12-31T18:15:00Z"],
    ],
    [
      "count a step from its first value to the field's end",
      "0 5/20 22-23 * * ?",
      "Asia/Kolkata",
      "2026-01-01T12:00:00Z",
      "2026-01-01T18:00:00Z",
      [
        "2026-01-01T16:35:00Z",
        "2026-01-01T16:55:00Z",
        "2026-01-01T17:15:00Z",
        "2026-01-01T17:35:00Z",
        "2026-01-01T17:55:00Z",
      ],
    ],
    [
      "go over the end of the week",
      "0 0 12 ? * FRI-MON",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-01-09T00:00:00Z",
      ["2026-01-02T12:00:00Z", "2026-01-03T12:00:00Z", "2026-01-04T12:00:00Z", "2026-01-05T12:00:00Z"],
    ],
    [
      "know leap years",
      "0 0 0 29 2 ?",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2033-01-01T00:00:00Z",
      ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"],
    ],
    [
      "find the last day but three",
      "0 0 0 L-3 JAN-MAR ?",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-12-31T00:00:00Z",
      ["2026-01-28T00:00:00Z", "2026-02-25T00:00:00Z", "2026-03-28T00:00:00Z"],
    ],
    [
      "find the last workday of a month",
      "0 0 0 LW 5,6,10 ?",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-12-31T00:00:00Z",
      ["2026-05-29T00:00:00Z", "2026-06-30T00:00:00Z", "2026-10-30T00:00:00Z"],
    ],
    [
      "find the workday nearest to a day, in the same month",
      "0 0 0 1W 2,4,8 ?",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-12-31T00:00:00Z",
      ["2026-02-02T00:00:00Z", "2026-04-01T00:00:00Z", "2026-08-03T00:00:00Z"],
    ],
    [
      "have no workday nearest to a day that the month has not",
      "0 0 0 31W 2-3 ?",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-12-31T00:00:00Z",
      ["2026-03-31T00:00:00Z"],
    ],
    [
      "find the fifth Friday where there is one",
      "0 0 12 ? * FRI#5",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-06-30T00:00:00Z",
      ["2026-01-30T12:00:00Z", "2026-05-29T12:00:00Z"],
    ],
    [
      "find the last Friday",
      "0 0 12 ? 4-5 6L",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-12-31T00:00:00Z",
      ["2026-04-24T12:00:00Z", "2026-05-29T12:00:00Z"],
    ],
    [
      "take L in the day of week for Saturday",
      "0 0 12 ? * L",
      "UTC",
      "2026-01-01T00:00:00Z",
      "2026-01-12T00:00:00Z",
      ["2026-01-03T12:00:00Z", "2026-01-10T12:00:00Z"],
    ],
  ];
  for (const [what, expression, zone, after, until, runs] of CASES) {
    it(`${what}: ${expression}`, () => {
      const schedule = { quartz_cron_schedule: expression, timezone_id: zone };
      const found = [...runsBetween(schedule, new Date(after), new Date(until))];
      assert.deepEqual(
        found.map((run) => run.toISOString().replace(".000Z", "Z")),
        runs,
      );
    });
  }
});
