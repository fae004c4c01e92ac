import assert from "node:assert/strict";
import { lintRows } from "./lint-testdata";

type Row = Record<string, unknown>;

const LOGS = "${catalog}.${gold_schema}.logs WHERE day = current_date()";
const OVER = (threshold: number, operator = ">") => ({
  threshold_operator: operator,
  threshold_value_double: threshold,
});
const watched = (query: string, column: string, more: Row = {}): Row => ({
  alert_query_template: query,
  threshold_column: column,
  ...more,
});
const COUNT = { aggregation_type: "COUNT" };
const COUNT_OVER_1 = { ...COUNT, ...OVER(1) };
const JOINED = (joins: string) =>
  `SELECT b.region, count(*) AS n FROM \${catalog}.\${gold_schema}.a ${joins} GROUP BY b.region`;
const ONE_COUNT = `SELECT count(*) AS e FROM ${LOGS}`;
const TEMPLATE = (body: string) => ({ use_custom_template: true, custom_body_template: body });
const PRICED =
  "SELECT SUM(u.usage_quantity * p.price) AS total_cost FROM system.billing.usage u JOIN prices p";
const YESTERDAY = "WHERE u.usage_date = date_sub(current_date(), 1)";

/** What the rules say of each, but for information. */
const CASES: Readonly<Record<string, readonly [row: Row, found: readonly string[]]>> = {
  // What the ON of a join says holds for all rows of an inner join only.
  "COUNT of groups of a column that a LEFT JOIN may leave NULL": [
    watched(JOINED("LEFT JOIN b ON b.id = a.id AND b.region = 'EU'"), "n", COUNT_OVER_1),
    [],
  ],
  "COUNT of groups behind a FULL JOIN": [
    watched(
      JOINED("JOIN b ON b.id = a.id AND b.region = 'EU' FULL JOIN c ON c.id = a.id"),
      "n",
      COUNT_OVER_1,
    ),
    [],
  ],
  "COUNT of groups behind a RIGHT JOIN": [
    watched(
      JOINED("JOIN b ON b.id = a.id AND b.region = 'EU' RIGHT JOIN c ON c.id = a.id"),
      "n",
      COUNT_OVER_1,
    ),
    [],
  ],
  "COUNT of one group behind a LEFT JOIN of another": [
    watched(
      JOINED("JOIN b ON b.id = a.id AND b.region = 'EU' LEFT JOIN c ON c.id = a.id"),
      "n",
      COUNT_OVER_1,
    ),
    ["threshold/unreachable: COUNT of one row is at most 1, so it never fires."],
  ],
  // What is counted is always one row, or never more than some.
  "COUNT of one count, above 0": [
    watched(ONE_COUNT, "e", { ...COUNT, ...OVER(0) }),
    ["threshold/always: COUNT of one row is always 1, so it fires at every run."],
  ],
  "COUNT of one count, above 1": [
    watched(ONE_COUNT, "e", { ...COUNT, ...OVER(1) }),
    ["threshold/unreachable: COUNT of one row is always 1, so it never fires."],
  ],
  "COUNT_DISTINCT of one sum, at least 2": [
    watched("SELECT SUM(x) AS e FROM t", "e", { aggregation_type: "COUNT_DISTINCT", ...OVER(2, ">=") }),
    ["threshold/unreachable: COUNT_DISTINCT of one row is at most 1, so it never fires."],
  ],
  "COUNT of the first row, above 5": [
    watched(`SELECT id FROM ${LOGS} ORDER BY ts LIMIT 1`, "id", { ...COUNT, ...OVER(5) }),
    ["threshold/unreachable: COUNT of one row is at most 1, so it never fires."],
  ],
  "COUNT of ten rows, above 10": [
    watched(`SELECT id FROM ${LOGS} LIMIT 10`, "id", { ...COUNT, ...OVER(10) }),
    ["threshold/unreachable: COUNT of the query's rows is at most 10, so it never fires."],
  ],
  "COUNT of VALUES": [
    watched("SELECT a FROM VALUES (1), (2) AS v(a)", "a", { ...COUNT, ...OVER(2) }),
    ["threshold/unreachable: COUNT of the query's rows is at most 2, so it never fires."],
  ],
  "a count of one count in the query": [
    watched(`SELECT count(*) AS n FROM (${ONE_COUNT} HAVING count(*) > 3)`, "n", OVER(1)),
    ["threshold/unreachable: n, a count of one row, is at most 1, so it never fires."],
  ],
  "MAX of one count, at least 0": [
    watched(ONE_COUNT, "e", { aggregation_type: "MAX", ...OVER(0, ">=") }),
    ["threshold/always: e is a count, and every count fires."],
  ],
  "STDDEV of one row": [
    watched(ONE_COUNT, "e", { aggregation_type: "STDDEV" }),
    ["threshold/unreachable: STDDEV of one row is NULL, so it never fires."],
  ],
  "COUNT of rows, above 10": [watched(`SELECT id FROM ${LOGS}`, "id", { ...COUNT, ...OVER(10) }), []],
  "COUNT of a figure that can be NULL, is 0": [
    watched(`SELECT MAX(x) AS x FROM ${LOGS}`, "x", { ...COUNT, ...OVER(0, "=") }),
    [],
  ],
  // Over nothing.
  "a lowest figure, TRIGGERED where there is none": [
    watched(`SELECT round(MIN(x), 2) AS x FROM ${LOGS}`, "x", {
      ...OVER(5, "<"),
      empty_result_state: "TRIGGERED",
    }),
    [
      "empty/null-row: Where no row is found, min gives NULL, which is OK: empty_result_state TRIGGERED is never used.",
    ],
  ],
  "an average in a common table, ERROR where there is none": [
    watched(`WITH a AS (SELECT AVG(x) AS x FROM ${LOGS}) SELECT x * 2 AS twice FROM a`, "twice", {
      empty_result_state: "ERROR",
    }),
    [
      "empty/null-row: Where no row is found, avg gives NULL, which is OK: empty_result_state ERROR is never used.",
    ],
  ],
  "MAX by the row, TRIGGERED where there is none": [
    watched(`SELECT x FROM ${LOGS}`, "x", { aggregation_type: "MAX", empty_result_state: "TRIGGERED" }),
    [
      "empty/null-row: Where no row is found, MAX gives NULL, which is OK: empty_result_state TRIGGERED is never used.",
    ],
  ],
  "a sum that is too low": [
    watched(`SELECT SUM(x) AS x FROM ${LOGS}`, "x", OVER(100, "<")),
    [
      "empty/null-row: Where no row is found, sum gives NULL, which is OK, not 0: the alert is silent just then.",
    ],
  ],
  "a count above 5, TRIGGERED where there is none": [
    watched(ONE_COUNT, "e", { ...OVER(5), empty_result_state: "TRIGGERED" }),
    [
      "empty/null-row: Where no row is found, count gives 0, which is OK: empty_result_state TRIGGERED is never used.",
    ],
  ],
  "a count of nothing that fires by itself": [
    watched(ONE_COUNT, "e", { ...OVER(1, "<"), empty_result_state: "TRIGGERED" }),
    [],
  ],
  "a figure with a fallback": [
    watched(`SELECT COALESCE(MAX(x), 0) AS x FROM ${LOGS}`, "x", { empty_result_state: "TRIGGERED" }),
    [],
  ],
  "a figure that leaves no row": [
    watched(`SELECT MAX(x) AS x FROM ${LOGS} HAVING count(*) > 0`, "x", { empty_result_state: "TRIGGERED" }),
    [],
  ],
  "a figure that is to be NULL": [
    watched(`SELECT MAX(x) AS x FROM ${LOGS}`, "x", {
      threshold_operator: "IS NULL",
      threshold_value_double: null,
      empty_result_state: "TRIGGERED",
    }),
    [],
  ],
  "COUNT of nothing, is 0": [
    watched(`SELECT id FROM ${LOGS} ORDER BY id`, "id", { ...COUNT, ...OVER(0, "=") }),
    [],
  ],
  // Messages.
  "columns that an aggregation takes away": [
    watched(`SELECT team, job, cost FROM ${LOGS}`, "cost", {
      aggregation_type: "SUM",
      ...TEMPLATE(
        "{{#QUERY_RESULT_ROWS}}{{team}} / {{job}} = {{cost}} {{ALERT_NAME}}<br>{{/QUERY_RESULT_ROWS}}",
      ),
    }),
    [
      "template/column-missing: {{team}} stays empty: with SUM a message has one row, which holds cost alone.",
      "template/column-missing: {{job}} stays empty: with SUM a message has one row, which holds cost alone.",
    ],
  ],
  "a variable that nobody has, and a column outside of the rows": [
    watched(
      `SELECT MAX(cost) AS cost FROM ${LOGS}`,
      "cost",
      TEMPLATE("{{cost}} {{OWNER}} {{Severity}} {{QUERY_RESULT_VALUE}}"),
    ),
    [
      "template/variable-unknown: {{cost}} is a variable neither of the service nor of the row.",
      "template/variable-unknown: {{Severity}} is a variable neither of the service nor of the row.",
    ],
  ],
  "the service's own sections": [
    watched(
      `SELECT MAX(cost) AS cost FROM ${LOGS}`,
      "cost",
      TEMPLATE("{{#QUERY_RESULT_COLS}}{{name}}{{/QUERY_RESULT_COLS}} {{{QUERY_RESULT_TABLE}}}"),
    ),
    [],
  ],
  // Parameters.
  "parameters without values": [
    watched(
      `SELECT count(*) AS n FROM ${LOGS} AND a = :a AND b:path::INT > 5 AND c <> ':c' /* :d */ AND e = :a`,
      "n",
    ),
    ["query/parameter-unbound: Nothing gives :a a value."],
  ],
  "parameters in a query that cannot be read": [
    watched(`SELECT count(*) div :part AS n FROM ${LOGS} AND x::INT > 5 AND y:z = 1`, "n"),
    ["query/parameter-unbound: Nothing gives :part a value."],
  ],
  "a placeholder in a text": [
    watched(`SELECT count(*) AS n FROM ${LOGS} AND team = '{{ team }}' -- {{ x }}`, "n"),
    ["query/parameter-unbound: Nothing gives {{ team }} a value."],
  ],
  // What is no SQL.
  "a placeholder": [
    watched(`SELECT count(*) AS n FROM ${LOGS} AND id = {{ id }}`, "n"),
    ["query/syntax: {{ id }} is a placeholder, and nothing fills it in."],
  ],
  "a misspelt word": [
    watched("SELEKT 1 AS n", "n"),
    ["query/syntax: It begins with SELEKT; did you mean SELECT?"],
  ],
  "a sentence": [
    watched("count the failed jobs", "n"),
    ["query/syntax: It begins with count, but a query begins with SELECT, WITH or VALUES."],
  ],
  "an open quote": [watched("SELECT 'a AS n", "n"), ["query/syntax: A quote (') is not closed."]],
  "an open parenthesis": [
    watched("SELECT (1 + 2 AS n", "n"),
    ["query/syntax: An opening parenthesis is not closed."],
  ],
  "a condition without an end": [
    watched("SELECT count(*) AS n FROM logs WHERE", "n"),
    ["query/syntax: WHERE is followed by nothing, where a value must stand."],
  ],
  "a misspelt word in the middle": [
    watched("SELECT count(*) AS n FROM logs GRUOP BY day", "n"),
    ["query/unreadable: Not read: Expected: end of statement, found: BY at Line: 1, Column: 38."],
  ],
  "what only the parser here does not know": [
    watched(`SELECT * FROM ${LOGS} |> WHERE x > 1 |> AGGREGATE count(*) AS n`, "n"),
    [],
  ],
  // Prices.
  "prices by a common table": [
    watched(
      `WITH prices AS (SELECT sku_name, pricing.default AS price FROM system.billing.list_prices) ${PRICED} USING (sku_name) ${YESTERDAY}`,
      "total_cost",
    ),
    ["join/list-prices: system.billing.list_prices is joined without a condition on price_end_time."],
  ],
  "prices by a subquery over a common table": [
    watched(
      `WITH all_prices AS (SELECT * FROM audit.billing.list_prices) ${PRICED.replace("prices p", "(SELECT sku_name, pricing.default AS price FROM all_prices) p")} ON u.sku_name = p.sku_name ${YESTERDAY}`,
      "total_cost",
    ),
    ["join/list-prices: audit.billing.list_prices is joined without a condition on price_end_time."],
  ],
  "prices whose end goes by another name": [
    watched(
      `WITH prices AS (SELECT sku_name, pricing.default AS price, price_end_time AS ended FROM system.billing.list_prices) ${PRICED} ON u.sku_name = p.sku_name AND (p.ended IS NULL OR u.usage_end_time < p.ended) ${YESTERDAY}`,
      "total_cost",
    ),
    [],
  ],
  "the newest price": [
    watched(
      `WITH prices AS (SELECT sku_name, max_by(pricing.default, price_start_time) AS price FROM system.billing.list_prices GROUP BY sku_name) ${PRICED} USING (sku_name) ${YESTERDAY}`,
      "total_cost",
    ),
    [],
  ],
  // What is one row, and what has a name.
  "a view of rows under an aggregate": [
    watched(`SELECT SUM(x) AS x FROM ${LOGS.replace(" WHERE", " LATERAL VIEW explode(xs) AS x WHERE")}`, "x"),
    [],
  ],
  "the newest row": [
    watched(`SELECT x FROM ${LOGS} QUALIFY row_number() OVER (ORDER BY ts DESC) = 1`, "x"),
    [],
  ],
  "the newest rows of each": [
    watched(`SELECT x FROM ${LOGS} QUALIFY row_number() OVER (PARTITION BY id ORDER BY ts DESC) = 1`, "x"),
    ["order/missing: The result can have several rows and has no ORDER BY, and x of the first one decides."],
  ],
  "a measure": [watched("SELECT MEASURE(total) AS total FROM metrics", "total"), []],
  "a regression": [watched(`SELECT regr_slope(y, x) AS slope FROM ${LOGS}`, "slope"), []],
  "a text without a name": [
    watched("SELECT 'a'", "a", { ...COUNT, ...OVER(3) }),
    ["threshold/unreachable: COUNT of one row is at most 1, so it never fires."],
  ],
  "a number of a type without a name": [watched("SELECT 5L", "5"), []],
  "no value without a name": [watched("SELECT NULL", "NULL"), []],
  "a name that nothing has": [
    watched(`SELECT count(*) FROM ${LOGS}`, "n"),
    ["column/missing: The result has no column n; it has no column with a name."],
  ],
};

describe("an alert that is dead, and one that is not", () => {
  for (const [name, [row, expected]] of Object.entries(CASES)) {
    it(`is told from the other: ${name}`, () => {
      const findings = lintRows([row]).filter(({ severity }) => severity !== "info");
      assert.deepEqual(
        findings.map(({ rule, message }) => `${rule}: ${message}`),
        expected,
      );
    });
  }
});

describe("a matter of many alerts", () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    alert_id: `A-${index + 1}`,
    alert_name: `Alert ${index + 1}`,
    alert_query_template: `SELECT MAX(x) + ${index} AS x FROM ${LOGS}`,
    threshold_column: "x",
  }));

  it("is one finding, with their number and some of their names", () => {
    assert.deepEqual(
      lintRows(rows).map(({ rule, alertId, message }) => [rule, alertId, message]),
      [
        [
          "cron/same-time",
          "A-1",
          "1000 alerts run at 0 0 9 * * ? in America/Los_Angeles: A-1, A-2, A-3, A-4, A-5 and 995 more.",
        ],
      ],
    );
  });

  it("is told of the first that does not waive it, and of none that was not asked for", () => {
    const tags = { lint: "waive cron/same-time until 2026-12-31 because of the meeting" };
    const [first = {}, ...others] = rows;
    assert.deepEqual(
      lintRows([{ ...first, tags }, ...others]).map(({ alertId, waived }) => [alertId, waived !== undefined]),
      [
        ["A-1", true],
        ["A-2", false],
      ],
    );
    assert.deepEqual(
      lintRows(rows, new Map(), ["A-7", "A-9"]).map(({ alertId }) => alertId),
      ["A-7"],
    );
  });

  it("is also that they ask the same, where they are many", () => {
    const same = rows
      .slice(0, 20)
      .map((row) => ({ ...row, alert_query_template: rows[0]?.alert_query_template }));
    assert.deepEqual(
      lintRows(same).map(({ rule, alertId, message }) => [rule, alertId, message]),
      [
        [
          "alert/duplicate",
          "A-1",
          "Query, condition and schedule are those of 19 rows: A-2, A-3, A-4, A-5, A-6 and 14 more, too.",
        ],
      ],
    );
  });
});
