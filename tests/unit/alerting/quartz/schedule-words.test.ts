import assert from "node:assert/strict";
import { readScheduleWords, scheduleInWords } from "../../../../alerting/quartz/schedule-words";

/** Words → the Quartz expression, and the words that say it back where they are others. */
const GOOD: Readonly<Record<string, readonly [cron: string, back?: string]>> = {
  "every 15 minutes": ["0 */15 * * * ?"],
  "Every  minute": ["0 * * * * ?", "every 1 minute"],
  "every 60 minutes": ["0 0 * * * ?", "hourly"],
  "every 2 hours": ["0 0 */2 * * ?"],
  hourly: ["0 0 * * * ?"],
  "hourly :05": ["0 5 * * * ?"],
  "daily 08:00": ["0 0 8 * * ?"],
  "every day at 8:00": ["0 0 8 * * ?", "daily 08:00"],
  "every 24 hours": ["0 0 0 * * ?", "daily 00:00"],
  "weekdays 07:30": ["0 30 7 ? * MON-FRI"],
  "weekends 10:00": ["0 0 10 ? * SAT,SUN"],
  "mondays, fridays 09:00": ["0 0 9 ? * MON,FRI"],
  "weekly monday 8:00": ["0 0 8 ? * MON", "mondays 08:00"],
  "tue and thu 08:00": ["0 0 8 ? * TUE,THU", "tuesdays, thursdays 08:00"],
  "monthly 1 06:00": ["0 0 6 1 * ?"],
  "monthly last 06:00": ["0 0 6 L * ?"],
  "0 0 8 ? * MON#1": ["0 0 8 ? * MON#1", "0 0 8 ? * MON#1"],
};

const BAD: Readonly<Record<string, string>> = {
  "every 7 hours": "cannot be every 7 hours: 24 hours are no multiple of that",
  "every 0 minutes": "cannot be every 0 minutes: 60 minutes are no multiple of that",
  "daily 25:00": "has no time of day: 25:00",
  "monthly 32 06:00": "has no such day of the month: 32",
};

describe("a schedule in words", () => {
  for (const [words, [cron, back = words]] of Object.entries(GOOD)) {
    it(`${words} is ${cron}`, () => {
      assert.deepEqual(readScheduleWords(words), { cron });
      assert.equal(scheduleInWords(cron), back);
    });
  }

  for (const [words, rule] of Object.entries(BAD))
    it(`refuses ${words}`, () => assert.deepEqual(readScheduleWords(words), { rule }));

  it("says which words there are where it is none", () => {
    assert.deepEqual(readScheduleWords("now and then"), {
      rule:
        "is no schedule: write `every 15 minutes`, `every 2 hours`, `hourly`, `hourly :20`, `daily 08:00`, " +
        "`weekdays 07:30`, `weekends 10:00`, `mondays, fridays 09:00`, `monthly 1 06:00`, `monthly last 06:00`, or a " +
        "Quartz expression",
    });
  });
});
