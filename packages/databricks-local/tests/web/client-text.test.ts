import assert from "node:assert/strict";
import { sparkPoints } from "../../src/web/client/parts/chart-points";
import { highlightSql } from "../../src/web/client/parts/highlight-sql";
import { duration, exactDuration, relativeTime, shortNumber } from "../../src/web/client/parts/short-text";
import { runsOf } from "../../src/web/client/views/request-runs";

describe("What the page writes and draws", () => {
  it("colours SQL without changing a character of it", () => {
    const sql =
      "select `a b`, 'it\\'s -- no comment', 1.5e3 /* 'x */ FROM t -- 'end\nWHERE x = :day AND y = 'open";
    const pieces = highlightSql(sql);
    assert.equal(pieces.map(({ text }) => text).join(""), sql);
    assert.deepEqual(
      pieces.filter(({ kind }) => kind !== "text").map(({ kind, text }) => `${kind} ${text}`),
      [
        "keyword select",
        "name `a b`",
        "string 'it\\'s -- no comment'",
        "number 1.5e3",
        "comment /* 'x */",
        "keyword FROM",
        "comment -- 'end",
        "keyword WHERE",
        "marker :day",
        "keyword AND",
        "string 'open",
      ],
    );
  });

  it("leaves a gap where an evaluation had no number", () => {
    assert.deepEqual(sparkPoints([10, null, 20], 15, 96, 24), {
      points: [
        { x: 3, y: 21 },
        { x: 93, y: 3 },
      ],
      thresholdY: 12,
    });
    assert.equal(sparkPoints([null], 15, 96, 24), undefined);
  });

  it("draws values that never change as a level line", () => {
    assert.deepEqual(sparkPoints([5, 5], null, 96, 24)?.points, [
      { x: 3, y: 12 },
      { x: 93, y: 12 },
    ]);
  });

  it("shortens numbers, and nothing else", () => {
    assert.deepEqual(["95.123456789", "75.0", "12345678901234567890", "late", "1.2.3"].map(shortNumber), [
      "95.1235",
      "75",
      "12345678901234567890",
      "late",
      "1.2.3",
    ]);
  });

  it("tells times by their largest unit", () => {
    assert.deepEqual([59, 61, 7300, 47 * 3600, 50 * 3600].map(duration), [
      "59 s",
      "1 min",
      "2 h",
      "47 h",
      "2 d",
    ]);
    assert.deepEqual([0, 999, 1540, 61_000].map(exactDuration), ["0 ms", "999 ms", "1.5 s", "1 min"]);
    const now = new Date("2026-11-23T10:00:00Z");
    assert.equal(relativeTime(new Date("2026-11-23T10:05:30Z"), now), "in 5 min");
    assert.equal(relativeTime(new Date("2026-11-23T08:00:00Z"), now), "2 h ago");
    assert.equal(relativeTime(now, now), "now");
  });

  it("cuts the log where nobody called for a while, the newest run first", () => {
    const entries = ["10:00:00", "10:00:10", "10:01:00"].map((time) => ({
      kind: "statement" as const,
      text: time,
      at: `2026-11-23T${time}.000Z`,
    }));
    assert.deepEqual(
      runsOf(entries).map((run) => run.entries.map((entry) => entry.at.slice(11, 19))),
      [["10:01:00"], ["10:00:10", "10:00:00"]],
    );
  });
});
