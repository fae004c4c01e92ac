import assert from "node:assert/strict";
import { clockCalls, clockLiterals } from "../../../sql/clock-calls";
import { parsed } from "./parsed";

/** The parts of the text that read the clock, with what they give. */
function clocks(text: string): [text: string, type: string][] {
  return clockCalls(parsed(text)).map(({ span, type }) => [text.slice(span.start, span.end), type]);
}

describe("clockCalls", () => {
  it("finds every form, with what it gives", () => {
    const query =
      "SELECT current_timestamp(), current_timestamp, NOW(), current_date, Current_Date(), curdate(), " +
      "localtimestamp, localtimestamp(), getdate(), unix_timestamp(), current_time()";
    assert.deepEqual(clocks(query), [
      ["current_timestamp()", "TIMESTAMP"],
      ["current_timestamp", "TIMESTAMP"],
      ["NOW()", "TIMESTAMP"],
      ["current_date", "DATE"],
      ["Current_Date()", "DATE"],
      ["curdate()", "DATE"],
      ["localtimestamp", "TIMESTAMP_NTZ"],
      ["localtimestamp()", "TIMESTAMP_NTZ"],
      ["getdate()", "TIMESTAMP"],
      ["unix_timestamp()", "UNIX_SECONDS"],
      ["current_time()", "TIME"],
    ]);
  });

  it("knows the place in a text of several lines, with characters outside of the basic plane", () => {
    const query = [
      "SELECT '🔥🔥' AS `état`, now () AS \"größe 😀\", -- now() 😀",
      "\t`naïve 🙂`, /* now() */ date_sub(current_date( /* ) */ ), 7),\r",
      "  concat('it''s now()', '💥', now(\n)) FROM t",
    ].join("\n");
    assert.deepEqual(
      clocks(query).map(([text]) => text),
      ["now ()", "current_date( /* ) */ )", "now(\n)"],
    );
  });

  it("finds them in common tables, subqueries, joins, windows and lambdas", () => {
    const query = `WITH a AS (SELECT now() AS t) SELECT (SELECT max(x) FROM u WHERE y > now())
      FROM a JOIN b ON b.d > current_date() WHERE EXISTS (SELECT 1 FROM c WHERE d = curdate())
      AND transform(z, e -> e > now())[0] QUALIFY row_number() OVER (ORDER BY abs(unix_timestamp() - s)) = 1`;
    assert.deepEqual(
      clocks(query).map(([text]) => text),
      ["now()", "now()", "current_date()", "curdate()", "now()", "unix_timestamp()"],
    );
  });

  it("leaves alone what only looks like one", () => {
    const query =
      "SELECT unix_timestamp(x), my.tools.now(), current_user(), 'now()', `now()`, t.now, current_timezone()";
    assert.deepEqual(clocks(query), []);
  });

  it("tells special values, which have no call to replace", () => {
    assert.deepEqual(clockLiterals(parsed("SELECT TIMESTAMP 'now', date'Yesterday', DATE '2026-01-01'")), [
      "now",
      "Yesterday",
    ]);
  });
});
