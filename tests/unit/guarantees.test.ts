import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** `` `tests/….test.ts`: title `` of the page's tables; without a title the file is meant. */
const HELD_BY = /`(tests\/[\w./-]+\.test\.ts)`(?:: ([^;|]+))?/g;

describe("docs/guarantees.md", () => {
  it("names tests that exist", () => {
    const page = readFileSync("docs/guarantees.md", "utf8");
    const named = [...page.matchAll(HELD_BY)].map(([, file = "", title]) => ({ file, title: title?.trim() }));
    assert.ok(named.length > 40);
    const missing = named.filter(
      ({ file, title = "" }) => !readFileSync(file, "utf8").replaceAll("\\'", "'").includes(title),
    );
    assert.deepEqual(missing, []);
  });
});
