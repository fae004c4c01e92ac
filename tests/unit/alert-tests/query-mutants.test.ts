import assert from "node:assert/strict";
import { conditionMutants } from "../../../alert-tests/mutants/condition-mutants";
import { queryMutants } from "../../../alert-tests/mutants/query-mutants";
import { DAILY_COST, testContext } from "./test-context";

const wordsOf = (query: string) => queryMutants(query).map(({ words }) => words);

describe("queryMutants", () => {
  it("drops each part of WHERE, ON, HAVING and QUALIFY, and of what OR joins the whole", () => {
    const query = [
      "SELECT a, COUNT(*) AS n FROM t LEFT JOIN u ON t.id = u.id AND u.kind = 'x'",
      "WHERE t.day BETWEEN 1 AND 2 AND CASE WHEN a AND b THEN TRUE END",
      "  AND (c OR d) /* AND e */ AND EXISTS (SELECT 1 FROM v WHERE v.x = 'a AND b' OR v.y)",
      "GROUP BY a HAVING COUNT(*) > 1 AND MAX(left(z, 2)) = 'zz'",
      "QUALIFY row_number() OVER (ORDER BY n) = 1",
    ].join("\n");
    assert.deepEqual(
      wordsOf(query).filter((words) => words.endsWith("dropped")),
      [
        "query line 1: ON t.id = u.id dropped",
        "query line 1: ON u.kind = 'x' dropped",
        "query line 2: t.day BETWEEN 1 AND 2 dropped",
        "query line 2: CASE WHEN a AND b THEN TRUE END dropped",
        "query line 3: (c OR d) dropped",
        "query line 3: EXISTS (SELECT 1 FROM v WHERE v.x = 'a AND b' OR v.y) dropped",
        "query line 3: v.x = 'a AND b' OR v.y dropped",
        "query line 4: COUNT(*) > 1 dropped",
        "query line 4: MAX(left(z, 2)) = 'zz' dropped",
        "query line 5: row_number() OVER (ORDER BY n) = 1 dropped",
      ],
    );
  });

  it("changes signs, aggregates, joins, lengths of time and zones", () => {
    const query = [
      "SELECT AVG(x) AS x, COUNT(DISTINCT y) AS y, COUNT(z) AS z, COUNT(*) AS n",
      "FROM a JOIN main.gold.b ON a.id = b.id LEFT OUTER JOIN (SELECT 1 AS i) c ON c.i < a.i",
      "WHERE day >= date_sub(current_date(), 7) AND t > now() - INTERVAL 1 DAY",
      "  AND to_date(from_utc_timestamp(t, 'America/Los_Angeles')) <= current_date() - 2 AND k IN (7, 8) AND n / 7 > 1",
    ].join("\n");
    assert.deepEqual(
      wordsOf(query).filter((words) => !words.endsWith("dropped")),
      [
        "query line 1: AVG(x…) made SUM",
        "query line 1: COUNT(DISTINCT …) made COUNT(…)",
        "query line 1: COUNT(z…) made COUNT(DISTINCT …)",
        "query line 2: JOIN main.gold.b made LEFT",
        "query line 2: a.id = b.id: = made !=",
        "query line 2: LEFT JOIN (…) made INNER",
        "query line 2: c.i < a.i: < made <=",
        "query line 3: day >= date_sub(current_date(), 7): >= made >",
        "query line 3: date_sub 7 made 14",
        "query line 3: date_sub 7 made 3",
        "query line 3: t > now() - INTERVAL 1 DAY: > made >=",
        "query line 3: 1 DAY made 2",
        "query line 4: time zone America/Los_Angeles made UTC",
        "query line 4: to_date(from_utc_timestamp(t, 'America/Los_Angeles')) <= current_date() - 2: <= made <",
        "query line 4: 2 made 4",
        "query line 4: 2 made 1",
        "query line 4: n / 7 > 1: > made >=",
      ],
    );
  });

  it("makes nothing of a query that has no place to change", () => {
    assert.deepEqual(wordsOf("SELECT 1 AS x"), []);
  });
});

describe("conditionMutants", () => {
  const words = (row: Readonly<Record<string, unknown>>, known = { areWhole: false, canBeEmpty: true }) => {
    const alert = testContext([{ ...DAILY_COST, ...row }]).alerts.byId.get("COST-001")?.alert;
    return alert ? conditionMutants(alert.definition, known).map((mutant) => mutant.words) : [];
  };

  it("changes the operator, the threshold, the aggregation and what no rows mean", () => {
    assert.deepEqual(words({ aggregation_type: "MAX" }), [
      "condition: is above made is below",
      "condition: is above made is at least",
      "condition: threshold 130 made 143",
      "condition: threshold 130 made 117",
      "condition: MAX made MIN",
      "condition: no rows mean TRIGGERED instead of OK",
    ]);
    assert.deepEqual(words({ threshold_operator: "IS NULL" }, { areWhole: false, canBeEmpty: false }), [
      "condition: is NULL made is not NULL",
    ]);
  });

  it("moves the threshold by a whole step where all values are whole", () => {
    const thresholds = (value: number, areWhole: boolean) =>
      words({ threshold_value_double: value }, { areWhole, canBeEmpty: false }).slice(2);
    assert.deepEqual(thresholds(3, true), ["condition: threshold 3 made 4", "condition: threshold 3 made 2"]);
    assert.deepEqual(thresholds(3, false), [
      "condition: threshold 3 made 3.3",
      "condition: threshold 3 made 2.7",
    ]);
    assert.deepEqual(thresholds(0, false), [
      "condition: threshold 0 made 1",
      "condition: threshold 0 made -1",
    ]);
  });
});
