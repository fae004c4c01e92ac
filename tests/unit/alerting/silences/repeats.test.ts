import assert from "node:assert/strict";
import { readWeeklyHours, windowEnd } from "../../../../alerting/silences/repeats";

/** When the hours end that the moment is in, or what is wrong with them. */
function end(repeats: string, zone: string | null, moment: string): string {
  const hours = readWeeklyHours(repeats, zone);
  if ("rule" in hours) return `${hours.column} ${hours.rule}`;
  return windowEnd(hours, new Date(moment))?.toISOString() ?? "not in them";
}

describe("hours of the week", () => {
  it("begin at the first time and end before the second", () => {
    assert.equal(end("MON,TUE 08:00-17:30", null, "2026-11-23T08:00:00Z"), "2026-11-23T17:30:00.000Z");
    assert.equal(end("MON,TUE 08:00-17:30", null, "2026-11-23T07:59:59Z"), "not in them");
    assert.equal(end("MON,TUE 08:00-17:30", null, "2026-11-24T17:30:00Z"), "not in them");
    assert.equal(end("MON,TUE 08:00-17:30", null, "2026-11-25T08:00:00Z"), "not in them");
  });

  it("go on in the next day where the second time is not after the first", () => {
    assert.equal(end("SAT 22:00-06:00", null, "2026-11-29T05:59:00Z"), "2026-11-29T06:00:00.000Z");
    assert.equal(end("SAT 22:00-06:00", null, "2026-11-28T05:59:00Z"), "not in them");
    assert.equal(end("SAT 00:00-00:00", null, "2026-11-28T12:00:00Z"), "2026-11-29T00:00:00.000Z");
  });

  it("are those of the zone, in summer and in winter", () => {
    assert.equal(end("MON 08:00-09:00", "Europe/Zurich", "2026-07-06T06:30:00Z"), "2026-07-06T07:00:00.000Z");
    assert.equal(end("MON 08:00-09:00", "Europe/Zurich", "2026-11-23T07:30:00Z"), "2026-11-23T08:00:00.000Z");
    assert.equal(end("MON 08:00-09:00", "Europe/Zurich", "2026-11-23T06:30:00Z"), "not in them");
    // The night in which clocks are put back has an hour more.
    assert.equal(end("SAT 22:00-06:00", "Europe/Zurich", "2026-10-25T04:59:00Z"), "2026-10-25T05:00:00.000Z");
  });

  it("are refused where they are none, with what they should be", () => {
    const rule = (text: string) =>
      `repeats must be days and hours such as SAT,SUN 22:00-06:00, and not ${text}`;
    const moment = "2026-11-23T08:00:00Z";
    for (const text of ["DAILY 22:00-06:00", "MON 22-06", "MON 24:00-06:00", "MON, TUE 08:00-09:00", ""])
      assert.equal(end(text, null, moment), rule(text));
    for (const zone of ["Mars/Olympus", "europe/zurich", "+01:00", "CET"]) {
      assert.equal(
        end("MON 08:00-09:00", zone, moment),
        `repeats_timezone must be a time zone such as Europe/Zurich, and not ${zone}`,
      );
    }
  });
});
