import assert from "node:assert/strict";
import { queryDiff } from "../../../../review/words/query-diff";

describe("the difference of two queries", () => {
  it("shows what changed with two lines around it, and no blanks", () => {
    const before = "SELECT a,\n  b,\n  c,\n  d,\n  e\nFROM t";
    assert.deepEqual(queryDiff(before, before.replace("  e", "      f").replace("  b", "\tb")), [
      [
        { sign: " ", text: "  c," },
        { sign: " ", text: "  d," },
        { sign: "-", text: "  e" },
        { sign: "+", text: "      f" },
        { sign: " ", text: "FROM t" },
      ],
    ]);
    assert.deepEqual(queryDiff(before, before.replaceAll("  ", "    ")), []);
  });

  it("does not look for the fewest lines where thousands of them differ", () => {
    const lines = (what: string) => Array.from({ length: 100_000 }, (_, line) => `${what} ${line}`);
    const [group = [], ...more] = queryDiff(lines("a").join("\n"), lines("b").join("\n"));
    assert.deepEqual(more, []);
    assert.deepEqual(
      group.map(({ sign, text }) => sign + text),
      [...lines("-a"), ...lines("+b")],
    );
  });
});
