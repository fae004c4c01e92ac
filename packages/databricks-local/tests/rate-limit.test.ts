import assert from "node:assert/strict";
import { ApiError } from "../src/api-error";
import { RateLimit } from "../src/rate-limit";

describe("RateLimit", () => {
  it("counts the calls of the last second, and not those that it refused", () => {
    let nowMs = 0;
    const limit = new RateLimit(2, () => nowMs);
    const passes = () => {
      try {
        limit.check();
        return true;
      } catch (error) {
        assert.ok(error instanceof ApiError);
        return false;
      }
    };
    const at = (ms: number) => {
      nowMs = ms;
      return passes();
    };
    assert.deepEqual(
      [at(0), at(600), at(999), at(1000), at(1001), at(1600)],
      [true, true, false, true, false, true],
    );
  });
});
