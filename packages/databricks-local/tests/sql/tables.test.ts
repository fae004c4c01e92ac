import assert from "node:assert/strict";
import { failureOf, TemporaryEngine } from "./temporary-engine";

const CREATE = `
CREATE TABLE IF NOT EXISTS \`shop\`.\`gold\`.\`rules\` (
  id STRING NOT NULL COMMENT 'Business: the rule. Technical: key',
  severity STRING NOT NULL DEFAULT 'WARNING' COMMENT 'How bad',
  threshold DOUBLE,
  channels ARRAY<STRING>,
  tags MAP<STRING,STRING>,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP(),
  CONSTRAINT pk_rules PRIMARY KEY (id) NOT ENFORCED
) USING DELTA CLUSTER BY AUTO COMMENT 'Rules; all of them'
TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported', 'layer' = 'gold')`;

describe("Tables of the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
  });

  after(() => engine.close());

  beforeEach(async () => {
    await engine.session.execute("DROP TABLE IF EXISTS rules");
    await engine.session.execute(CREATE);
  });

  it("answer DDL with no column and no row", async () => {
    assert.deepEqual(await engine.session.execute(CREATE), { columns: [], rows: [] });
  });

  it("are described by name, type and comment", async () => {
    assert.deepEqual(await engine.rows("DESCRIBE TABLE rules"), [
      ["id", "string", "Business: the rule. Technical: key"],
      ["severity", "string", "How bad"],
      ["threshold", "double", null],
      ["channels", "array<string>", null],
      ["tags", "map<string,string>", null],
      ["created_at", "timestamp", null],
    ]);
  });

  it("stand in the catalog's information schema with their comment", async () => {
    const tables = await engine.rows(
      "SELECT table_name, comment FROM shop.information_schema.tables WHERE table_schema = :s AND table_name = :t",
      [
        { name: "s", value: "gold" },
        { name: "t", value: "rules" },
      ],
    );
    assert.deepEqual(tables, [["rules", "Rules; all of them"]]);
  });

  it("list their columns with default, nullability and both type names", async () => {
    const columns = await engine.rows(
      "SELECT column_name, column_default, is_nullable, full_data_type, data_type FROM shop.information_schema.columns WHERE table_name = 'rules' AND ordinal_position < 4 ORDER BY ordinal_position",
    );
    assert.deepEqual(columns, [
      ["id", null, "NO", "string", "STRING"],
      ["severity", "'WARNING'", "NO", "string", "STRING"],
      ["threshold", null, "YES", "double", "DOUBLE"],
      ["channels", null, "YES", "array<string>", "ARRAY"],
    ]);
  });

  it("show their properties and, among them, their CHECK constraints", async () => {
    await engine.session.execute(
      "ALTER TABLE rules ADD CONSTRAINT Severity_Known CHECK (severity IN ('CRITICAL', 'WARNING'))",
    );
    await engine.session.execute("ALTER TABLE rules SET TBLPROPERTIES ('seeded' = 'a,b', layer = 'silver')");
    assert.deepEqual(await engine.rows("SHOW TBLPROPERTIES rules"), [
      ["delta.constraints.severity_known", "severity IN ('CRITICAL', 'WARNING')"],
      ["delta.feature.allowColumnDefaults", "supported"],
      ["layer", "silver"],
      ["seeded", "a,b"],
    ]);
  });

  it("keep primary and foreign keys without enforcing them", async () => {
    await engine.session.execute(
      "ALTER TABLE rules ADD CONSTRAINT fk_self FOREIGN KEY (id) REFERENCES rules",
    );
    await engine.session.execute("INSERT INTO rules (id) VALUES ('a'), ('a')");
    const constraints = await engine.rows(
      "SELECT constraint_name, constraint_type FROM shop.information_schema.table_constraints WHERE table_name = 'rules' ORDER BY 1",
    );
    assert.deepEqual(constraints, [
      ["fk_self", "FOREIGN KEY"],
      ["pk_rules", "PRIMARY KEY"],
    ]);
    assert.deepEqual(await engine.rows("SELECT count(*) FROM rules"), [[2]]);
  });

  it("take new columns, comments and defaults", async () => {
    await engine.session.execute("INSERT INTO rules (id) VALUES ('old')");
    await engine.session.execute(
      "ALTER TABLE rules ADD COLUMNS (owner STRING COMMENT 'Who', silenced BOOLEAN)",
    );
    await engine.session.execute("ALTER TABLE rules ALTER COLUMN owner SET DEFAULT 'nobody'");
    await engine.session.execute("ALTER TABLE rules ALTER COLUMN silenced COMMENT 'Whether it is quiet'");
    await engine.session.execute("INSERT INTO rules (id) VALUES ('young')");
    assert.deepEqual(await engine.rows("SELECT id, owner, silenced FROM rules ORDER BY id"), [
      ["old", null, null],
      ["young", "nobody", null],
    ]);
    const described = await engine.rows("DESCRIBE rules");
    assert.deepEqual(described.slice(-2), [
      ["owner", "string", "Who"],
      ["silenced", "boolean", "Whether it is quiet"],
    ]);
  });

  it("change their comment", async () => {
    await engine.session.execute("COMMENT ON TABLE rules IS 'It\\'s new'");
    const [row] = await engine.rows(
      "SELECT comment FROM shop.information_schema.tables WHERE table_name = 'rules'",
    );
    assert.deepEqual(row, ["It's new"]);
  });

  it("refuse what Databricks refuses in CREATE TABLE", async () => {
    assert.equal(await engine.failure("CREATE TABLE rules (a INT)"), "TABLE_OR_VIEW_ALREADY_EXISTS 42P07");
    assert.equal(await engine.failure("CREATE TABLE n (a INT, CHECK (a > 0))"), "PARSE_SYNTAX_ERROR 42601");
    assert.equal(await engine.failure("CREATE TABLE n (a INT) COMMENT $$x$$"), "PARSE_SYNTAX_ERROR 42601");
    assert.equal(
      await engine.failure("CREATE TABLE n (a INT DEFAULT 1)"),
      "WRONG_COLUMN_DEFAULTS_FOR_DELTA_FEATURE_NOT_ENABLED 0AKDE",
    );
    assert.equal(
      await engine.failure("CREATE TABLE n (a INT) PARTITIONED BY (a) CLUSTER BY AUTO"),
      "PARSE_SYNTAX_ERROR 42601",
    );
  });

  it("are listed by SHOW TABLES, with a pattern", async () => {
    assert.deepEqual(await engine.rows("SHOW TABLES IN shop.gold LIKE 'rule*'"), [["gold", "rules", false]]);
  });

  it("live in any catalog and schema, whatever DuckDB calls its own", async () => {
    await engine.session.execute("CREATE CATALOG IF NOT EXISTS temp");
    await engine.session.execute("CREATE SCHEMA IF NOT EXISTS temp.main");
    await engine.session.execute("CREATE TABLE temp.main.`odd-name` (`a-b` INT)");
    await engine.session.execute("INSERT INTO TEMP.MAIN.`odd-name` VALUES (1)");
    assert.deepEqual(await engine.rows("SELECT `A-B` FROM temp.main.`ODD-NAME`"), [[1]]);
  });

  it("are found from the session's catalog and schema", async () => {
    const session = await engine.engine.openSession({ userName: "someone@example.com" });
    assert.deepEqual((await session.execute("SELECT current_catalog(), current_schema()")).rows, [
      ["main", "default"],
    ]);
    await session.execute("USE CATALOG shop");
    await session.execute("USE SCHEMA gold");
    const { rows } = await session.execute(
      "SELECT current_catalog(), current_schema(), count(*), current_user() FROM rules",
    );
    assert.deepEqual(rows, [["shop", "gold", 0n, "someone@example.com"]]);
  });

  it("keep a session out of a catalog that is not there, and let it into a schema that may come", async () => {
    const userName = "someone@example.com";
    const open = (catalog: string, schema: string) =>
      failureOf(engine.engine.openSession({ catalog, schema, userName }));
    assert.equal(await open("nowhere", "default"), "NO_SUCH_CATALOG_EXCEPTION 42704");
    assert.equal(await open("main", "nowhere"), "no failure");
    assert.equal(await engine.failure("USE CATALOG nowhere"), "NO_SUCH_CATALOG_EXCEPTION 42704");
  });

  it("are there, rows and notes, when the files are opened again", async () => {
    await engine.session.execute("INSERT INTO rules (id, tags) VALUES ('kept', map('k', 'v'))");
    const before = await engine.rows("SHOW TBLPROPERTIES rules");
    await engine.reopen();
    assert.deepEqual(await engine.rows("SELECT id, severity, tags, created_at FROM rules"), [
      ["kept", "WARNING", { k: "v" }, "2026-11-23T10:00:00.000Z"],
    ]);
    assert.deepEqual(await engine.rows("SHOW TBLPROPERTIES rules"), before);
  });
});
