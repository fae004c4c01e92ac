import assert from "node:assert/strict";
import { disarmings } from "../../../review/findings/disarmings";
import type { Replay } from "../../../review/replay/replay";
import { replayedAlert } from "../../program/review/replay/replayed-alert";
import { plannedAlert } from "../alerting/planned-alert";

const NOW = new Date("2026-11-28T09:12:00Z");
const QUERY =
  "SELECT count(*) AS v FROM main.pay.runs WHERE status = 'FAILED' AND created_at >= now() - INTERVAL 6 HOURS";
const REPLAY: Replay = {
  from: "2026-11-14T09:00:00Z",
  to: "2026-11-28T09:00:00Z",
  basis: "rows up to each moment",
  evaluations: 336,
  firing: 12,
  errors: 0,
  episodes: 2,
  longestEpisodeSeconds: 3600,
  messages: 2,
  sparkline: [],
  caveats: [],
};

const CLOCK =
  "doubtful Its query compares the clock with a time that is written out: what it does behind that nothing here shows.";
const END =
  "doubtful Its query holds the data to a time that is written out: what it does with later data nothing here shows.";
const OTHERWISE =
  "slight Its query asks for the time in another way: the replay shows the days behind, and none to come.";
const FIXED = "doubtful Of main.pay.runs its query reads one version only, or a share of the rows.";

/** What the review says of another query that fired in the replay as the one before did. */
function foundIn(after: string, before = QUERY): string[] {
  const planned = plannedAlert("A-1", replayedAlert(after));
  return disarmings(
    {
      alertId: "A-1",
      kind: "changed",
      fields: [],
      drift: [],
      isBaseUnknown: false,
      base: replayedAlert(before),
      planned,
    },
    { now: {}, replay: { before: REPLAY, after: REPLAY } },
    { channels: { byId: new Map(), faults: [], warnings: [] }, now: NOW },
  ).map(
    ({ message, isDoubtful, isSlight }) =>
      `${isDoubtful ? "doubtful" : isSlight ? "slight" : "grave"} ${message}`,
  );
}

describe("the review of a query that comes to an end some day, and fires in the replay as it did", () => {
  const hostile: Readonly<Record<string, readonly string[]>> = {
    "created_at < '2026-12-05'": [END],
    "created_at <= DATE '2026-12-05'": [END],
    "TIMESTAMP '2026-12-05 00:00:00' > created_at": [END],
    "created_at BETWEEN '2026-01-01' AND '2026-12-05'": [END],
    "NOT (created_at >= '2026-12-05')": [END],
    "CASE WHEN created_at >= '2026-12-05' THEN false ELSE true END": [END],
    "to_date(created_at) IN ('2026-11-28', '2026-11-29')": [END],
    "CAST(created_at AS STRING) LIKE '2026-1%'": [END],
    "datediff(DATE '2026-12-10', created_at) > 0": [END],
    "created_at < make_date(2026, 12, 5)": [END],
    "year(created_at) = 2026": [END],
    "year(created_at) <> 2027": [END],
    "EXTRACT(YEAR FROM created_at) = 2026": [END],
    "date_format(created_at, 'yyyy') = '2026'": [END],
    "unix_timestamp(created_at) < 1796000000": [END],
    "-unix_timestamp(created_at) > -1796000000": [END],
    "epoch_ms < 1796000000000": [END],
    "coalesce(created_at, now()) < '2026-12-05'": [END],
    "year(now()) = 2026": [CLOCK],
    "current_date() BETWEEN '2020-01-01' AND '2026-12-05'": [CLOCK],
    "NOT (current_date() BETWEEN '2026-12-10' AND '2099-01-01')": [CLOCK],
    "unix_timestamp() < 1796000000": [CLOCK],
    "datediff(DATE '2026-12-10', current_date()) > 0": [CLOCK],
    "datediff(DATE '2026-12-10', current_date()) + 0 * id > 0": [CLOCK],
    "date_format(now(), 'yyyy-MM') IN ('2026-11', '2026-12')": [CLOCK],
    "CAST(current_date() AS STRING) LIKE '2026-1%'": [CLOCK],
    "date_format(now(), 'yyyy') RLIKE '2026'": [CLOCK],
    "weekofyear(current_date()) < 50": [CLOCK],
    "EXTRACT(MONTH FROM current_date()) <= 12 - 1": [CLOCK],
    "system.builtin.now() < '2026-12-10'": [CLOCK],
    "year(current_date()) IS NOT DISTINCT FROM 2026": [CLOCK],
    "CASE year(now()) WHEN 2026 THEN true ELSE false END": [CLOCK],
    "nullif(year(now()), 2027) IS NOT NULL": [CLOCK],
    "if(current_date() > '2026-12-10', false, true)": [CLOCK],
    "startswith(CAST(now() AS STRING), '2026-1')": [CLOCK],
    "(SELECT DATE '2026-12-10') > current_date()": [CLOCK],
    "year(created_at) + 0 * year(day) IS NOT NULL": [OTHERWISE],
    "created_at > current_date()": [OTHERWISE],
  };
  for (const [condition, found] of Object.entries(hostile)) {
    it(`does not take the replay's word for ${condition}`, () => {
      assert.deepEqual(foundIn(`${QUERY} AND ${condition}`), found);
    });
  }

  it("does not take it for what is reckoned, joined or read by the clock, either", () => {
    const instead = (expression: string) => foundIn(QUERY.replace("count(*)", expression));
    assert.deepEqual(instead("CASE WHEN current_date() > '2026-12-10' THEN 0 ELSE count(*) END"), [CLOCK]);
    assert.deepEqual(instead("count(*) * greatest(0, datediff('2026-12-10', current_date()))"), [CLOCK]);
    assert.deepEqual(instead("count(*) FILTER (WHERE created_at < '2026-12-05')"), [END]);
    assert.deepEqual(instead("count(*) * sign(datediff('2026-12-10', current_date()))"), [OTHERWISE]);
    const common =
      "WITH c AS (SELECT current_date() AS d) SELECT count(*) AS v FROM main.pay.runs, c WHERE c.d";
    assert.deepEqual(foundIn(`${common} < '2026-12-10'`), [END]);
    assert.deepEqual(foundIn(`${common} < end_of_it`), [OTHERWISE]);
  });

  it("does not take it for one version of a table, or a share of it", () => {
    for (const read of ["VERSION AS OF 3", "TIMESTAMP AS OF '2026-11-01'", "TABLESAMPLE (1 PERCENT)"])
      assert.deepEqual(foundIn(QUERY.replace("main.pay.runs", `main.pay.runs ${read}`)), [FIXED], read);
  });

  it("names an end that was there, and is another", () => {
    const until = (day: string) => `${QUERY} AND current_date() < '${day}'`;
    assert.deepEqual(foundIn(until("2026-12-05"), until("2027-12-05")), [CLOCK]);
  });
});

describe("the review of another query that fires in the replay as it did", () => {
  const harmless: Readonly<Record<string, string>> = {
    "a condition without a time": `${QUERY} AND x > 3`,
    "a condition of two of its times": `${QUERY} AND datediff(resolved_at, created_at) < 3`,
    "another figure": QUERY.replace("count(*)", "count_if(id IS NOT NULL)"),
    "a common table around it": `WITH q AS (${QUERY}) SELECT v FROM q`,
    "another order of its conditions":
      "SELECT count(*) AS v FROM main.pay.runs WHERE created_at >= now() - INTERVAL 6 HOURS AND status IN ('FAILED', 'LOST')",
    "a number of many digits": `${QUERY} AND bytes < 50000000000`,
  };
  for (const [what, text] of Object.entries(harmless)) {
    it(`has nothing to say of ${what}`, () => {
      assert.deepEqual(foundIn(text), []);
    });
  }

  it("has little to say of another time that is asked for, and of a beginning that is written out", () => {
    for (const condition of [
      "created_at <= now()",
      "datediff(now(), created_at) < 7",
      "created_at >= '2026-01-01'",
      "'2026-01-01' <= to_date(created_at)",
      "born <> '1970-01-01'",
    ])
      assert.deepEqual(foundIn(`${QUERY} AND ${condition}`), [OTHERWISE], condition);
  });
});
