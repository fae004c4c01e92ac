import assert from "node:assert/strict";
import type { SqlCell } from "../../../src/sql/sql-engine";
import {
  daysSinceEpoch,
  decimalWords,
  microsecondWords,
  WrongCellError,
} from "../../../src/thrift/arrow/cell-values";
import { columnData } from "../../../src/thrift/arrow/column-data";
import { parseSqlType } from "../../../src/thrift/arrow/sql-type";

describe("Arrow cell values", () => {
  const decimals: readonly [text: string, scale: number, unscaled: bigint][] = [
    ["0.00", 2, 0n],
    ["-12.5", 3, -12500n],
    ["7", 0, 7n],
    ["99999999999999999999999999999999999999", 0, 10n ** 38n - 1n],
    ["-1234567890123456789012345678.0123456789", 10, -12345678901234567890123456780123456789n],
  ];
  for (const [text, scale, unscaled] of decimals) {
    it(`writes the DECIMAL ${text} as 128 bits, the lower half first`, () => {
      const [low = 0n, high = 0n] = new BigInt64Array(decimalWords([text], scale).buffer);
      assert.equal(BigInt.asIntN(128, (high << 64n) | BigInt.asUintN(64, low)), unscaled);
    });
  }

  const timestamps: readonly [text: string, microseconds: bigint][] = [
    ["1970-01-01T00:00:00.000001Z", 1n],
    ["1969-12-31T23:59:59.999999Z", -1n],
    ["2026-11-23T10:00:00+01:00", 1795424400000000n],
    ["2026-11-23 09:00:00.5", 1795424400500000n],
  ];
  for (const [text, microseconds] of timestamps) {
    it(`keeps the microseconds of ${text}`, () => {
      assert.deepEqual([...new BigInt64Array(microsecondWords([text]).buffer)], [microseconds]);
    });
  }

  it("counts days before 1970 downwards", () => {
    assert.equal(daysSinceEpoch("1969-12-31"), -1);
  });

  const wrong: readonly [type: string, cell: SqlCell][] = [
    ["int", 0.5],
    ["bigint", "5"],
    ["double", "0.5"],
    ["boolean", 1],
    ["string", 5],
    ["date", "tomorrow"],
    ["timestamp", "2026-11-23"],
    ["decimal(5,2)", "1.234"],
    ["decimal(5,2)", "1e2"],
    ["array<int>", "[1]"],
    ["map<string,int>", { a: 1 }],
    ["struct<a:int>", [1]],
  ];
  for (const [type, cell] of wrong) {
    it(`refuses ${JSON.stringify(cell)} as ${type}, rather than to answer something else`, () => {
      assert.throws(() => columnData(parseSqlType(type), [cell]), WrongCellError);
    });
  }
});
