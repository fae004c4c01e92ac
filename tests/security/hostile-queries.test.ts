import assert from "node:assert/strict";
import { RowQueries } from "../../databricks/row-queries";
import { evaluateNow } from "../../review/evaluate/evaluate-now";
import { replay } from "../../review/replay/replay";
import { ReplaySession } from "../../review/replay/replay-session";
import { insertRow, statusOf, TABLE } from "../engine/alert-row";
import { LocalStack, errorsOf } from "../engine/local-stack";
import { replayedAlert } from "../review/replay/replayed-alert";
import { useConnection } from "../review/use-connection";

const LEDGER = "health_monitor.gold.ledger";

/** Texts that are no single query, and what the service would do if one came into a statement of its own or of ours. */
const TEXTS = {
  "closes the WITH around it, and deletes": `SELECT 1 AS value) DELETE FROM ${LEDGER} /*`,
  "closes the WITH around it, and overwrites": `SELECT 1 AS value) INSERT OVERWRITE ${LEDGER} WITH q AS (SELECT 666 AS id`,
  "closes two parentheses": `SELECT 1 AS value)) DELETE FROM ${LEDGER} --`,
  "hides that behind a comment that goes on in the next line": `SELECT 1 AS value --\\\n'\n) DELETE FROM ${LEDGER} -- '`,
  "hides that behind a comment that ends with a carriage return": `SELECT 1 AS value --\r) DELETE FROM ${LEDGER} -- `,
  "hides that behind a text without escapes": `SELECT r'\\' AS value) DELETE FROM ${LEDGER} -- '`,
  "opens a comment that it does not close": "SELECT 1 AS value /*",
  "is a write behind a WITH": `WITH q AS (SELECT 1 AS id) DELETE FROM ${LEDGER} WHERE id IN (SELECT id FROM q)`,
  "inserts behind a WITH": `WITH q AS (SELECT 2 AS id) INSERT INTO ${LEDGER} SELECT id FROM q`,
  "updates behind a WITH": `WITH q AS (SELECT 2 AS id) UPDATE ${LEDGER} SET id = 666`,
  "merges behind a WITH": `WITH q AS (SELECT 1 AS id) MERGE INTO ${LEDGER} AS t USING q ON t.id = q.id WHEN MATCHED THEN DELETE`,
  "inserts from behind a FROM": `FROM ${LEDGER} INSERT INTO ${LEDGER} SELECT id`,
  "is two statements": `SELECT 1 AS value; DELETE FROM ${LEDGER}`,
  "is a write": `DELETE FROM ${LEDGER}`,
} as const;

/** The columns of rows, whose names stand behind their texts. */
const COLUMNS = ["value", "*/ --", "`) --", "\n) DELETE FROM x --"];

describe("a row's text that is no single query", () => {
  const { connection, workspace, countStatements } = useConnection();

  before(async () => {
    await connection().sql.execute({ sql: `CREATE TABLE IF NOT EXISTS ${LEDGER} (id INT)` });
  });

  for (const [what, text] of Object.entries(TEXTS)) {
    it(`that ${what} is not run by a review`, async () => {
      const { sql } = connection();
      await sql.execute({ sql: `INSERT OVERWRITE ${LEDGER} VALUES (1)` });
      countStatements();
      for (const name of COLUMNS) {
        const alert = replayedAlert(text, { source: { name } });
        const { state, error } = await evaluateNow(alert, new RowQueries(sql));
        assert.equal(state, "ERROR");
        assert.match(error ?? "", /^\[PARSE_|^\[UNCLOSED_/);
        const now = new Date();
        const from = new Date(now.getTime() - 86_400_000);
        assert.ok("reason" in (await replay(alert, new ReplaySession(sql), { from, to: now })));
      }
      const { statements } = workspace().requests;
      const holding = statements.filter(({ text: sent }) => sent.includes(text));
      assert.ok(holding.length >= COLUMNS.length);
      for (const { text: sent } of holding) assert.match(sent, /^DESCRIBE QUERY\n/);
      assert.deepEqual(await sql.query({ sql: `SELECT id FROM ${LEDGER}` }), [{ id: 1 }]);
    });
  }

  it("is sent once, whatever becomes of the answer", async () => {
    const text = "SELECT 'sent once' AS value";
    const queries = new RowQueries(connection().sql);
    workspace().faults.add({ kind: "drop-after", statement: "sent once", times: "always" });
    try {
      countStatements();
      await assert.rejects(queries.describe(text));
      assert.equal(countStatements(), 1);
      workspace().faults.clear();
      await queries.describe(text);
      workspace().faults.add({ kind: "drop-after", statement: "sent once", times: "always" });
      countStatements();
      await assert.rejects(queries.run(text, `SELECT * FROM (\n${text}\n)`));
      assert.equal(countStatements(), 1);
    } finally {
      workspace().faults.clear();
    }
  });
});
