import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDbEngine } from "../../src/sql/duckdb-engine";
import { SqlError } from "../../src/sql/sql-engine";

const SYSTEM_TABLES = [
  {
    schema: "alert",
    table: "alerts",
    comment: "Filled by the workspace",
    columns: [{ name: "alert_id", type: "string", comment: "The alert" }],
    rows: "SELECT '1' AS alert_id",
  },
];

describe("The set-up of a new workspace", () => {
  let dir = "";
  let script = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "set-up-"));
    script = join(dir, "setup.sql");
    mkdirSync(join(dir, "data"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  /** Opens the engine with these scripts, and closes it when it has answered the query. */
  async function ask(sql: string, ...setup: string[]) {
    const engine = await openDuckDbEngine({ dataDir: join(dir, "data"), setup, systemTables: SYSTEM_TABLES });
    try {
      const session = await engine.openSession({ userName: "local.user@example.com" });
      return (await session.execute(sql)).rows;
    } finally {
      await engine.close();
    }
  }

  it("is an empty catalog main where there is no script", async () => {
    assert.deepEqual(await ask("SHOW CATALOGS"), [["main"], ["system"]]);
    assert.deepEqual(await ask("SHOW TABLES IN main.default"), []);
  });

  it("runs the scripts once, one after the other", async () => {
    const second = join(dir, "second.sql");
    writeFileSync(script, "CREATE CATALOG shop; CREATE TABLE shop.default.sales (n INT)");
    writeFileSync(second, "INSERT INTO shop.default.sales VALUES (1)");
    const count = "SELECT count(*) FROM shop.default.sales";
    assert.deepEqual(await ask(count, script, second), [[1n]]);
    assert.deepEqual(await ask(count, script, second), [[1n]]);
  });

  it("begins again after a start that was cut short", async () => {
    const before =
      "CREATE CATALOG IF NOT EXISTS shop; CREATE TABLE IF NOT EXISTS shop.default.sales (n INT);";
    writeFileSync(script, `${before} INSERT INTO shop.default.missing VALUES (1);`);
    await assert.rejects(ask("SELECT 1", script), /TABLE_OR_VIEW_NOT_FOUND/);
    writeFileSync(script, `${before} INSERT INTO shop.default.sales VALUES (1);`);
    assert.deepEqual(await ask("SELECT n FROM shop.default.sales", script), [[1]]);
  });

  it("says in one sentence which script cannot be run, and why", async () => {
    writeFileSync(script, "SELECT 1;\nSELEC 2;");
    const said = (reason: string) =>
      new RegExp(`^The workspace cannot be set up by ${script}: ${reason}.*$`, "s");
    await assert.rejects(ask("SELECT 1", script), {
      name: "ExpectedError",
      message: said("\\[PARSE_SYNTAX_ERROR\\] "),
    });
    rmSync(script);
    await assert.rejects(ask("SELECT 1", script), { name: "ExpectedError", message: said("ENOENT: ") });
  });

  it("takes a semicolon in a string, a name or a comment for a part of its statement", async () => {
    const statements = [
      "-- first; this comment",
      "CREATE TABLE main.default.`semi;colon` (t STRING COMMENT 'one; two') /* and; this */;",
      ";",
      `INSERT INTO main.default.\`semi;colon\` VALUES ('a;b'), ("it's; c"), ('it''s; d') -- the last; of all`,
    ];
    writeFileSync(script, statements.join("\n"));
    assert.deepEqual(await ask("SELECT t FROM main.default.`semi;colon` ORDER BY t", script), [
      ["a;b"],
      ["it's; c"],
      ["it's; d"],
    ]);
  });

  it("adds tables and views to the catalog system, which whoever comes later only reads", async () => {
    writeFileSync(
      script,
      `CREATE SCHEMA IF NOT EXISTS system.billing;
       CREATE TABLE IF NOT EXISTS system.billing.usage (dbus INT);
       INSERT OVERWRITE system.billing.usage VALUES (7);
       CREATE OR REPLACE VIEW system.billing.days AS SELECT current_date() AS day;`,
    );
    const count = "SELECT count(*), max(dbus) FROM system.billing.usage, system.billing.days";
    assert.deepEqual(await ask(count, script), [[1n, 7]]);
    const refusals = {
      "INSERT INTO system.billing.usage VALUES (8)": "MODIFY on Schema 'system.billing'",
      "DELETE FROM system.billing.usage": "MODIFY on Schema 'system.billing'",
      "CREATE TABLE system.billing.mine (n INT)": "MODIFY on Schema 'system.billing'",
      "CREATE OR REPLACE VIEW system.billing.days AS SELECT 1 AS day": "MODIFY on Schema 'system.billing'",
      "ALTER VIEW system.billing.days AS SELECT 1 AS day": "MODIFY on Schema 'system.billing'",
      "DROP VIEW system.billing.days": "MODIFY on Schema 'system.billing'",
      "DROP SCHEMA system.billing CASCADE": "MODIFY on Schema 'system.billing'",
      "CREATE SCHEMA system.mine": "CREATE SCHEMA on Catalog 'system'",
    };
    for (const [statement, privilege] of Object.entries(refusals)) {
      await assert.rejects(ask(statement, script), (error) => {
        assert.ok(error instanceof SqlError, statement);
        assert.match(error.message, new RegExp(`does not have ${privilege}`), statement);
        return error.errorClass === "INSUFFICIENT_PERMISSIONS";
      });
    }
    assert.deepEqual(await ask(count, script), [[1n, 7]]);
  });

  it("leaves alone what the workspace fills in that catalog", async () => {
    writeFileSync(script, "CREATE TABLE system.alert.mine (n INT)");
    await assert.rejects(ask("SELECT 1", script), /does not have MODIFY on Schema 'system\.alert'/);
  });
});
