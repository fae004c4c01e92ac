import assert from "node:assert/strict";
import { parseSqlType } from "../../../src/thrift/arrow/sql-type";

describe("parseSqlType", () => {
  it("reads types nested in each other, names in backticks and spaces", () => {
    assert.deepEqual(parseSqlType("map<string, array<struct<`a:b``,c`: decimal(10, 2), D:timestamp_ntz>>>"), {
      kind: "map",
      key: { kind: "string" },
      value: {
        kind: "array",
        element: {
          kind: "struct",
          fields: [
            { name: "a:b`,c", type: { kind: "decimal", precision: 10, scale: 2 } },
            { name: "D", type: { kind: "timestamp_ntz" } },
          ],
        },
      },
    });
  });

  for (const type of ["varchar(10)", "char(3)", "interval day to second", "variant"]) {
    it(`sends ${type} as a string`, () => {
      assert.deepEqual(parseSqlType(type), { kind: "string" });
    });
  }

  for (const type of ["", "hugeint", "array<>", "map<string>", "decimal"]) {
    it(`refuses "${type}"`, () => {
      assert.throws(() => parseSqlType(type), /^ExpectedError: No Databricks SQL type: /);
    });
  }
});
