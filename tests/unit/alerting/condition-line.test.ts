import assert from "node:assert/strict";
import fc from "fast-check";
import { conditionLine, readConditionLine } from "../../../alerting/condition-line";
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
  pct: [3, "there is no operator: use one of >, >=, <, <=, =, ==, !=, <>, IS NULL, IS NOT NULL"],
  "pct => 5": [4, "=> is no operator: use one of >, >=, <, <=, =, ==, !=, <>, IS NULL, IS NOT NULL"],
  "pct >": [5, "there is no threshold"],
  "MEDAIN(x) > 1": [0, "MEDAIN is no aggregation: did you mean MEDIAN?"],
  "MAX(x > 1": [6, "a ) is missing behind MAX(x"],
  "MAX() > 1": [
    4,
    "MAX is of one column: write a condition such as `MAX(lag_hours) >= 5`, `status = 'RED'` or `lag_hours IS NULL`",
  ],
  "status = RED": [9, "a text stands in quotes ('RED'); no row can compare with another column yet"],
  "x = NULL": [4, "nothing compares with NULL: write IS NULL or IS NOT NULL"],
  "x IS 5": [5, "IS goes with NULL or NOT NULL: compare with = or !="],
  "x > ${min_pct}": [4, "${min_pct} is no parameter of the pack"],
  "x BETWEEN 1 AND 2": [2, "no row can say BETWEEN yet: compare with one bound, or count in the query"],
  "x NOT IN (1)": [2, "no row can say IN yet: compare with one value, or count in the query"],
  "x > 80 in 3 of the last 5 checks": [7, "no row can wait for several checks yet: the first one fires"],
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

  it("is none where another column is compared with, or an operator is none of ours", () => {
    assert.equal(conditionLine({ column: "x", operator: "EQUAL", threshold: { name: "y" } }), undefined);
    assert.equal(conditionLine({ column: "x", operator: "LIKE", threshold: "y" }), undefined);
  });
});
