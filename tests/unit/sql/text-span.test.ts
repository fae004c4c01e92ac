import assert from "node:assert/strict";
import { parseQuery } from "../../../sql/parse-query";
import { tableReferences, withEdits } from "../../../sql/table-references";
import { TextPositions } from "../../../sql/text-span";

describe("TextPositions", () => {
  it("counts characters of two code units once, in each line by itself", () => {
    const positions = new TextPositions("a😀b\n😀😀c\nplain");
    const offsets = [1, 2, 3, 4, 9].map((column) => positions.offset({ line: 1, column }));
    assert.deepEqual(offsets, [0, 1, 3, 4, 4]);
    assert.equal(positions.offset({ line: 2, column: 3 }), 9);
    assert.equal(positions.offset({ line: 3, column: 6 }), 16);
  });
});

describe("withEdits", () => {
  it("puts each text where its span was, whatever their order", () => {
    const edits = [
      { span: { start: 7, end: 12 }, text: "earth" },
      { span: { start: 0, end: 0 }, text: "> " },
      { span: { start: 5, end: 6 }, text: " -" },
    ];
    assert.equal(withEdits("hello, world", edits), "> hello - earth");
  });

  it("finds tables behind wide characters", () => {
    const text = "SELECT '😀😀' AS face FROM main.a.t JOIN main.b.u ON '😀' = u.face";
    const parsed = parseQuery(text);
    assert.ok(parsed.outcome === "query");
    const { references } = tableReferences(parsed);
    assert.deepEqual(
      references.map(({ nameStart, nameEnd }) => text.slice(nameStart, nameEnd)),
      ["main.a.t", "main.b.u"],
    );
  });
});
