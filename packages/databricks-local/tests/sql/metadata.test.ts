import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("What the local warehouse tells of its objects", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute(
      "CREATE TABLE people (id INT NOT NULL, name STRING DEFAULT 'it\\'s' COMMENT 'Who', CONSTRAINT people_pk PRIMARY KEY (id)) COMMENT 'All' TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')",
    );
    await engine.session.execute(
      "CREATE TABLE pets (id INT, owner INT, CONSTRAINT owned FOREIGN KEY (owner) REFERENCES people)",
    );
    await engine.session.execute("CREATE VIEW names AS SELECT name FROM people");
  });

  after(() => engine.close());

  it("is a statement that makes the table again", async () => {
    const [[text] = []] = await engine.rows("SHOW CREATE TABLE people");
    assert.equal(
      text,
      [
        "CREATE TABLE shop.gold.people (",
        "  id INT NOT NULL,",
        "  name STRING DEFAULT 'it\\'s' COMMENT 'Who',",
        "  CONSTRAINT `people_pk` PRIMARY KEY (`id`))",
        "USING delta",
        "COMMENT 'All'",
        "TBLPROPERTIES (",
        "  'delta.feature.allowColumnDefaults' = 'supported')",
      ].join("\n"),
    );
    assert.deepEqual(await engine.rows("SHOW CREATE TABLE names"), [
      ["CREATE VIEW shop.gold.names (\n  name)\nAS SELECT name FROM people"],
    ]);
  });

  it("has a table's keys in DESCRIBE EXTENDED", async () => {
    const rows = await engine.rows("DESCRIBE TABLE EXTENDED pets");
    assert.deepEqual(rows.slice(0, 4), [
      ["id", "int", null],
      ["owner", "int", null],
      ["", "", ""],
      ["# Detailed Table Information", "", ""],
    ]);
    assert.deepEqual(rows.slice(-2), [
      ["# Constraints", "", ""],
      ["owned", "FOREIGN KEY (`owner`) REFERENCES `shop`.`gold`.`people`", ""],
    ]);
    const [row = []] = await engine.rows("DESCRIBE DETAIL people");
    assert.deepEqual([row[0], row[2], row[3]], ["delta", "shop.gold.people", "All"]);
  });

  it("stands in the information schema, keys and views too", async () => {
    const select = (columns: string, view: string) =>
      engine.rows(`SELECT ${columns} FROM shop.information_schema.${view} ORDER BY 1`);
    assert.deepEqual(
      await select("constraint_name, unique_constraint_name, match_option", "referential_constraints"),
      [["owned", "people_pk", "FULL"]],
    );
    assert.deepEqual(await select("constraint_name, table_name, column_name", "constraint_column_usage"), [
      ["owned", "people", "id"],
      ["people_pk", "people", "id"],
    ]);
    assert.deepEqual(await select("table_name, view_definition", "views"), [
      ["names", "SELECT name FROM people"],
    ]);
    assert.deepEqual(await select("catalog_name", "catalogs"), [["shop"]]);
    assert.deepEqual(await select("*", "check_constraints"), []);
    assert.deepEqual(await select("*", "column_masks"), []);
  });

  it("is listed by SHOW", async () => {
    assert.deepEqual(await engine.rows("SHOW COLUMNS IN pets"), [["id"], ["owner"]]);
    assert.deepEqual(await engine.rows("SHOW COLUMNS FROM pets IN gold"), [["id"], ["owner"]]);
    assert.deepEqual(await engine.rows("SHOW VIEWS LIKE 'n*'"), [["gold", "names", false]]);
    assert.deepEqual(await engine.rows("SHOW TABLES LIKE 'pe*|names'"), [
      ["gold", "names", false],
      ["gold", "people", false],
      ["gold", "pets", false],
    ]);
  });

  it("has privileges, its own and those of what it lies in", async () => {
    await engine.session.execute("GRANT SELECT, MODIFY ON TABLE people TO `ann@example.com`");
    await engine.session.execute("GRANT USE SCHEMA ON SCHEMA gold TO `team`");
    await engine.session.execute("REVOKE MODIFY ON people FROM `ann@example.com`");
    assert.deepEqual(await engine.rows("SHOW GRANTS ON TABLE people"), [
      ["ann@example.com", "SELECT", "TABLE", "shop.gold.people"],
      ["team", "USE SCHEMA", "SCHEMA", "shop.gold"],
    ]);
    assert.deepEqual(await engine.rows("SHOW GRANTS `team` ON SCHEMA gold"), [
      ["team", "USE SCHEMA", "SCHEMA", "shop.gold"],
    ]);
    assert.equal(
      await engine.failure("GRANT USE SCHEMA ON TABLE people TO x"),
      "INVALID_PARAMETER_VALUE 22023",
    );
    assert.equal(await engine.failure("GRANT SELECT ON TABLE nowhere TO x"), "TABLE_OR_VIEW_NOT_FOUND 42P01");
  });

  it("has privileges on a function, until that is dropped", async () => {
    const make = "CREATE FUNCTION half(n INT) RETURNS DOUBLE RETURN n / 2";
    await engine.session.execute(make);
    await engine.session.execute("GRANT EXECUTE ON FUNCTION half TO `ann@example.com`");
    await engine.session.execute("GRANT EXECUTE ON FUNCTION gold.half TO `team`");
    await engine.session.execute("REVOKE EXECUTE ON FUNCTION shop.gold.half FROM `team`");
    const shown = async () => await engine.rows("SHOW GRANTS `ann@example.com` ON FUNCTION half");
    assert.deepEqual(await shown(), [["ann@example.com", "EXECUTE", "FUNCTION", "shop.gold.half"]]);
    assert.equal(await engine.failure("GRANT SELECT ON FUNCTION half TO x"), "INVALID_PARAMETER_VALUE 22023");
    await engine.session.execute("DROP FUNCTION half");
    assert.equal(await engine.failure("GRANT EXECUTE ON FUNCTION half TO x"), "ROUTINE_NOT_FOUND 42883");
    await engine.session.execute(make);
    assert.deepEqual(await shown(), []);
    await engine.session.execute("DROP FUNCTION half");
  });
});
