import assert from "node:assert/strict";
import fc from "fast-check";
import { queryText } from "../../../../alerting/fields/query";
import { type AlertNotes, RowNotes } from "../../../../alerting/row-notes";

const SETTINGS = { catalog: "c", goldSchema: "g" };

/** The query that the service gets, and what is said of the row's. */
function read(query: string) {
  const row = { alert_query_template: query, query_parameters: null };
  const notes: AlertNotes = new RowNotes("alert_configurations", "A", row, []);
  const text = queryText(row, SETTINGS, notes);
  const [faults, warnings] = [notes.faults, notes.warnings].map((list) => list.map(({ rule }) => rule));
  return { text, faults, warnings };
}

const asItStands = (query: string) => ({ text: query, faults: [], warnings: [] });

describe("a query with doubled quotes", () => {
  for (const value of ["1", "FAILED", "ops@example.com", "2026-01-31"]) {
    it(`is read with single ones where they enclose ${value}, with a warning`, () => {
      assert.deepEqual(read(`SELECT count(*) AS n FROM t WHERE a = ''${value}'' AND b IN (''x'', ''y'')`), {
        text: `SELECT count(*) AS n FROM t WHERE a = '${value}' AND b IN ('x', 'y')`,
        faults: [],
        warnings: ["has every quote doubled, and is read with single ones: write it so"],
      });
    });
  }

  it("is a fault where it is surely no SQL, and not surely the same with single ones", () => {
    assert.deepEqual(read("SELECT count(*) AS n FROM t WHERE a = ''High Risk'' AND b = ''x''"), {
      text: undefined,
      faults: [
        "has its quotes doubled, which is no SQL. Write it with single ones, if that is what it means: " +
          "SELECT count(*) AS n FROM t WHERE a = 'High Risk' AND b = 'x'",
      ],
      warnings: [],
    });
  });

  for (const query of [
    "SELECT sum(n) AS n FROM t WHERE region <> '' AND bytes div 1024 > 5 AND team <> ''",
    "SELECT ''||a div b||'' AS n FROM t",
    "SELECT 5 div 2 AS n FROM t WHERE x=''OR''=y",
    "SELECT ''as x,''as y, 5 div 2 AS n FROM t",
    "SELECT 5 div 2 AS n FROM t WHERE a LIKE ''%x%''",
    "SELECT ''r'' AS n, 5 div 2 FROM t",
    "SELECT \"''x''\" AS n, 5 div 2 FROM t -- ''x''",
  ]) {
    it(`stays as it stands where it may be meant so: ${query}`, () => {
      assert.deepEqual(read(query), asItStands(query));
    });
  }

  it("is never what a query with empty texts is taken for", () => {
    const blank = fc.constantFrom("", " ", "\n");
    const column = fc.constantFrom("region", "t.team", "`a b`", "x1");
    const test = fc
      .tuple(column, blank, fc.constantFrom("=", "<>", "!=", "<=>", " LIKE", ">"), blank)
      .map(([name, before, operator, behind]) => `${name}${before}${operator}${behind}''`);
    const call = fc
      .tuple(fc.constantFrom("coalesce", "nvl", "concat"), column, blank)
      .map(([name, argument, space]) => `${name}(${argument},${space}'') <> ${name}('', ${argument})`);
    const reversed = fc.tuple(column, blank).map(([name, space]) => `''${space}=${space}${name}`);
    const other = fc.constantFrom(
      "bytes div 1024 > 5",
      "a = 'x'",
      "b << 2 > 1",
      "n > 1",
      "CASE WHEN n>1 THEN''ELSE''END=''",
    );
    const conditions = fc.array(fc.oneof(test, call, reversed, other), { minLength: 1, maxLength: 6 });
    const joint = fc.constantFrom(" AND ", " OR ", "\nAND ");
    fc.assert(
      fc.property(conditions, joint, (parts, and) => {
        const query = `SELECT count(*) AS n FROM t WHERE ${parts.join(and)} AND bytes div 2 > 1`;
        assert.deepEqual(read(query), asItStands(query));
      }),
    );
  });
});
