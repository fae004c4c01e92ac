import assert from "node:assert/strict";
import { conditionInWords, scheduleInWords } from "../../src/web/alert-words";

type Condition = Parameters<typeof conditionInWords>[0];

describe("An alert in words", () => {
  const CONDITIONS: readonly [condition: Condition, words: string][] = [
    [
      {
        source: { name: "pct" },
        comparison_operator: "LESS_THAN",
        threshold: { value: { double_value: 80 } },
      },
      "pct is below 80",
    ],
    [
      {
        source: { name: "cost", aggregation: "AVG" },
        comparison_operator: "GREATER_THAN_OR_EQUAL",
        threshold: { column: { name: "budget", aggregation: "MAX" } },
      },
      "the average of cost is at least the largest budget",
    ],
    [
      {
        source: { name: "status" },
        comparison_operator: "EQUAL",
        threshold: { value: { string_value: "late" } },
      },
      'status is equal to "late"',
    ],
    [
      {
        source: { name: "ok" },
        comparison_operator: "NOT_EQUAL",
        threshold: { value: { bool_value: true } },
      },
      "ok is not true",
    ],
    [
      { source: { name: "id", aggregation: "COUNT_DISTINCT" }, comparison_operator: "IS_NULL" },
      "the number of different id is NULL",
    ],
  ];
  for (const [condition, words] of CONDITIONS)
    it(`triggers when ${words}`, () => assert.equal(conditionInWords(condition), words));

  it("counts Quartz's weekdays from Sunday, and reads 24 hours", () => {
    assert.equal(scheduleInWords("0 0 18 ? * 2-6"), "At 18:00, Monday through Friday");
  });

  it("leaves a schedule as it is for which there are no words", () => {
    assert.equal(scheduleInWords("whenever"), "whenever");
  });
});
