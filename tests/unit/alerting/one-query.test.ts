import assert from "node:assert/strict";
import { notOneQuery, notOneQueryIn } from "../../../alerting/one-query";
import { planAlerts } from "../../../alerting/plan-alerts";
import { formatFault } from "../../../alerting/row-faults";

/** What is said of a row with that query, without the row. */
function saidOf(query: string): string | undefined {
  const row = {
    alert_id: "A-1",
    alert_name: "a",
    agent_domain: "COST",
    severity: "INFO",
    alert_query_template: query,
    threshold_column: "n",
    threshold_operator: ">",
    threshold_value_type: "DOUBLE",
    threshold_value_double: 1,
    owner: "o",
    created_by: "c",
  };
  const settings = { catalog: "c", goldSchema: "g", parentPath: "/Shared/a", deleteDisabled: false };
  const { alerts, faults } = planAlerts({
    alertRows: [row],
    destinationRows: [],
    settings,
    warehouseId: "w",
  });
  assert.deepEqual([alerts.length, faults], [1, []]);
  const [fault, ...others] = notOneQuery(alerts);
  assert.deepEqual(others, []);
  return fault && formatFault(fault).replace("alert_configurations row A-1: alert_query_template ", "");
}

describe("notOneQuery", () => {
  const refused: readonly (readonly [query: string, said: string])[] = [
    ["SELEC 1 AS n", 'is no query: it begins with "SELEC", and a query begins with SELECT or WITH'],
    [
      "-- daily\n/* a /* b */ */ DELETE FROM important",
      'is no query: it begins with "DELETE", and a query begins with SELECT or WITH',
    ],
    [
      "( /* x */ (DELETE FROM important))",
      'is no query: it begins with "DELETE", and a query begins with SELECT or WITH',
    ],
    ["{{ id }}", 'is no query: it begins with "{", and a query begins with SELECT or WITH'],
    [
      "SELECT 1 AS n; DROP TABLE important",
      'has more than one statement: behind its first ; stands "DROP TABLE important". Write one query',
    ],
    [
      "SELECT ';' AS n /* ; /* ; */ */ -- ;\n;\n-- the next\nSELECT r'\\' AS m;",
      `has more than one statement: behind its first ; stands "-- the next\\nSELECT r'\\' AS m;". Write one query`,
    ],
    [
      "SELECT 1 AS n) DELETE FROM important WHERE (1 = 1",
      'has a ) that nothing opens, before "DELETE FROM important WHERE (1 = 1": alerts run their query inside of parentheses',
    ],
  ];
  for (const [query, said] of refused)
    it(`refuses ${JSON.stringify(query)}`, () => assert.equal(saidOf(query), said));

  for (const query of [
    "SELECT 1 AS n;",
    "with a as (select ')' as n) select * from a ; -- the end;",
    "/* daily /* by team */ */ (FROM a SELECT count(*) AS n)",
    "VALUES (1), (2)",
    "SELECT 1 AS n; /* a /* b */ c */",
    "SELECT 'it\\'s; )' AS n, `a;b`, \"c;d)\"",
  ])
    it(`takes ${JSON.stringify(query)}`, () => assert.equal(saidOf(query), undefined));
});

describe("notOneQueryIn", () => {
  const GOOD = {
    alert_name: "a",
    agent_domain: "COST",
    severity: "INFO",
    owner: "o",
    created_by: "c",
    threshold_column: "n",
    threshold_operator: "IS NULL",
    threshold_value_type: "DOUBLE",
  };
  const told = (cells: object, queries: readonly unknown[]) =>
    notOneQueryIn(
      planAlerts({
        alertRows: queries.map((alert_query_template, index) => ({
          ...GOOD,
          alert_id: `A-${index + 1}`,
          alert_name: `a ${index}`,
          alert_query_template,
          ...cells,
        })),
        destinationRows: [],
        settings: { catalog: "c", goldSchema: "g", parentPath: "/Shared/a", deleteDisabled: false },
        warehouseId: "w",
      }),
    ).map(({ row, column, rule }) => [row, column, rule.slice(0, 30)]);

  it("says what is wrong with the query of a row beside what else is wrong with it", () => {
    const queries = [
      "SELECT 1 AS n) DELETE FROM ledger --",
      "DROP TABLE ledger",
      "SELECT n FROM ${catalog}.t;",
      7,
    ];
    assert.deepEqual(told({ severity: "HIGH" }, queries), [
      ["A-1", "alert_query_template", "has a ) that nothing opens, be"],
      ["A-2", "alert_query_template", 'is no query: it begins with "D'],
    ]);
  });

  it("says nothing of rows without faults, nor of queries of which something was said", () => {
    assert.deepEqual(told({}, ["DROP TABLE ledger"]), []);
    assert.deepEqual(told({}, ["DROP TABLE ${nope}.ledger"]), []);
  });
});
