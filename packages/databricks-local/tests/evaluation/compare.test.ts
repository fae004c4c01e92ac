import assert from "node:assert/strict";
import type { ComparisonOperator } from "../../src/alerts/alert-shape";
import { comparableCell, fulfils } from "../../src/evaluation/compare";
import type { SqlCell } from "../../src/sql/sql-engine";

type Side = readonly [value: SqlCell, type: string];

describe("fulfils", () => {
  const holds = (operator: ComparisonOperator, source: Side, threshold?: Side) =>
    fulfils(operator, comparableCell(...source), threshold && comparableCell(...threshold));

  const ORDERS: readonly [operator: ComparisonOperator, below: boolean, same: boolean, above: boolean][] = [
    ["EQUAL", false, true, false],
    ["NOT_EQUAL", true, false, true],
    ["GREATER_THAN", false, false, true],
    ["GREATER_THAN_OR_EQUAL", false, true, true],
    ["LESS_THAN", true, false, false],
    ["LESS_THAN_OR_EQUAL", true, true, false],
  ];
  for (const [operator, ...expected] of ORDERS) {
    it(`compares by ${operator}`, () => {
      const found = [79.9, 80, 80.1].map((value) => holds(operator, [value, "double"], [80, "double"]));
      assert.deepEqual(found, expected);
    });

    it(`has NULL fulfil nothing by ${operator}`, () => {
      assert.equal(holds(operator, [null, "double"], [80, "double"]), false);
      assert.equal(holds(operator, [80, "double"], [null, "double"]), false);
    });
  }

  it("tells NULL from a value, whatever its type", () => {
    assert.equal(holds("IS_NULL", [null, "array<int>"]), true);
    assert.equal(holds("IS_NULL", [[], "array<int>"]), false);
    assert.equal(holds("IS_NOT_NULL", [0, "int"]), true);
    assert.equal(holds("IS_NOT_NULL", [null, "int"]), false);
  });

  const EQUAL: readonly [what: string, source: Side, threshold: Side, isEqual: boolean][] = [
    ["a DECIMAL with a DOUBLE", ["75.50", "decimal(10,2)"], [75.5, "double"], true],
    ["a BIGINT with a DOUBLE", [80n, "bigint"], [80, "double"], true],
    [
      "large whole numbers to their last digit",
      ["9007199254740993", "decimal(20,0)"],
      [9007199254740992, "double"],
      false,
    ],
    ["NaN with NaN", [NaN, "double"], [NaN, "double"], true],
    ["texts by case", ["ok", "string"], ["OK", "string"], false],
    ["booleans", [true, "boolean"], [true, "boolean"], true],
    ["a DATE with a text", ["2026-11-23", "date"], ["2026-11-23", "string"], true],
    [
      "a TIMESTAMP with a text in UTC",
      ["2026-11-23T10:00:00.000Z", "timestamp"],
      ["2026-11-23 10:00:00", "string"],
      true,
    ],
    ["a TIMESTAMP with a DATE", ["2026-11-23T00:00:00.000Z", "timestamp"], ["2026-11-23", "date"], true],
  ];
  for (const [what, source, threshold, isEqual] of EQUAL) {
    it(`compares ${what}`, () => {
      assert.equal(holds("EQUAL", source, threshold), isEqual);
      assert.equal(holds("NOT_EQUAL", threshold, source), !isEqual);
    });
  }

  it("has NaN larger than any number", () => {
    assert.equal(holds("GREATER_THAN", [NaN, "double"], [Infinity, "double"]), true);
  });

  const INCOMPATIBLE: readonly [source: Side, threshold: Side, words: string][] = [
    [[1, "int"], ["1", "string"], "number against text"],
    [[true, "boolean"], [1, "double"], "boolean against number"],
    [["2026-11-23", "date"], ["soon", "string"], "time against text"],
    [[[1], "array<int>"], [1, "double"], "other against number"],
  ];
  for (const [source, threshold, words] of INCOMPATIBLE) {
    it(`refuses ${words}`, () => {
      assert.throws(() => holds("EQUAL", source, threshold), {
        name: "IncompatibleTypesError",
        message: `[INVALID_PARAMETER_VALUE] Incompatible type in alert evaluation: ${words}`,
      });
    });
  }
});
