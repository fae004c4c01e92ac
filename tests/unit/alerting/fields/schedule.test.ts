import assert from "node:assert/strict";
import { checkQuartzCron, describeCron, timeZone } from "../../../../alerting/fields/schedule";
import { RowNotes } from "../../../../alerting/row-notes";

describe("checkQuartzCron", () => {
  for (const cron of [
    "0 */5 * * * ?",
    "0 0 8 * * ? 2026-2030/2",
    "0 0 8 ? * mon-fri",
    "0 0/5 14,18 * * ?",
    "0 /10 * * * ?",
    "0 0 22-2 * * ?",
    "0 0 8 ? NOV-FEB FRI-MON",
    "0 0 8 L * ?",
    "0 0 8 L-3 * ?",
    "0 0 8 L-3W * ?",
    "0 0 8 LW * ?",
    "0 0 8 15W * ?",
    "0 0 8 ? * L",
    "0 0 8 ? * 6L",
    "0 0 8 ? * FRI#3",
    "0 0 8 29 2 ?",
  ])
    it(`accepts ${cron}`, () => assert.deepEqual(checkQuartzCron(cron), { valid: true }));

  const fieldCount =
    "fields; Quartz takes 6 (seconds minutes hours day-of-month month day-of-week) or 7 (and year)";
  const refused: Record<string, string> = {
    "": `it has 0 ${fieldCount}`,
    "0 8 * * *": `it has 5 ${fieldCount}`,
    "0 0 8 * * ? 2026 1": `it has 8 ${fieldCount}`,
    "0 0 8 * * *": '? must stand in exactly one of day-of-month "*" and day-of-week "*"',
    "0 0 8 ? * ?": '? must stand in exactly one of day-of-month "?" and day-of-week "?"',
    "0 60 * * * ?": 'minutes "60" is not one of 0-59',
    "? 0 8 * * ?": 'seconds "?" is not one of 0-59',
    "0 */0 * * * ?": 'minutes step "0" is not one of 1-59',
    "0 0 */24 * * ?": 'hours step "24" is not one of 1-23',
    "0 1-2-3 * * * ?": 'minutes "1-2-3" is not a value, a range or a step',
    "0 0 8 32 * ?": 'day-of-month "32" is not one of 1-31',
    "0 0 8 L-31 * ?": 'day-of-month "L-31" counts more than 30 days back',
    "0 0 8 15W,20 * ?": 'day-of-month "15W,20": L, LW, L-3 and 15W can only stand alone',
    "0 0 8 * 13 ?": 'month "13" is not one of 1-12 or JAN-DEC',
    "0 0 8 ? * 0": 'day-of-week "0" is not one of 1-7 or SUN-SAT',
    "0 0 8 ? * 8": 'day-of-week "8" is not one of 1-7 or SUN-SAT',
    "0 0 8 ? * FRI#6": 'day-of-week "FRI#6": the number after # is not one of 1-5',
    "0 0 8 ? * MON,6L": 'day-of-week "MON,6L": 6L and 6#3 can only stand alone',
    "0 0 8 * * ? 2030-2026": "year range 2030-2026 ends before it starts",
    "0 \u001b[2J * * * ?": 'minutes "\\u001b[2J" is not one of 0-59',
    "0 0 8 * * ? 1900": 'year "1900" is not one of 1970-2099',
    "0 0 8 30 2 ?": "no date matches it",
  };
  for (const [cron, reason] of Object.entries(refused))
    it(`refuses "${cron}"`, () => assert.deepEqual(checkQuartzCron(cron), { valid: false, reason }));
});

describe("describeCron", () => {
  it("counts weekdays from Sunday as 1", () => {
    assert.equal(describeCron("0 0 8 ? * 2"), "At 08:00, only on Monday");
    assert.equal(describeCron("0 */5 * * * ?"), "Every 5 minutes");
    assert.equal(describeCron("0 0 8 L-3W * ?"), "0 0 8 L-3W * ?");
  });
});

describe("timeZone", () => {
  for (const zone of [
    "America/Los_Angeles",
    "UTC",
    "Etc/UTC",
    "US/Pacific",
    "Europe/Kyiv",
    "Asia/Calcutta",
  ]) {
    it(`takes ${zone}, also where it is an older or newer name of another zone`, () => {
      const notes = new RowNotes<"schedule_timezone">("alert_configurations", "A", {}, []);
      assert.equal(timeZone({ schedule_timezone: ` ${zone} ` }, notes), zone);
      assert.deepEqual(notes.faults, []);
    });
  }
});
