import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import {
  type ScheduledChecks,
  WarehouseUse,
  type WarehouseTimes,
} from "../../../../alerting/schedule-cost/warehouse-use";
import { hourlyPack, publicPack } from "./public-pack";

const NOW = new Date("2026-11-25T10:00:00Z");
const TEN_MINUTES: WarehouseTimes = { autoStopMinutes: 10, startUpSeconds: 0 };

function useOf(rows: readonly ScheduledChecks[], times = TEN_MINUTES, now = NOW): WarehouseUse {
  const use = new WarehouseUse(times, now);
  for (const row of rows) use.add(row);
  return use;
}

/** As figures are told: with one digit. */
function hours(rows: readonly ScheduledChecks[], times = TEN_MINUTES, now = NOW): string {
  return useOf(rows, times, now).hoursPerDay().toFixed(1);
}

const utc = (cron: string, runSeconds = 0): ScheduledChecks => ({ cron, zone: "UTC", runSeconds });

/**
 * The known figures say neither how long a check takes nor how the minutes were staggered. With 15 s from the call to the
 * last answer (8 to 22 s do) the waves are 24 times 10 min 15 s. 17 of the rows run each hour; where their minutes are random
 * the warehouse is up 23.1 h a day on average, and 21.0 to 24.0 h in nine of ten cases: the square of a row's place is one
 * such choice of minutes.
 */
const RUN_SECONDS = 15;

describe("31 schedules of a public pack on a warehouse that stops after 10 minutes", () => {
  it("keep it up 24.0 h a day as they are written", () => {
    assert.equal(publicPack(RUN_SECONDS).length, 31);
    assert.equal(hours(publicPack(RUN_SECONDS)), "24.0");
  });

  it("keep it up 4.1 h a day where none runs more often than hourly and all meet in one minute", () => {
    assert.equal(hours(hourlyPack(RUN_SECONDS, () => 0)), "4.1");
    assert.equal(hours(hourlyPack(RUN_SECONDS, () => 7)), "4.1");
  });

  it("keep it up 21.9 h a day where none runs more often than hourly and their minutes are staggered", () => {
    assert.equal(hours(hourlyPack(RUN_SECONDS, (place) => place * place)), "21.9");
  });

  it("keep it up all day where the minutes are spread evenly", () => {
    assert.equal(hours(hourlyPack(RUN_SECONDS, (place) => Math.floor((place * 60) / 31))), "24.0");
  });
});

/** An hour of the day, in steps of 90 seconds. */
function picture(rows: readonly ScheduledChecks[]): string {
  const times = useOf(rows).timesUp();
  const steps = Array.from({ length: 40 }, (_, step) => 10 * 3_600 + step * 90 + 45);
  return steps.map((at) => (times.some(({ from, to }) => from <= at && at < to) ? "█" : "·")).join("");
}

describe("docs/schedules.md", () => {
  it("shows these schedules", () => {
    const lines = [
      ["as written        ", publicPack(RUN_SECONDS)],
      ["hourly, staggered ", hourlyPack(RUN_SECONDS, (place) => place * place)],
      ["hourly, in waves  ", hourlyPack(RUN_SECONDS, () => 7)],
    ] as const;
    const page = readFileSync("docs/schedules.md", "utf8");
    for (const [name, rows] of lines) {
      const line = `${name} ${hours(rows).padStart(4)} h  ${picture(rows)}`;
      assert.ok(page.includes(line), line);
    }
  });
});

describe("WarehouseUse", () => {
  it("is up from the first check until so long after the last one, with the time to start", () => {
    const use = useOf([utc("0 0 8 * * ?", 20), utc("0 5 8 * * ?", 30), utc("0 0 12 * * ?", 20)], {
      autoStopMinutes: 10,
      startUpSeconds: 240,
    });
    const first = use.timesUp().slice(0, 2);
    const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);
    assert.deepEqual(
      first.map(({ from, to }) => `${clock(from)} ${clock(to)}`),
      // The check at 08:05 needs no start; the one at 12:00 waits 4 minutes for it.
      ["08:00:00 08:15:30", "12:00:00 12:14:20"],
    );
  });

  it("goes over midnight, and begins a day with what the day before keeps up", () => {
    const use = useOf([utc("0 55 23 * * ?")]);
    assert.deepEqual(use.timesUp().slice(0, 2), [
      { from: 0, to: 300 },
      { from: 86_100, to: 86_700 },
    ]);
    assert.equal(use.hoursPerDay().toFixed(4), (10 / 60).toFixed(4));
  });

  it("is up all day once it has started where it never stops", () => {
    assert.equal(hours([utc("0 0 0 * * ?")], { autoStopMinutes: 0, startUpSeconds: 5 }), "24.0");
  });

  it("is never up without a check, nor by one that cannot be forecast", () => {
    assert.equal(hours([]), "0.0");
    assert.equal(hours([utc("0 0 8 L-3W * ?")]), "0.0");
  });

  it("takes the mean of two weeks: weekdays count five times in seven", () => {
    const mondays = useOf([utc("0 0 8 ? * MON")]).hoursPerDay();
    const weekdays = useOf([utc("0 0 8 ? * MON-FRI")]).hoursPerDay();
    assert.deepEqual(
      [mondays * 7 * 6, weekdays * 7 * 6].map((count) => Math.round(count)),
      [1, 5],
    );
  });

  for (const now of ["2026-03-01T00:00:00Z", "2026-10-25T00:00:00Z", "2026-07-01T00:00:00Z"]) {
    it(`is as long up through a change of the clocks: from ${now.slice(0, 10)} on`, () => {
      const row = { cron: "0 30 * * * ?", zone: "America/Los_Angeles", runSeconds: 0 };
      assert.equal(useOf([row], TEN_MINUTES, new Date(now)).hoursPerDay().toFixed(3), "4.000");
    });
  }

  it("counts the first check of a minute alone, so that every second is every minute", () => {
    assert.equal(hours([utc("* * * * * ?")]), "24.0");
    assert.equal(useOf([utc("* * * * * ?")]).mostAtOnce(), 1);
  });

  it("counts checks at once, also those that still run when the next ones come", () => {
    assert.equal(
      useOf([utc("0 0 * * * ?", 5), utc("0 0 * * * ?", 5), utc("0 1 * * * ?", 5)]).mostAtOnce(),
      2,
    );
    assert.equal(
      useOf([utc("0 0 * * * ?", 90), utc("0 0 * * * ?", 5), utc("0 1 * * * ?", 5)]).mostAtOnce(),
      2,
    );
    assert.equal(
      useOf([utc("0 0 * * * ?", 90), utc("0 0 * * * ?", 90), utc("0 1 * * * ?", 5)]).mostAtOnce(),
      3,
    );
  });

  const schedule = fc.record({
    cron: fc
      .tuple(fc.integer({ min: 0, max: 59 }), fc.constantFrom("*", "*/4", "8", "8-18"))
      .map(([minute, hours]) => `0 ${minute} ${hours} * * ?`),
    zone: fc.constantFrom("UTC", "Asia/Kolkata", "America/Los_Angeles"),
    runSeconds: fc.constantFrom(1, 5, 90),
  });

  it("says of a row what the others alone would leave", () => {
    fc.assert(
      fc.property(fc.array(schedule, { minLength: 1, maxLength: 6 }), ([first, ...others]) => {
        if (first === undefined) return;
        const use = useOf([first, ...others]);
        const expected = use.hoursPerDay() - useOf(others).hoursPerDay();
        assert.ok(Math.abs(use.hoursBecauseOf(first) - expected) < 1e-9);
        // Asking has changed nothing.
        assert.ok(Math.abs(use.hoursPerDay() - useOf([first, ...others]).hoursPerDay()) < 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});
