import assert from "node:assert/strict";
import { remembered } from "../../../alerting/remembered";

describe("remembered", () => {
  it("works out each text once, even one without an answer", () => {
    const asked: string[] = [];
    const lengthOf = remembered((text) => {
      asked.push(text);
      return text === "" ? undefined : text.length;
    });
    assert.deepEqual(["ab", "", "ab", "", "c"].map(lengthOf), [2, undefined, 2, undefined, 1]);
    assert.deepEqual(asked, ["ab", "", "c"]);
  });
});
