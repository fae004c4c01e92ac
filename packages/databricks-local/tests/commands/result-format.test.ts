import assert from "node:assert/strict";
import { formatCsv, formatJson, formatTable } from "../../src/commands/sql";

const RESULT = {
  columns: [
    { name: "n", type: "LONG" },
    { name: "text", type: "STRING" },
    { name: "tags", type: "MAP" },
    { name: "ok", type: "BOOLEAN" },
    { name: "cost", type: "DECIMAL" },
  ],
  rows: [
    ["9223372036854775807", 'two\nlines, "quoted"', '{"team":"data"}', "false", "1.500000"],
    ["7", "", null, "true", null],
  ],
};

describe("A statement's result", () => {
  it("is an aligned table, numbers to the right, one line a row", () => {
    assert.equal(
      formatTable(RESULT),
      [
        "                  n │ text                │ tags            │ ok    │     cost",
        "────────────────────┼─────────────────────┼─────────────────┼───────┼─────────",
        '9223372036854775807 │ two⏎lines, "quoted" │ {"team":"data"} │ false │ 1.500000',
        "                  7 │                     │ NULL            │ true  │     NULL",
        "(2 rows)",
      ].join("\n"),
    );
  });

  it("shows control characters in a table, which a terminal would obey", () => {
    const cell = "a\u001b[31mb\tc\u0007\u009b\u202e";
    const [, , line] = formatTable({ columns: [{ name: "q", type: "STRING" }], rows: [[cell]] }).split("\n");
    assert.equal(line, "a\\u001b[31mb\\u0009c\\u0007\\u009b\\u202e");
  });

  it("says when the table cuts a cell", () => {
    const table = formatTable({ columns: [{ name: "q", type: "STRING" }], rows: [["x".repeat(61)]] });
    assert.equal(
      table.split("\n").slice(2).join("\n"),
      `${"x".repeat(59)}…\n(1 row; cells cut at 60 characters: --json shows them whole)`,
    );
  });

  it("is JSON with types, where none loses a digit", () => {
    assert.deepEqual(JSON.parse(formatJson(RESULT)), [
      {
        n: "9223372036854775807",
        text: 'two\nlines, "quoted"',
        tags: { team: "data" },
        ok: false,
        cost: "1.500000",
      },
      { n: 7, text: "", tags: null, ok: true, cost: null },
    ]);
  });

  it("is CSV that tells an empty text from NULL", () => {
    assert.equal(
      formatCsv(RESULT),
      "n,text,tags,ok,cost\n" +
        '9223372036854775807,"two\nlines, ""quoted""","{""team"":""data""}",false,1.500000\n' +
        '7,"",,true,\n',
    );
  });
});
