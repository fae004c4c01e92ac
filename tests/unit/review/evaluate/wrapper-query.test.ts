import assert from "node:assert/strict";
import { compare } from "../../../../review/evaluate/wrapper-query";

describe("the wrapper of an alert's query", () => {
  it("aggregates as the alert says, and takes the first row's value beside what is aggregated", () => {
    assert.equal(compare({ name: "cost", aggregation: "SUM" }, true), "SUM(`cost`)");
    assert.equal(compare({ name: "cost", aggregation: "COUNT_DISTINCT" }, true), "COUNT(DISTINCT `cost`)");
    assert.equal(compare({ name: "limit" }, true), "first(`limit`)");
    assert.equal(compare({ name: "limit" }, false), "`limit`");
  });

  it("takes no text of an answer for SQL, be it a column or an aggregation", () => {
    assert.equal(
      compare({ name: "a`b", aggregation: "MAX(1), (SELECT secret FROM t)--" }, true),
      "`MAX(1), (SELECT secret FROM t)--`(`a``b`)",
    );
  });
});
