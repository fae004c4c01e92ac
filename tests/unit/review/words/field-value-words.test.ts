import assert from "node:assert/strict";
import { NOT_FINITE } from "../../../../alerting/definition";
import { conditionOf, type Condition } from "../../../../alerting/condition";
import { conditionText } from "../../../../alerting/condition-text";
import { loosened } from "../../../../review/findings/loosened";
import { fieldValueWords } from "../../../../review/words/change-words";

const limited = (comparisonOperator: string, doubleValue: number | (typeof NOT_FINITE)[number]): Condition =>
  conditionOf({
    evaluation: {
      source: { name: "n" },
      comparisonOperator,
      threshold: { value: { doubleValue } },
      emptyResultState: "OK",
      notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
    },
  });

describe("a threshold that no row can say, of somebody's alert", () => {
  it("is told as the number that it is, and a text as a text", () => {
    assert.deepEqual(
      NOT_FINITE.map((doubleValue) => fieldValueWords({ value: { doubleValue } })),
      ["NaN", "Infinity", "-Infinity"],
    );
    assert.equal(fieldValueWords({ value: { stringValue: "NaN" } }), '"NaN"');
    assert.equal(conditionText(limited("GREATER_THAN", "-Infinity")), "n is above -Infinity");
  });

  it("is above all numbers where it is NaN: what fires beyond it fires no less with a number", () => {
    assert.equal(loosened(limited("GREATER_THAN", "NaN"), limited("GREATER_THAN", 80), 1), undefined);
    assert.equal(loosened(limited("LESS_THAN", "-Infinity"), limited("LESS_THAN", 80), 1), undefined);
    assert.deepEqual(loosened(limited("LESS_THAN", "NaN"), limited("LESS_THAN", 80), 1), {
      extent: "far",
      message: "The threshold moves from NaN to 80; the value is 1 now.",
    });
  });
});
