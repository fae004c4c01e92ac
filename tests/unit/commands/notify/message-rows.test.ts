import assert from "node:assert/strict";
import fc from "fast-check";
import { COMPARISON_OPERATORS, type AlertDefinition } from "../../../../alerting/definition";
import { comparableCell, comparableThreshold, fulfils } from "../../../../alerting/comparable";
import {
  comparedValue,
  rowsQuery,
  sampleRows,
  subjectOf,
  worstRows,
} from "../../../../commands/notify/message-rows";
import { parseQuery } from "../../../../sql/parse-query";

const COLUMNS = [
  { name: "value", type: "decimal(10,2)" },
  { name: "who`s", type: "string" },
  { name: "day", type: "date" },
];

function evaluation(
  comparisonOperator: AlertDefinition["evaluation"]["comparisonOperator"],
  value: NonNullable<AlertDefinition["evaluation"]["threshold"]>["value"] = { doubleValue: 80 },
): AlertDefinition["evaluation"] {
  return {
    source: { name: "value" },
    comparisonOperator,
    ...(!comparisonOperator.endsWith("NULL") && { threshold: { value } }),
    emptyResultState: "OK",
    notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
  };
}

describe("comparedValue", () => {
  it("is near the threshold", () => {
    const of = (operator: Parameters<typeof evaluation>[0], state: "TRIGGERED" | "OK") =>
      comparedValue({ evaluation: evaluation(operator) }, state);
    assert.deepEqual(
      COMPARISON_OPERATORS.map((operator) => [operator, of(operator, "TRIGGERED"), of(operator, "OK")]),
      [
        ["EQUAL", "80", "88"],
        ["GREATER_THAN", "88", "80"],
        ["GREATER_THAN_OR_EQUAL", "80", "72"],
        ["IS_NOT_NULL", "0", null],
        ["IS_NULL", null, "0"],
        ["LESS_THAN", "72", "80"],
        ["LESS_THAN_OR_EQUAL", "80", "88"],
        ["NOT_EQUAL", "88", "80"],
      ],
    );
  });

  it("makes the alert what it is to be, whatever number it is compared with", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COMPARISON_OPERATORS),
        fc.double({ noNaN: true, min: -1e200, max: 1e200 }),
        fc.constantFrom("TRIGGERED" as const, "OK" as const),
        (operator, limit, state) => {
          const threshold = { doubleValue: limit };
          const value = comparedValue({ evaluation: evaluation(operator, threshold) }, state);
          const isFulfilled = fulfils(
            operator,
            comparableCell(value, "double"),
            comparableThreshold(threshold),
          );
          assert.equal(isFulfilled, state === "TRIGGERED");
        },
      ),
    );
  });

  it("is the threshold to its last digit, as a DOUBLE has it", () => {
    const whole = { doubleValue: 1_158_583_899_490_000_000 };
    assert.notEqual(BigInt(whole.doubleValue), BigInt(String(whole.doubleValue)));
    assert.equal(
      comparedValue({ evaluation: evaluation("EQUAL", whole) }, "TRIGGERED"),
      "1158583899490000000",
    );
    const equal = (doubleValue: number) =>
      comparedValue({ evaluation: evaluation("EQUAL", { doubleValue }) }, "TRIGGERED");
    assert.deepEqual([12345678901234568, 0.1234567890123].map(equal), [
      "12345678901234568",
      "0.1234567890123",
    ]);
    const isEqual = (type: string) =>
      fulfils("EQUAL", comparableCell("1158583899490000000", type), comparableThreshold(whole));
    assert.deepEqual([isEqual("double"), isEqual("bigint")], [true, false]);
  });

  it("is a text or a truth value where the threshold is one", () => {
    assert.equal(
      comparedValue({ evaluation: evaluation("EQUAL", { stringValue: "FAILED" }) }, "TRIGGERED"),
      "FAILED",
    );
    assert.equal(
      comparedValue({ evaluation: evaluation("EQUAL", { stringValue: "FAILED" }) }, "OK"),
      "FAILED~",
    );
    assert.equal(comparedValue({ evaluation: evaluation("EQUAL", { boolValue: false }) }, "OK"), "true");
  });

  it("says that none is known where nothing can be so", () => {
    assert.throws(
      () => comparedValue({ evaluation: evaluation("LESS_THAN", { stringValue: "" }) }, "TRIGGERED"),
      /^ExpectedError: No value of value is known for which the alert would be TRIGGERED: --state OK, or --with last\.$/,
    );
  });
});

describe("rowsQuery", () => {
  it("writes rows out, the compared one with a type that fits its threshold", () => {
    assert.equal(
      rowsQuery(sampleRows(COLUMNS.slice(0, 2), "value", "88"), evaluation("GREATER_THAN")),
      "SELECT CAST(c0 AS DOUBLE) AS `value`, CAST(c1 AS STRING) AS `who``s` " +
        "FROM VALUES (0, '88', 'who`s 1'), (0, '88', 'who`s 2'), (0, '88', 'who`s 3') AS fixture(n, c0, c1)",
    );
  });

  it("is one query, whatever is in the rows", () => {
    const text = rowsQuery(worstRows(COLUMNS, "value", "88"), evaluation("GREATER_THAN"));
    assert.equal(parseQuery(text).outcome, "query");
    assert.equal(text.includes("\n"), false);
  });
});

describe("worstRows", () => {
  const rows = worstRows(COLUMNS, "value", "88");

  it("has as many rows as a message shows, and the value in the first one", () => {
    assert.equal(rows.rows.length, 100);
    assert.deepEqual(
      rows.rows.map(({ value }) => value).filter((value) => value !== null),
      ["88"],
    );
  });

  it("has mark-up, lines, emoji and NULL, which a message shows as nothing", () => {
    const cells = rows.rows.flatMap((row) => Object.values(row));
    for (const part of ["<script>", "|", "🚨", "\n"]) {
      assert.ok(
        cells.some((cell) => cell?.includes(part)),
        part,
      );
    }
    const { result } = subjectOf(rows, "value", "TRIGGERED");
    assert.ok(result?.rows.some((row) => row["day"] === ""));
  });
});
