import assert from "node:assert/strict";
import { parseQuery } from "../../../alerting/sql/parse-query";

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
    assert.deepEqual(parseQuery("SELECT n FROM"), {
      outcome: "not analysed",
      reason: "Expected: identifier, found: EOF",
    });
    assert.equal(parseQuery("SELECT 7 div 2").outcome, "not analysed");
  });

  it("does not take code for text, or text for code, after an escaped quote", () => {
    assert.deepEqual(parseQuery("SELECT 'a\\' AS x, now() AS y, 'b'"), {
      outcome: "not analysed",
      reason: "A text with an escaped quote (\\') cannot be told from two texts",
    });
    assert.equal(parseQuery("SELECT 'C:\\\\' AS folder").outcome, "query");
  });

  it("refuses a query that is nested too deeply, and reads the next one", () => {
    const nested = `SELECT ${"(".repeat(5_000)}1${")".repeat(5_000)}`;
    assert.equal(parseQuery(nested).outcome, "not analysed");
    assert.equal(parseQuery("SELECT 1").outcome, "query");
  });
});
