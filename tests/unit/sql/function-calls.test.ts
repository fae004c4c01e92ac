import assert from "node:assert/strict";
import { functionCalls } from "../../../sql/function-calls";
import { parsed } from "./parsed";

describe("functionCalls", () => {
  it("spans from the name to the closing parenthesis", () => {
    const text = "SELECT concat('a)', \"b(\", `c)`, lower(x) /* ) */) AS y, try_divide ( a , (b) ) FROM f";
    assert.deepEqual(
      functionCalls(parsed(text)).map(({ name, span }) => [name, text.slice(span.start, span.end)]),
      [
        ["concat", "concat('a)', \"b(\", `c)`, lower(x) /* ) */)"],
        ["lower", "lower(x)"],
        ["try_divide", "try_divide ( a , (b) )"],
      ],
    );
  });

  it("counts the arguments that are expressions", () => {
    const calls = functionCalls(parsed("SELECT count(*), round(x, 1), current_date, f(n => 2)"));
    assert.deepEqual(
      calls.map(({ name, args }) => [name, args?.length]),
      [
        ["count", 0],
        ["round", 2],
        ["current_date", undefined],
        ["f", 1],
      ],
    );
  });
});
