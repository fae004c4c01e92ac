import assert from "node:assert/strict";
import { clientEnvironment } from "databricks-local";
import type { LiveDefinition } from "../../../alerting/definition";
import { hashDefinition } from "../../../alerting/definition-fields";
import { notOneQuery } from "../../../alerting/one-query";
import { openWorkspace } from "../../../databricks/open-connection";
import { evaluateNow } from "../../../review/evaluate/evaluate-now";
import { replay } from "../../../review/replay/replay";
import { ReplaySession } from "../../../review/replay/replay-session";
import { RowQueries } from "../../../rows/row-queries";
import { insertRow, TABLE } from "../alert-row";
import { errorsOf, LocalStack } from "../local-stack";
import { replayedAlert } from "../../program/review/replay/replayed-alert";
import { useConnection } from "../../program/review/use-connection";

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

/** Those of them that no parser but the service's sees. */
const UNSEEN = Object.values(TEXTS).filter(
  (queryText) => notOneQuery([{ alertId: "A-1", authored: replayedAlert(queryText) }]).length === 0,
);

/** The columns of rows, whose names stand behind their texts. */
const COLUMNS = ["value", "*/ --", "`) --", "\n) DELETE FROM x --"];

describe("a deployed row whose text became no single query", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  const QUERY = "SELECT 1 AS value";
  const NO_QUERY =
    /row A-1\n {2}alert_query_template: The warehouse does not take the query: \[(?:PARSE|UNCLOSED)_/;

  before(async () => {
    stack = await LocalStack.deployed();
    await stack.sql(`DELETE FROM ${TABLE}`);
    await stack.sql(`CREATE TABLE ${LEDGER} (id INT)`);
    await stack.sql(`INSERT INTO ${LEDGER} VALUES (1)`);
    await insertRow(stack, "A-1");
    await stack.succeed("up");
  });

  after(() => stack.stop());

  afterEach(async () => {
    const { query_text } = await stack.alert("[INFO] Alert A-1");
    assert.equal(query_text, QUERY);
    assert.deepEqual(await stack.sql(`SELECT id FROM ${LEDGER}`), [{ id: "1" }]);
  });

  it("is refused, and its alert stays", async () => {
    const rows = Object.values(TEXTS).map((text, index) => [`H-${index}`, text] as const);
    for (const [row, text] of rows) await insertRow(stack, row, { alert_query_template: literal(text) });
    for (const command of ["preview", "up"] as const) {
      const [error = ""] = errorsOf(await stack.run(command, { config: { contractChecks: "warn" } }));
      const refused = [...error.matchAll(/alert_configurations row (H-\d+)\n {2}alert_query_template[ :]/g)];
      assert.deepEqual(refused.map(([, row]) => row).sort(), rows.map(([row]) => row).sort());
    }
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id <> 'A-1'`);
  });

  it("is refused without the checks, too, where no parser but the service's sees it", async () => {
    assert.ok(UNSEEN.length >= 5);
    for (const text of UNSEEN) {
      await setText(stack, text);
      for (const command of ["preview", "up"] as const) {
        const run = await stack.run(command, { config: { contractChecks: "off" } });
        assert.match(errorsOf(run).join("\n"), NO_QUERY, text);
      }
    }
  });

  it("is refused where the row says that it is what was deployed last", async () => {
    const [text = ""] = UNSEEN;
    await setText(stack, text);
    const deployed = await definitionOf(stack);
    const [row] = await stack.sql(`SELECT last_synced_hash FROM ${TABLE}`);
    assert.equal(row?.["last_synced_hash"], hashDefinition(deployed));
    const forged = hashDefinition({ ...deployed, queryText: text });
    await stack.sql(`UPDATE ${TABLE} SET last_synced_hash = '${forged}'`);
    for (const command of ["preview", "up"] as const) {
      const run = await stack.run(command);
      assert.equal(run.ok, false);
      assert.match(errorsOf(run).join("\n"), NO_QUERY);
    }
  });

  it("is refused where it differs from what is deployed by a blank alone, which ends a comment", async () => {
    await stack.sql(`UPDATE ${TABLE} SET last_synced_hash = NULL`);
    const before = `SELECT 1 AS value --\\\n) DELETE FROM ${LEDGER} --`;
    for (const end of [" ", "\t", "\r"]) {
      await setText(stack, before);
      await stack.succeed("up");
      const text = before.replace("\n", `${end}\n`);
      await setText(stack, text);
      const forged = hashDefinition({ ...(await definitionOf(stack)), queryText: text });
      await stack.sql(`UPDATE ${TABLE} SET last_synced_hash = '${forged}'`);
      assert.equal((await stack.run("up")).ok, false);
      assert.equal((await stack.alert("[INFO] Alert A-1")).query_text, before);
    }
    await setText(stack, QUERY);
    await stack.succeed("up");
  });
});

async function definitionOf(stack: LocalStack): Promise<LiveDefinition> {
  const { id } = await stack.alert("[INFO] Alert A-1");
  const env = clientEnvironment(stack.workspace);
  const workspace = openWorkspace({ env, config: () => undefined });
  try {
    const remote = await workspace.alerts.get(id);
    assert.ok(remote);
    return remote.definition;
  } finally {
    await workspace.close();
  }
}

async function setText(stack: LocalStack, text: string): Promise<void> {
  await stack.sql(`UPDATE ${TABLE} SET alert_query_template = ${literal(text)} WHERE alert_id = 'A-1'`);
}

function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

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
