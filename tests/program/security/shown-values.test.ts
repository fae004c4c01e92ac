import assert from "node:assert/strict";
import type { AlertDefinition } from "../../../alerting/definition";
import { describeReview } from "../../../commands/run-review";
import { SqlStatementError } from "../../../databricks/sql-statement-error";
import type { AlertChange } from "../../../review/changes/alert-change";
import { evaluateNow } from "../../../review/evaluate/evaluate-now";
import { gatherEvidence } from "../../../review/gather-evidence";
import { page } from "../../../review/html/page";
import { comment } from "../../../review/markdown/comment";
import { makeReport } from "../../../review/report/make-report";
import { shownError, type ShownValues } from "../../../review/shown-values";
import { RowQueries } from "../../../rows/row-queries";
import { replayedAlert } from "../review/replay/replayed-alert";
import { useConnection } from "../review/use-connection";
import { plannedAlert } from "../../unit/alerting/planned-alert";

const NOW = new Date("2026-11-23T09:12:00Z");
const SECRET = "s3cr3t-salary-of-ann";
const CELL = "(SELECT max(name) FROM security_people)";

/** Queries that bring a cell of a table into what is said of them. */
const LEAKS: Readonly<Record<string, string>> = {
  "compares it": `SELECT ${CELL} AS v`,
  "casts it to a number": `SELECT CAST(${CELL} AS INT) AS v`,
  "casts it to a date": `SELECT CAST(${CELL} AS DATE) AS v`,
  "raises it as an error": `SELECT raise_error(${CELL}) AS v`,
  "raises it as the class of an error": `SELECT raise_error(concat('[', ${CELL}, '] no')) AS v`,
  "raises it behind a class that exists": `SELECT raise_error(concat('[DIVIDE_BY_ZERO] ', ${CELL})) AS v`,
  "lets an assertion say it": `SELECT assert_true(length(${CELL}) = 0, ${CELL}) AS v`,
  "makes an array of it": `SELECT array(${CELL}) AS v`,
  "raises it at some moments only": `SELECT CASE WHEN hour(now()) < 5 THEN raise_error(${CELL}) ELSE 1 END AS v`,
  "compares it as a text of many": `SELECT name AS v FROM security_people ORDER BY name`,
};

describe("what a review shows of what queries give", function () {
  this.timeout(120_000);
  const { connection } = useConnection();

  before(async () => {
    const { sql } = connection();
    await sql.execute({ sql: "CREATE TABLE security_people (name STRING, pay INT, born DATE)" });
    await sql.execute({
      sql: `INSERT INTO security_people VALUES ('${SECRET}', 4711, DATE '1981-02-03')`,
    });
  });

  const reportOf = async (definition: AlertDefinition, values: ShownValues) => {
    const change: AlertChange = {
      alertId: "A-1",
      kind: "added",
      fields: [],
      drift: [],
      isBaseUnknown: false,
      planned: plannedAlert("A-1", definition),
    };
    const evidence = await gatherEvidence(new Map([[change, { after: definition }]]), connection().sql, {
      now: () => NOW,
      replayDays: 1,
      values,
      say: () => undefined,
    });
    return makeReport({
      head: { stack: "dev", mode: "workspace", elapsed: () => 0 },
      now: NOW,
      changes: [change],
      unchanged: 0,
      skipped: 0,
      findings: new Map(),
      known: new Set<string>(),
      unclaimed: [],
      evidenceOf: (one) => evidence.get(one) ?? { now: {}, replay: {} },
      channels: { byId: new Map(), faults: [], warnings: [] },
      notChecked: [],
      values,
      domains: new Set<string>(),
    });
  };
  const subject = "{{ALERT_NAME}} is {{QUERY_RESULT_VALUE}}";
  const everything = async (query: string, values: ShownValues) => {
    const report = await reportOf({ ...replayedAlert(query), customSummary: subject }, values);
    return [JSON.stringify(report), comment(report), page(report), describeReview(report, [])].join("\n");
  };

  for (const [what, query] of Object.entries(LEAKS)) {
    it(`keeps a cell to itself where a query ${what}`, async () => {
      for (const values of ["numbers", "none"] as const) {
        const text = await everything(query, values);
        assert.ok(!text.includes(SECRET) && !text.includes("salary"), text.slice(0, 4000));
      }
    });
  }

  it("shows all of it where it is told to", async () => {
    for (const what of ["compares it", "casts it to a number", "raises it as an error"])
      assert.match(await everything(LEAKS[what] ?? "", "all"), new RegExp(SECRET), what);
  });

  it("says in words what is left out, and how to see it", async () => {
    const note = /Of what queries gave this shows only numbers and truth values/;
    const text = await reportOf(replayedAlert(LEAKS["compares it"] ?? ""), "numbers");
    assert.match(comment(text), note);
    assert.match(comment(text), /v = '…', of 1 row → \*\*ERROR\*\*|\*\*ERROR\*\*/);
    assert.match(page(text), note);
    assert.match(describeReview(text, []), note);
    assert.match(
      comment(await reportOf(replayedAlert("SELECT 4711 AS v"), "none")),
      /v = '…', of 1 row → \*\*TRIGGERED\*\*/,
    );
    assert.doesNotMatch(
      comment(await reportOf(replayedAlert("SELECT 4711 AS v"), "all")),
      /Of what queries gave/,
    );
  });

  it("goes by the type of a value, and not by how it looks", async () => {
    const shown = async (expression: string, values: ShownValues) => {
      const { value, isWithheld = false } = await evaluateNow(
        { ...replayedAlert(`SELECT ${expression} AS v FROM security_people`) },
        new RowQueries(connection().sql),
        { values },
      );
      return isWithheld ? "withheld" : value;
    };
    const numbers: readonly (readonly [string, unknown])[] = [
      ["pay", 4711],
      ["CAST(pay AS DECIMAL(20, 2)) / 2", 2355.5],
      ["CAST('NaN' AS DOUBLE)", "NaN"],
      ["CAST(12345678901234567890 AS DECIMAL(20, 0))", "12345678901234567890"],
      ["pay > 1000", true],
      ["CAST(NULL AS STRING)", null],
      ["CAST(pay AS STRING)", "withheld"],
      ["name", "withheld"],
      ["born", "withheld"],
      ["CAST(born AS TIMESTAMP)", "withheld"],
      ["CAST(name AS BINARY)", "withheld"],
      ["array(pay)", "withheld"],
    ];
    for (const [expression, value] of numbers) {
      assert.equal(await shown(expression, "numbers"), value, expression);
      assert.equal(await shown(expression, "none"), "withheld", expression);
    }
  });
});

describe("what a review shows of an error", () => {
  const shown = (message: string, state?: string) =>
    shownError(new SqlStatementError(message, state), "numbers");

  it("is its class and its state", () => {
    assert.equal(
      shown(
        `[CAST_INVALID_INPUT] The value '${SECRET}' of the type "STRING" cannot be cast. SQLSTATE: 22018`,
      ),
      "[CAST_INVALID_INPUT] SQLSTATE 22018",
    );
    assert.equal(
      shown(`[USER_RAISED_EXCEPTION] ${SECRET}`, "P0001"),
      "[USER_RAISED_EXCEPTION] SQLSTATE P0001",
    );
    assert.equal(
      shown("[UNRESOLVED_COLUMN.WITH_SUGGESTION] …", "42703"),
      "[UNRESOLVED_COLUMN] SQLSTATE 42703",
    );
  });

  it("is nothing that a query can choose freely", () => {
    for (const message of [
      "[S3CR3T] gone",
      "[DIVIDE_BY_ZERO.S3CR3T] gone",
      "org.apache.spark.SparkException: [S3CR3T] gone",
      "gone SQLSTATE: SECRE",
      "[UNSUPPORTED_FEATURE.LOCAL_WORKSPACE] S3CR3T",
      "[PARSE_S3CR3T] gone",
      "S3CR3T",
    ])
      assert.doesNotMatch(shown(message), /S3CR3T|SECRE/, message);

    assert.equal(shown("[S3CR3T] gone SQLSTATE: SECRE"), "an error of no known class");
  });
});
