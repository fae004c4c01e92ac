import assert from "node:assert/strict";
import { cellText } from "../../src/statements/cell-text";
import type { SqlCell } from "../../src/sql/sql-engine";

describe("cellText", () => {
  const CELLS: readonly [cell: SqlCell, type: string, text: string | null][] = [
    [null, "int", null],
    ["a", "string", "a"],
    [true, "boolean", "true"],
    [7, "int", "7"],
    [7, "double", "7.0"],
    [0.001, "double", "0.001"],
    [0.0001, "double", "1.0E-4"],
    [12_345_678, "double", "1.2345678E7"],
    [1.5e300, "double", "1.5E300"],
    [-0, "double", "-0.0"],
    [Number.NaN, "double", "NaN"],
    [9_223_372_036_854_775_807n, "bigint", "9223372036854775807"],
    [["a", null], "array<string>", '["a",null]'],
    [["1.50", null], "array<decimal(3,2)>", "[1.50,null]"],
    [
      { a: "x", d: "0.10", m: new Map([["k", ["2.00"]]]) },
      "struct<a:string,d:decimal(3,2),m:map<string,array<decimal(3,2)>>>",
      '{"a":"x","d":0.10,"m":{"k":[2.00]}}',
    ],
    [new Map([["team", "data"]]), "map<string,string>", '{"team":"data"}'],
    [
      { n: 5n, big: 9_007_199_254_740_993n },
      "struct<n:bigint,big:bigint>",
      '{"n":5,"big":"9007199254740993"}',
    ],
  ];
  for (const [cell, type, text] of CELLS) {
    it(`writes ${type} ${text === null ? "NULL" : text}`, () => {
      assert.equal(cellText(cell, type), text);
    });
  }
});
