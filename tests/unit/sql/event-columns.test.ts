import assert from "node:assert/strict";
import { eventColumns } from "../../../sql/event-columns";
import { selectScopes } from "../../../sql/select-scopes";
import { parsed } from "./parsed";

/** `table.column form`, with `?` where it is not certain, `!` where the query ends at the clock itself. */
function events(query: string): string[] {
  return eventColumns(selectScopes(parsed(query).query)).map(({ table, path, form, isCertain, isEnded }) => {
    const shown = typeof form === "object" ? form.format : form;
    return `${table}.${path.join(".")} ${shown}${isCertain ? "" : "?"}${isEnded ? "!" : ""}`;
  });
}

const where = (condition: string) => events(`SELECT count(*) FROM t WHERE ${condition}`);

describe("eventColumns", () => {
  it("finds the column on which a condition looks back, however the time before now is written", () => {
    for (const condition of [
      "ts > current_timestamp() - INTERVAL 1 HOUR",
      "now() - INTERVAL '01:30:00' HOUR TO SECOND <= ts",
      "ts + INTERVAL 1 HOUR > now()",
      "to_date(ts) >= date_sub(current_date(), 7)",
      "CAST(ts AS DATE) = current_date()",
      "ts::date = current_date() - 1 OR kind = 'x'",
      "date_trunc('MONTH', ts) = date_trunc('MONTH', now())",
      "year(ts) = year(now()) AND month(ts) = month(now())",
      "to_date(ts) IN (current_date(), date_sub(current_date(), 1))",
      "timestampdiff(MINUTE, ts, now()) < 60",
      "datediff(current_date(), ts) <= 3",
      "unix_timestamp(now()) - unix_timestamp(ts) < 3600",
      "unix_timestamp(ts) > unix_timestamp() - 3600",
      "ts > (SELECT now() - INTERVAL 1 HOUR)",
      "date_format(ts, 'yyyyMMdd') >= date_format(date_sub(current_date(), 2), 'yyyyMMdd')",
    ])
      assert.deepEqual(where(condition), ["t.ts time"], condition);
  });

  it("tells how a column says the time that is no timestamp", () => {
    assert.deepEqual(where("ts > unix_timestamp() - 60 * 60"), ["t.ts seconds"]);
    assert.deepEqual(where("ts / 1000 > unix_timestamp() - 60"), ["t.ts milliseconds"]);
    assert.deepEqual(where("ts > unix_timestamp() * 1000 - 60000"), ["t.ts milliseconds"]);
    assert.deepEqual(where("timestamp_millis(ts) > now() - INTERVAL 1 DAY"), ["t.ts milliseconds"]);
    assert.deepEqual(where("ts >= date_format(date_sub(current_date(), 1), 'yyyyMMdd')"), ["t.ts yyyyMMdd"]);
    assert.deepEqual(where("to_date(ts, 'dd.MM.yyyy') >= date_sub(current_date(), 1)"), []);
  });

  it("follows names through common tables, subqueries, unions, stars and joins to the tables", () => {
    const cases: Readonly<Record<string, readonly string[]>> = {
      "WITH a AS (SELECT k, max(ts) AS last FROM t GROUP BY k) SELECT k FROM a WHERE last > now() - INTERVAL 1 HOUR":
        ["t.ts time"],
      "SELECT 1 FROM (SELECT *, 1 AS n FROM t) x WHERE x.ts > now() - INTERVAL 1 HOUR": ["t.ts time"],
      "SELECT 1 FROM (SELECT a AS w FROM t UNION ALL SELECT b FROM u) WHERE w > now() - INTERVAL 1 HOUR": [
        "t.a time",
        "u.b time",
      ],
      "WITH c AS (SELECT now() AS n) SELECT 1 FROM t CROSS JOIN c WHERE t.ts > c.n - INTERVAL 1 HOUR": [
        "t.ts time",
      ],
      "SELECT 1 FROM u LEFT JOIN main.gold.t AS e ON e.k = u.k AND e.ts > now() - INTERVAL 1 HOUR": [
        "main.gold.t.ts time",
      ],
      "SELECT k, max(ts) AS last FROM t GROUP BY k HAVING last > now() - INTERVAL 1 HOUR": ["t.ts time"],
      "SELECT count_if(ts > now() - INTERVAL 1 HOUR) FROM t": ["t.ts time"],
      "SELECT 1 FROM u WHERE EXISTS (SELECT 1 FROM t WHERE t.k = u.k AND u.ts > now() - INTERVAL 1 HOUR)": [
        "u.ts time",
      ],
    };
    for (const [query, expected] of Object.entries(cases)) assert.deepEqual(events(query), expected, query);
  });

  it("tells where the query itself leaves out what is later than the clock", () => {
    assert.deepEqual(where("ts BETWEEN now() - INTERVAL 1 HOUR AND now()"), ["t.ts time!"]);
    assert.deepEqual(where("d >= date_sub(current_date(), 7) AND d < current_date()"), ["t.d time!"]);
    assert.deepEqual(where("to_date(ts) = date_sub(current_date(), 1)"), ["t.ts time!"]);
    assert.deepEqual(where("d >= date_sub(current_date(), 7) AND d <= current_date()"), ["t.d time"]);
    assert.deepEqual(where("(ts >= now() - INTERVAL 1 HOUR AND ts < now()) OR k = 1"), ["t.ts time"]);
  });

  it("is not certain of a column that is only held to the start of the day", () => {
    assert.deepEqual(where("ts >= current_date()"), ["t.ts time?"]);
    assert.deepEqual(where("ts >= date_trunc('HOUR', now())"), ["t.ts time?"]);
  });

  it("takes no column for an event's time that is compared with what is to come", () => {
    for (const condition of [
      "ts > now()",
      "now() < ts AND created > '2026-01-01'",
      "ts >= date_add(current_date(), 1)",
      "ts BETWEEN now() - INTERVAL 1 DAY AND now() + INTERVAL 1 DAY",
      "ts > now() - INTERVAL 1 DAY AND (ts > now() OR k = 1)",
      "datediff(ts, current_date()) < 30",
      "ts < now() - INTERVAL 1 DAY",
      "ts IS NULL OR ts > now() - INTERVAL 1 HOUR",
      "due_date > date_sub(current_date(), 30)",
      "valid_to >= date_sub(current_date(), 1)",
      "end_date > now() - INTERVAL 30 DAYS",
    ])
      assert.deepEqual(where(condition), [], condition);

    assert.deepEqual(where("period_end_time > now() - INTERVAL 1 HOUR"), ["t.period_end_time time"]);
    assert.deepEqual(
      events(
        "SELECT 1 FROM u LEFT JOIN t ON t.k = u.k AND t.ts > now() - INTERVAL 1 HOUR WHERE t.ts IS NULL",
      ),
      ["t.ts time"],
    );
  });
});
