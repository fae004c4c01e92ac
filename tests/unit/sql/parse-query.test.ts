import assert from "node:assert/strict";
import { parseQuery } from "../../../sql/parse-query";

describe("parseQuery", () => {
  it("reads one query", () => {
    assert.equal(parseQuery("WITH a AS (SELECT 1 AS n) SELECT n FROM a").outcome, "query");
    assert.equal(parseQuery("VALUES (1, 2)").outcome, "query");
  });

  it("tells several statements, and one that is no query, by their kinds", () => {
    assert.deepEqual(parseQuery("SELECT 1; SELECT 2"), {
      outcome: "no query",
      statements: ["Query", "Query"],
    });
    assert.deepEqual(parseQuery("INSERT INTO t VALUES (1)"), { outcome: "no query", statements: ["Insert"] });
    assert.deepEqual(parseQuery("-- nothing"), { outcome: "no query", statements: [] });
  });

  it("gives the parser's message for what it cannot read", () => {
    assert.deepEqual(parseQuery("SELECT n FROM t LIMIT"), {
      outcome: "not analysed",
      reason: "Expected: an expression, found: EOF",
      looks: "doubtful",
    });
    assert.equal(parseQuery("SELECT 7 div 2").outcome, "not analysed");
  });

  it("does not take code for text, or text for code, after an escaped quote", () => {
    assert.deepEqual(parseQuery("SELECT 'a\\' AS x, now() AS y, 'b'"), {
      outcome: "not analysed",
      reason: "A text with an escaped quote (\\') cannot be told from two texts",
      looks: "sound",
    });
    assert.equal(parseQuery("SELECT 'C:\\\\' AS folder").outcome, "query");
  });

  it("refuses a query that is nested too deeply, and reads the next one", () => {
    const nested = `SELECT ${"(".repeat(5_000)}1${")".repeat(5_000)}`;
    assert.equal(parseQuery(nested).outcome, "not analysed");
    assert.equal(parseQuery("SELECT 1").outcome, "query");
  });

  /** What no SQL has, and in which words it is told. */
  const BROKEN: Readonly<Record<string, string>> = {
    "SELECT n FROM t WHERE name LIKE %prod%":
      "LIKE is followed by %, where a value must stand: quote the pattern, as in LIKE '%prod%'.",
    "SELECT n FROM t WHERE a = AND b = 1 AND c >=": ">= is followed by nothing, where a value must stand.",
    "SELECT n FROM t WHERE a = = 1": "= is followed by =, where a value must stand.",
    "SELECT n FROM": "FROM is followed by nothing, where a value must stand.",
    "SELEKT n FROM t": "It begins with SELEKT; did you mean SELECT?",
    "DECLARE @n INT = 5 SELECT @n": "It begins with DECLARE, but a query begins with SELECT, WITH or VALUES.",
    "rate(requests[5m]) > 5": "It begins with rate, but a query begins with SELECT, WITH or VALUES.",
    "= 5": "It begins with =, but a query begins with SELECT, WITH or VALUES.",
    "SELECT n FROM t WHERE id = {{ id }}": "{{ id }} is a placeholder, and nothing fills it in.",
    "SELECT n FROM t {% if x %} WHERE a {% endif %}": "{% means nothing in SQL.",
    "SELECT ${days}": "${ means nothing in SQL.",
    "SELECT 'n": "A quote (') is not closed.",
    "SELECT n /* why": "A comment is not closed.",
    "SELECT (n + 1": "An opening parenthesis is not closed.",
    "SELECT n + 1)": "A closing parenthesis closes nothing.",
    "SELECT n,, m FROM t": "Two commas follow each other.",
  };
  for (const [text, reason] of Object.entries(BROKEN)) {
    it(`says why ${text} is no SQL`, () => {
      assert.deepEqual(parseQuery(text), { outcome: "not analysed", reason, looks: "broken" });
    });
  }

  /** Databricks SQL: that it cannot be read here is no fault of it. */
  const SOUND = [
    "SELECT a div b AS n FROM t",
    "SELECT * FROM t |> WHERE a > 1",
    "FROM t |> AGGREGATE count(*) AS n",
    "TABLE t",
    "SELECT now() - INTERVAL 2 HOURS 30 MINUTES",
    "SELECT * FROM t@v12",
    "SELECT a << 2, a >>> 1 FROM t",
    "WITH RECURSIVE r(n) MAX RECURSION LEVEL 5 AS (SELECT 1) SELECT * FROM r",
    "SELECT struct(*) FROM t",
    "SELECT * FROM (t)",
    "SELECT n FROM t WHERE ts > now() - INTERVAL '1 day'",
    "SELECT n FROM t WHERE name LIKE 'it\\'s%'",
    "SELECT a FROM t MATCH_RECOGNIZE (ORDER BY a PATTERN (A) DEFINE A AS a > 1)",
  ];
  for (const text of SOUND) {
    it(`holds nothing against ${text}`, () => {
      const analysis = parseQuery(text);
      assert.equal(analysis.outcome === "not analysed" && analysis.looks, "sound");
    });
  }

  for (const text of ["SELECT n FORM t", "SELECT n FROM t GROUP day", "SELECT n FROM t, WHERE n IS 5"]) {
    it(`doubts ${text}`, () => {
      const analysis = parseQuery(text);
      assert.equal(analysis.outcome === "not analysed" && analysis.looks, "doubtful");
    });
  }
});
