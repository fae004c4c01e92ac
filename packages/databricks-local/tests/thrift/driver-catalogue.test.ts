import assert from "node:assert/strict";
import { openDriver } from "../driver";
import { useWorkspace } from "../use-workspace";

type Driver = Awaited<ReturnType<typeof openDriver>>;
type Row = Record<string, unknown>;

describe("The SQL driver's calls for names", () => {
  let driver: Driver;
  after(() => driver.close());
  const { workspace } = useWorkspace();

  before(async () => {
    driver = await openDriver(workspace());
    const statements = [
      "CREATE SCHEMA main.sales_eu",
      `CREATE TABLE main.sales_eu.orders (id BIGINT NOT NULL COMMENT 'number', paid DECIMAL(10,2),
         place STRUCT<city: STRING, zip: INT>, tags MAP<STRING, INT>, days ARRAY<DATE>,
         CONSTRAINT orders_pk PRIMARY KEY (id)) COMMENT 'all of them'`,
      "CREATE TABLE main.sales_eu.lines (order_id BIGINT, CONSTRAINT to_order FOREIGN KEY (order_id) REFERENCES main.sales_eu.orders)",
      "CREATE VIEW main.sales_eu.paid AS SELECT id FROM main.sales_eu.orders WHERE paid > 0",
      "CREATE TABLE main.default.salesXeu (n INT)",
    ];
    for (const statement of statements) await driver.ask(statement);
  });

  async function rows(
    operation: ReturnType<Driver["session"]["getCatalogs"]>,
    ...names: string[]
  ): Promise<unknown[][]> {
    const found = (await (await operation).fetchAll()) as Row[];
    return found.map((row) => (names.length === 0 ? Object.values(row) : names.map((name) => row[name])));
  }

  it("names catalogs and schemas", async () => {
    const { session } = driver;
    assert.deepEqual(await rows(session.getCatalogs()), [["main"], ["system"]]);
    assert.deepEqual(await rows(session.getSchemas({ catalogName: "main", schemaName: "SALES\\_%" })), [
      ["sales_eu", "main"],
    ]);
    assert.deepEqual(await rows(session.getSchemas({ catalogName: "nowhere" })), []);
  });

  it("names tables and views, by patterns that are no regular expressions", async () => {
    const { session } = driver;
    const names = ["TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS", "REF_GENERATION"];
    assert.deepEqual(await rows(session.getTables({ catalogName: "main", schemaName: "sales%" }), ...names), [
      ["main", "sales_eu", "lines", "TABLE", "", null],
      ["main", "sales_eu", "orders", "TABLE", "all of them", null],
      ["main", "sales_eu", "paid", "VIEW", "", null],
    ]);
    const views = session.getTables({ schemaName: "sales_eu", tableTypes: ["view"] });
    assert.deepEqual(await rows(views, "TABLE_NAME"), [["paid"]]);
    for (const tableName of [".*", "(", "[a-z]%", "ord.rs"])
      assert.deepEqual(await rows(session.getTables({ schemaName: "sales_eu", tableName })), []);

    assert.deepEqual(await rows(session.getTableTypes()), [["TABLE"], ["VIEW"]]);
  });

  it("describes columns with the codes and names of JDBC", async () => {
    const { session } = driver;
    const names = ["COLUMN_NAME", "DATA_TYPE", "TYPE_NAME", "COLUMN_SIZE", "DECIMAL_DIGITS", "IS_NULLABLE"];
    const asked = session.getColumns({ schemaName: "sales_eu", tableName: "orders" });
    assert.deepEqual(await rows(asked, ...names, "ORDINAL_POSITION", "REMARKS"), [
      ["id", -5, "BIGINT", 19, 0, "NO", 0, "number"],
      ["paid", 3, "DECIMAL(10,2)", 10, 2, "YES", 1, ""],
      ["place", 2002, "STRUCT<city: STRING, zip: INT>", null, null, "YES", 2, ""],
      ["tags", 2000, "MAP<STRING, INT>", null, null, "YES", 3, ""],
      ["days", 2003, "ARRAY<DATE>", null, null, "YES", 4, ""],
    ]);
    const one = session.getColumns({ schemaName: "sales_eu", tableName: "%", columnName: "order%" });
    assert.deepEqual(await rows(one, "TABLE_NAME", "COLUMN_NAME"), [["lines", "order_id"]]);
    const views = session.getColumns({
      catalogName: "main",
      schemaName: "information_schema",
      tableName: "schemata",
    });
    assert.deepEqual(await rows(views, "COLUMN_NAME"), [["catalog_name"], ["schema_name"], ["schema_owner"]]);
  });

  it("gives keys, and the types that there are", async () => {
    const { session } = driver;
    const key = session.getPrimaryKeys({ catalogName: "main", schemaName: "sales_eu", tableName: "orders" });
    assert.deepEqual(await rows(key), [["main", "sales_eu", "orders", "id", 1, "orders_pk"]]);
    const reference = session.getCrossReference({
      parentCatalogName: "main",
      parentSchemaName: "sales_eu",
      parentTableName: "orders",
      foreignCatalogName: "main",
      foreignSchemaName: "sales_eu",
      foreignTableName: "lines",
    });
    assert.deepEqual(await rows(reference, "PKCOLUMN_NAME", "FKCOLUMN_NAME", "FK_NAME", "PK_NAME"), [
      ["id", "order_id", "to_order", "orders_pk"],
    ]);
    const types = await rows(session.getTypeInfo(), "TYPE_NAME", "DATA_TYPE");
    assert.ok(types.some(([name, code]) => name === "STRING" && code === 12));
  });
});
