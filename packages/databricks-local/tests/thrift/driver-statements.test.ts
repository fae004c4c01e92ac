import assert from "node:assert/strict";
import { openDriver } from "../driver";
import { useWorkspace } from "../use-workspace";

type Driver = Awaited<ReturnType<typeof openDriver>>;

describe("Statements that the drivers' own suites send", () => {
  let driver: Driver;
  after(() => driver.close());
  const { workspace } = useWorkspace();
  before(async () => {
    driver = await openDriver(workspace());
  });
  const ask = (sql: string) => driver.ask(sql);

  it("keep CHAR and VARCHAR in a table, and hold what they allow", async () => {
    await ask("CREATE TABLE limited (c CHAR(3), v VARCHAR(5), s STRING)");
    assert.deepEqual(await ask("DESCRIBE limited"), [
      { col_name: "c", data_type: "char(3)", comment: null },
      { col_name: "v", data_type: "varchar(5)", comment: null },
      { col_name: "s", data_type: "string", comment: null },
    ]);
    await ask("INSERT INTO limited VALUES ('a', 'five5', 'as long as it likes'), (NULL, 'cut  ', NULL)");
    const tooLong =
      /\[EXCEED_LIMIT_LENGTH\] Exceeds char\/varchar type length limitation: (3|5)\. SQLSTATE: 54006/;
    await assert.rejects(ask("INSERT INTO limited (v) VALUES ('six666')"), tooLong);
    await assert.rejects(ask("UPDATE limited SET c = 'four' WHERE c = 'a'"), tooLong);
    await assert.rejects(
      ask("MERGE INTO limited USING (SELECT 'a' AS k) ON c = k WHEN MATCHED THEN UPDATE SET v = 'six666'"),
      tooLong,
    );
    await ask("INSERT INTO limited (v) VALUES ('end        ')");
    assert.deepEqual(await ask("SELECT c, v, length(v) AS n FROM limited ORDER BY v"), [
      { c: null, v: "cut  ", n: 5 },
      { c: null, v: "end  ", n: 5 },
      { c: "a", v: "five5", n: 5 },
    ]);
    await assert.rejects(ask("CREATE TABLE never (c CHAR(0))"), /PARSE_SYNTAX_ERROR/);
  });

  it("make a VARCHAR longer, and never shorter", async () => {
    await ask("CREATE TABLE grown (v VARCHAR(2))");
    await ask("ALTER TABLE grown ALTER COLUMN v TYPE VARCHAR(4)");
    await ask("INSERT INTO grown VALUES ('four')");
    await assert.rejects(
      ask("ALTER TABLE grown ALTER COLUMN v TYPE VARCHAR(3)"),
      /NOT_SUPPORTED_CHANGE_COLUMN/,
    );
  });

  it("join without a condition, and count ranges by any number", async () => {
    const sql = "SELECT count(*) AS n FROM range(3) AS a LEFT JOIN (SELECT 1) AS b";
    assert.deepEqual(await ask(sql), [{ n: 3 }]);
    assert.deepEqual(await ask("SELECT id FROM range(2.9) ORDER BY id ASC"), [{ id: 0 }, { id: 1 }]);
    assert.deepEqual(await ask("SELECT count(*) AS n FROM range(0.0, 1e1, 5)"), [{ n: 2 }]);
  });

  it("store texts with a zone as moments, and shorter dates as their first day", async () => {
    await ask("CREATE TABLE moments (t TIMESTAMP, d DATE)");
    await ask("INSERT INTO moments VALUES ('2023-09-06 03:14:27.000843+02:00', '2023-09')");
    await ask("INSERT INTO moments SELECT '2023-09-06 03', '2023'");
    assert.deepEqual(
      await ask("SELECT CAST(t AS STRING) AS t, CAST(d AS STRING) AS d FROM moments ORDER BY t"),
      [
        { t: "2023-09-06 01:14:27.000843", d: "2023-09-01" },
        { t: "2023-09-06 03:00:00", d: "2023-01-01" },
      ],
    );
  });

  it("read decimals with an exponent exactly", async () => {
    assert.deepEqual(await ask("SELECT typeof(5E3BD) AS t, 5E3BD AS n, 15E-1BD AS m"), [
      { t: "decimal(4,0)", n: 5000, m: 1.5 },
    ]);
  });

  it("say DATABASE for SCHEMA", async () => {
    await ask("CREATE DATABASE main.made_here");
    assert.deepEqual(await ask("SHOW DATABASES LIKE 'made*'"), [{ databaseName: "made_here" }]);
    const described = await ask("DESCRIBE DATABASE main.made_here");
    assert.deepEqual(described[1], {
      database_description_item: "Namespace Name",
      database_description_value: "made_here",
    });
    assert.deepEqual(await ask("DESC SCHEMA made_here"), described);
    await ask("DROP DATABASE made_here");
    await assert.rejects(ask("DESCRIBE DATABASE made_here"), /SCHEMA_NOT_FOUND/);
    await assert.rejects(ask("DROP DATABASE made_here"), /SCHEMA_NOT_FOUND/);
  });

  it("are shown by name what they have misspelled", async () => {
    await assert.rejects(ask("CREATE TABLE IF NOT EXISTS TABLE t_234"), /PARSE_SYNTAX_ERROR.*'t_234'/);
  });

  it("name a column by the value that is bound alone", async () => {
    const operation = await driver.session.executeStatement("SELECT 'fixed', ?, ?", {
      ordinalParameters: ["it's", 5],
    });
    assert.deepEqual(await operation.fetchAll(), [{ fixed: "fixed", "it's": "it's", 5: 5 }]);
  });

  it("are refused a result that the process cannot hold, at once and without reading it all", async () => {
    await assert.rejects(
      ask("SELECT * FROM range(100000000000)"),
      /a result of more than \d+ rows with 1 columns/,
    );
    assert.deepEqual(await ask("SELECT count(*) AS n FROM range(10000000)"), [{ n: 10_000_000 }]);
  });
});
