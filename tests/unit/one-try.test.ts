import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A suite's tests share what its first ones made, so that a second try would begin with what the first one left. */
describe("a test", () => {
  it("has one try", () => {
    const files = readdirSync("tests", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => path.join("tests", file));
    assert.ok(files.length > 100);
    const retrying = ["package.json", ".mocharc.json", ...files].filter((file) =>
      /--retries|"retries":|this\.retries\(|\)\.retries\(/.test(readFileSync(file, "utf8")),
    );
    assert.deepEqual(
      retrying.filter((file) => path.basename(file) !== "one-try.test.ts"),
      [],
    );
  });
});
