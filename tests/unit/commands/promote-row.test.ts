import assert from "node:assert/strict";
import { failing, readEvidence } from "../../../commands/promote-row";

const FIGURES = { episodes: 3, messages: 4, errors: 0, firing: 12 };

describe("the evidence that promotes an alert", () => {
  it("is read as it is written", () => {
    assert.deepEqual(readEvidence(" Episodes <= 3 AND errors=0 in 14 days "), {
      conditions: [
        { figure: "episodes", sign: "<=", limit: 3 },
        { figure: "errors", sign: "=", limit: 0 },
      ],
      days: 14,
    });
  });

  for (const text of [
    "",
    "episodes <= 3",
    "episodes in 3 days",
    "value < 1 in 3 days",
    "errors = 0 in 0 days",
  ]) {
    it(`is not ${text === "" ? "nothing" : text}`, () => {
      assert.throws(() => readEvidence(text), {
        name: "ExpectedError",
        message: `--if ${text} is no evidence: write such as "episodes <= 3 and errors = 0 in 14 days", of episodes, messages, errors, firing.`,
      });
    });
  }

  it("says of each part why it does not hold", () => {
    const of = (text: string) => failing(readEvidence(text), FIGURES);
    assert.deepEqual(of("episodes <= 3 and messages < 5 and errors = 0 and firing > 11 in 2 days"), []);
    assert.deepEqual(of("episodes < 3 and messages >= 5 in 2 days"), [
      "episodes is 3, and not < 3",
      "messages is 4, and not >= 5",
    ]);
  });
});
