import assert from "node:assert/strict";
import fc from "fast-check";
import { readConditionLine } from "../../../alerting/condition-line";
import { conditionLine } from "../../../alerting/condition-text";
import { AGGREGATIONS, COMPARISON_OPERATORS } from "../../../alerting/definition";

const PARAMETERS = new Map<string, number | string | boolean>([
  ["max_pct", 150],
  ["status", "it's RED"],
]);

function read(line: string) {
  return readConditionLine(line, (name) => PARAMETERS.get(name));
}

const NUMBER = { threshold_value_type: "DOUBLE" };
const FIRST = { aggregation_type: "NONE" };

const GOOD: Readonly<Record<string, object>> = {
  "MAX(lag_hours) >= 5": {
    threshold_column: "lag_hours",
    aggregation_type: "MAX",
    threshold_operator: ">=",
    ...NUMBER,
    threshold_value_double: 5,
  },
  "  status='RED' ": {
    threshold_column: "status",
    ...FIRST,
    threshold_operator: "=",
    threshold_value_type: "STRING",
    threshold_value_string: "RED",
  },
  "status <> 'it''s'": {
    threshold_column: "status",
    ...FIRST,
    threshold_operator: "!=",
    threshold_value_type: "STRING",
    threshold_value_string: "it's",
  },
  "is_late == true": {
    threshold_column: "is_late",
    ...FIRST,
    threshold_operator: "=",
    threshold_value_type: "BOOLEAN",
    threshold_value_bool: true,
  },
  "lag_hours is  null": { threshold_column: "lag_hours", ...FIRST, threshold_operator: "IS NULL" },
  "lag_hours IS NOT NULL": { threshold_column: "lag_hours", ...FIRST, threshold_operator: "IS NOT NULL" },
  "count(distinct `a ``b`) > -1.5e3": {
    threshold_column: "a `b",
    aggregation_type: "COUNT_DISTINCT",
    threshold_operator: ">",
    ...NUMBER,
    threshold_value_double: -1500,
  },
  "count(distinct) > .5": {
    threshold_column: "distinct",
    aggregation_type: "COUNT",
    threshold_operator: ">",
    ...NUMBER,
    threshold_value_double: 0.5,
  },
  "pct > ${max_pct}": {
    threshold_column: "pct",
    ...FIRST,
    threshold_operator: ">",
    ...NUMBER,
    threshold_value_double: 150,
  },
  "limit < soft_limit": {
    threshold_column: "limit",
    ...FIRST,
    threshold_operator: "<",
    threshold_value_column: "soft_limit",
  },
  "x between 1 and ${max_pct}": {
    threshold_column: "x",
    ...FIRST,
    threshold_operator: "BETWEEN",
    ...NUMBER,
    threshold_value_min: 1,
    threshold_value_max: 150,
  },
  "x NOT IN ('a', \"b\")": {
    threshold_column: "x",
    ...FIRST,
    threshold_operator: "NOT IN",
    threshold_value_type: "STRING",
    threshold_value_list: ["a", "b"],
  },
  "x > 80 in 3 of the last 5 checks, clears below 70": {
    threshold_column: "x",
    ...FIRST,
    threshold_operator: ">",
    ...NUMBER,
    threshold_value_double: 80,
    fires_for: "3 of 5",
    recover_value_double: 70,
  },
  "x IS NULL 2 checks in a row": {
    threshold_column: "x",
    ...FIRST,
    threshold_operator: "IS NULL",
    fires_for: "2 in a row",
  },
  "status = ${status}": {
    threshold_column: "status",
    ...FIRST,
    threshold_operator: "=",
    threshold_value_type: "STRING",
    threshold_value_string: "it's RED",
  },
};

const BAD: Readonly<Record<string, readonly [offset: number, rule: string]>> = {
  "": [
    0,
    "begins with no column: write a condition such as `MAX(lag_hours) >= 5`, `status = 'RED'` or `lag_hours IS NULL`",
  ],
  "> 5": [
    0,
    "begins with no column: write a condition such as `MAX(lag_hours) >= 5`, `status = 'RED'` or `lag_hours IS NULL`",
  ],
  pct: [
    3,
    "there is no operator: use one of >, >=, <, <=, =, ==, !=, <>, IS NULL, IS NOT NULL, BETWEEN, NOT BETWEEN, IN, NOT IN",
  ],
  "pct => 5": [
    4,
    "=> is no operator: use one of >, >=, <, <=, =, ==, !=, <>, IS NULL, IS NOT NULL, BETWEEN, NOT BETWEEN, IN, NOT IN",
  ],
  "pct >": [5, "there is no threshold"],
  "MEDAIN(x) > 1": [0, "MEDAIN is no aggregation: did you mean MEDIAN?"],
  "MAX(x > 1": [6, "a ) is missing behind MAX(x"],
  "MAX() > 1": [
    4,
    "MAX is of one column: write a condition such as `MAX(lag_hours) >= 5`, `status = 'RED'` or `lag_hours IS NULL`",
  ],
  "x = NULL": [4, "nothing compares with NULL: write IS NULL or IS NOT NULL"],
  "x IS 5": [5, "IS goes with NULL or NOT NULL: compare with = or !="],
  "x > ${min_pct}": [4, "${min_pct} is no parameter of the pack"],
  "x BETWEEN 1 OR 2": [12, "BETWEEN has two ends, with AND between them"],
  "x BETWEEN 'a' AND 'b'": [10, "the ends of a range are numbers"],
  "x NOT IN 1": [9, "the values of NOT IN stand in parentheses"],
  "x IN (1, 'a')": [5, "the values of IN are all numbers, or all texts"],
  "x IN (1 2)": [8, "a , or ) is missing behind a value of IN"],
  "x IN ()": [6, ") is no threshold"],
  "x > 80, clears below y": [21, "a text stands in quotes ('y')"],
  "x > 80 in 3 of many": [7, "nothing may follow the threshold, and in 3 of many does"],
  "x > 80 AND y < 2": [7, "an alert has one condition: put the rest into the query"],
  "x > 80 %": [7, "nothing may follow the threshold, and % does"],
};

describe("a condition in one line", () => {
  for (const [line, cells] of Object.entries(GOOD))
    it(`reads ${line}`, () => assert.deepEqual(read(line), { cells }));

  for (const [line, [offset, rule]] of Object.entries(BAD)) {
    it(`refuses ${line === "" ? "nothing" : line}`, () =>
      assert.deepEqual(read(line), { fault: { offset, rule } }));
  }

  it("is written as it is read", () => {
    const threshold = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.string(),
      fc.boolean(),
    );
    const column = fc.string({ minLength: 1, unit: "grapheme" });
    fc.assert(
      fc.property(
        column,
        fc.option(fc.constantFrom(...AGGREGATIONS), { nil: undefined }),
        fc.constantFrom(...COMPARISON_OPERATORS),
        threshold,
        (name, aggregation, operator, value) => {
          const hasNone = operator === "IS_NULL" || operator === "IS_NOT_NULL";
          const line = conditionLine({
            column: name,
            operator,
            ...(aggregation && { aggregation }),
            ...(!hasNone && { threshold: value }),
          });
          const cells = read(line ?? "").cells;
          assert.equal(cells?.threshold_column, name);
          assert.equal(cells.aggregation_type, aggregation ?? "NONE");
          if (hasNone) return;
          const {
            threshold_value_double: number,
            threshold_value_string: text,
            threshold_value_bool: flag,
          } = cells;
          assert.equal(number ?? text ?? flag, value);
        },
      ),
    );
  });

  it("is none where another column is aggregated, or an operator is none of ours", () => {
    const other = { name: "y", aggregation: "MAX" };
    assert.equal(conditionLine({ column: "x", operator: "EQUAL", threshold: other }), undefined);
    assert.equal(conditionLine({ column: "x", operator: "LIKE", threshold: "y" }), undefined);
  });
});
