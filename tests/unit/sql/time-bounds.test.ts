import assert from "node:assert/strict";
import { selectScopes } from "../../../sql/select-scopes";
import { timeBounds } from "../../../sql/time-bounds";
import { parsed } from "./parsed";

/** Column, side, seconds ago, seconds that cutting can add. */
function bounds(condition: string) {
  const [scope] = selectScopes(parsed(`SELECT 1 FROM t WHERE ${condition}`).query);
  assert.ok(scope);
  return timeBounds(scope).map(({ origin, side, secondsAgo, truncatedSeconds }) => [
    origin.column,
    side,
    secondsAgo,
    truncatedSeconds,
  ]);
}

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

describe("timeBounds", () => {
  it("reads the ways to write a time before now", () => {
    const ways: [string, number, number][] = [
      ["current_timestamp() - INTERVAL 10 MINUTES", 10 * MINUTE, 0],
      ["now() - INTERVAL '24' HOUR", DAY, 0],
      ["timestampadd(HOUR, -2, now())", 2 * HOUR, 0],
      ["dateadd(DAY, -7, current_date())", 7 * DAY, DAY],
      ["date_add(current_date(), -7)", 7 * DAY, DAY],
      ["date_sub(current_date, 7)", 7 * DAY, DAY],
      ["current_date() - 1", DAY, DAY],
      ["current_date() - INTERVAL 1 WEEK", 7 * DAY, DAY],
      ["add_months(current_date(), -1)", 30 * DAY, DAY],
      ["date_trunc('HOUR', now()) - INTERVAL 1 HOUR", HOUR, HOUR],
      ["CAST(now() AS DATE)", 0, DAY],
      ["to_date(now() - INTERVAL 1 HOUR)", HOUR, DAY],
      ["(now() - INTERVAL 1 DAY) + INTERVAL 1 HOUR", DAY - HOUR, 0],
    ];
    for (const [text, ago, cut] of ways)
      assert.deepEqual(bounds(`ts >= ${text}`), [["ts", "from", ago, cut]], text);
  });

  it("reads them in either direction, in BETWEEN, and of a column that is cut to a day", () => {
    assert.deepEqual(bounds("now() - INTERVAL 1 HOUR < ts AND to_date(d) = current_date()"), [
      ["ts", "from", HOUR, 0],
      ["d", "at", 0, DAY],
    ]);
    assert.deepEqual(bounds("date_trunc('DAY', ts) BETWEEN current_date() - 8 AND current_date() - 1"), [
      ["ts", "from", 8 * DAY, DAY],
      ["ts", "to", DAY, DAY],
    ]);
  });

  it("does not take an alternative, or a time that is not fixed, for a bound", () => {
    assert.deepEqual(bounds("ts > now() - INTERVAL 1 HOUR OR x = 1"), []);
    assert.deepEqual(
      bounds("ts > now() - make_interval(0, 0, 0, n) AND ts > date_sub(current_date(), n)"),
      [],
    );
    assert.deepEqual(bounds("NOT ts > now()"), []);
  });
});
