import assert from "node:assert/strict";
import type { DBSQLClient } from "@databricks/sql";
import {
  TSparkParameter,
  TSparkParameterValue,
  TSparkParameterValueArg,
} from "@databricks/sql/thrift/TCLIService_types";
import { Int64 } from "thrift";
import { connectDriver } from "../driver";
import { useWorkspace } from "../use-workspace";

/** What the driver is set to: `arrowEnabled`, `useArrowNativeTypes`, `useLZ4Compression`. */
type Config = Partial<ReturnType<DBSQLClient["getConfig"]>>;

interface Batches {
  readonly arrowBatches?: readonly { readonly batch: Buffer }[];
}

describe("The unchanged SQL driver on a running workspace", () => {
  const clients: DBSQLClient[] = [];
  // Before the workspace itself is stopped.
  after(() => Promise.all(clients.map((client) => client.close())));
  const { workspace } = useWorkspace();

  async function connect(config: Config = {}): Promise<DBSQLClient> {
    const client = await connectDriver(workspace(), config);
    clients.push(client);
    return client;
  }

  async function open(config: Config = {}, options: Parameters<DBSQLClient["openSession"]>[0] = {}) {
    const client = await connect(config);
    const session = await client.openSession(options);
    const run = async (sql: string) => {
      const operation = await session.executeStatement(sql);
      const rows = await operation.fetchAll();
      await operation.close();
      return rows;
    };
    /** An ExecuteStatement as the driver sends it, with more wishes than its options know. */
    const ask = async (statement: string, wishes: object) => {
      const driver = await client.getDriver();
      const sessionId = Buffer.from(session.id.replaceAll("-", ""), "hex");
      return driver.executeStatement({
        sessionHandle: { sessionId: { guid: sessionId, secret: Buffer.alloc(16) } },
        statement,
        getDirectResults: { maxRows: new Int64(100_000) },
        ...wishes,
      });
    };
    return { session, run, ask };
  }

  for (const arrowEnabled of [true, false]) {
    it(`ends DDL with an empty list (arrowEnabled: ${arrowEnabled})`, async () => {
      const { run } = await open({ arrowEnabled });
      assert.deepEqual(await run(`CREATE TABLE ended_${arrowEnabled} (n INT)`), []);
      assert.deepEqual(await run(`DROP TABLE ended_${arrowEnabled}`), []);
    });
  }

  it("is told how many rows a statement has changed", async () => {
    const { run, session } = await open();
    await run("CREATE TABLE counted (n INT)");
    const changed = async (sql: string) => {
      const status = await (await session.executeStatement(sql)).status();
      return status.numModifiedRows?.toNumber();
    };
    assert.equal(await changed("INSERT INTO counted VALUES (1), (2), (3)"), 3);
    assert.equal(await changed("UPDATE counted SET n = 5 WHERE n > 1"), 2);
    assert.equal(await changed("DELETE FROM counted"), 3);
    assert.equal(await changed("SELECT 1"), undefined);
  });

  it("is given no more rows than it has asked for", async () => {
    const { ask } = await open();
    const rowsWithin = async (resultRowLimit?: number) => {
      const limit = resultRowLimit === undefined ? {} : { resultRowLimit: new Int64(resultRowLimit) };
      const { directResults } = await ask("SELECT id FROM range(2000)", limit);
      return directResults?.resultSet?.results?.columns?.[0]?.i64Val?.values.length;
    };
    assert.deepEqual([await rowsWithin(3), await rowsWithin(2001), await rowsWithin()], [3, 2000, 2000]);
  });

  it("is given a large result in several Arrow batches, which LZ4 makes smaller where it can read that", async () => {
    const { ask } = await open();
    const batches = async (canDecompressLZ4Result: boolean) => {
      const wishes = { canReadArrowResult: true, canDecompressLZ4Result };
      const { directResults } = await ask("SELECT id, 'the same' AS s FROM range(10000)", wishes);
      const results: Batches | undefined = directResults?.resultSet?.results;
      const sizes = (results?.arrowBatches ?? []).map(({ batch }) => batch.length);
      return { sizes, lz4: directResults?.resultSetMetadata?.lz4Compressed };
    };
    const [plain, compressed] = [await batches(false), await batches(true)];
    assert.deepEqual([plain.lz4, compressed.lz4, plain.sizes.length], [false, true, 3]);
    assert.ok(plain.sizes.every((size, index) => size > 2 * (compressed.sizes[index] ?? size)));
    const { run } = await open({ arrowEnabled: true, useLZ4Compression: true });
    const rows = await run("SELECT id FROM range(10000)");
    assert.deepEqual([rows.length, rows.at(-1)], [10_000, { id: 9999 }]);
  });

  it("is given an Arrow result with texts for the types that it does not want natively", async () => {
    const { run } = await open({ arrowEnabled: true, useArrowNativeTypes: false });
    const sql = `SELECT CAST(1.50 AS DECIMAL(4,2)) AS d, TIMESTAMP'2026-11-23 10:00:00.25' AS t,
      array(1, 2) AS a, map('k', 1) AS m, named_struct('n', 1) AS s`;
    assert.deepEqual(await run(sql), [
      { d: 1.5, t: "2026-11-23 10:00:00.25", a: [1, 2], m: { k: 1 }, s: { n: 1 } },
    ]);
  });

  it("opens a session in a schema that is not there, which the first look into it misses", async () => {
    const { run } = await open({}, { initialCatalog: "main", initialSchema: "Not_There" });
    assert.deepEqual(await run("SELECT current_catalog() AS c, current_schema() AS s"), [
      { c: "main", s: "not_there" },
    ]);
    await assert.rejects(run("SELECT * FROM t"), /TABLE_OR_VIEW_NOT_FOUND/);
    await assert.rejects(open({}, { initialCatalog: "nowhere" }), { message: /NO_SUCH_CATALOG_EXCEPTION/ });
  });

  it("sets parameters of its session, and reads them", async () => {
    const { run } = await open({}, { configuration: { QUERY_TAGS: "team:a", ansi_mode: "False" } });
    assert.deepEqual(await run("SET ansi_mode"), [{ key: "ansi_mode", value: "False" }]);
    assert.deepEqual(await run("SET QUERY_TAGS"), [{ key: "QUERY_TAGS", value: "team:a" }]);
    assert.deepEqual(
      await run("SELECT CAST('x' AS INT) AS i, CAST('1.9' AS INT) AS j, date('2026-99-01') AS d"),
      [{ i: null, j: 1, d: null }],
    );
    await run("SET ANSI_MODE = true");
    await assert.rejects(run("SELECT CAST('x' AS INT)"), /CAST_INVALID_INPUT/);
    await run("SET TIME ZONE 'UTC'");
    await run("RESET ANSI_MODE");
    assert.deepEqual(await run("SET ANSI_MODE"), [{ key: "ANSI_MODE", value: "true" }]);
    const all = (await run("SET")) as { key: string }[];
    assert.ok(all.some(({ key }) => key === "STATEMENT_TIMEOUT"));
  });

  it("is refused by name a setting that would change results, and one that there is not", async () => {
    const { run } = await open();
    await assert.rejects(
      run("SET TIME ZONE 'Asia/Tokyo'"),
      /\[UNSUPPORTED_FEATURE.LOCAL_WORKSPACE\].*TIMEZONE = Asia\/Tokyo/,
    );
    await assert.rejects(
      run("SET spark.sql.shuffle.partitions = 1"),
      /\[CONFIG_NOT_AVAILABLE\].*spark.sql.shuffle.partitions/,
    );
    const configuration = { no_such: "1" };
    await assert.rejects(open({}, { configuration }), { message: /\[CONFIG_NOT_AVAILABLE\].*no_such/ });
    const { ask } = await open();
    const { status } = await ask("SELECT 1", { confOverlay: { ansi_mode: "false" } });
    assert.match(status.errorMessage ?? "", /no settings of one statement \(ansi_mode\)/);
  });

  it("ends a statement that takes longer than STATEMENT_TIMEOUT", async () => {
    const { run } = await open({}, { configuration: { STATEMENT_TIMEOUT: "1" } });
    const long = "SELECT sum(a.id * b.id) FROM range(1000000) a JOIN range(1000000) b ON a.id <> b.id";
    await assert.rejects(run(long), /\[OPERATION_CANCELED\].*STATEMENT_TIMEOUT/);
  });

  it("binds NULL, and arrays and maps as databricks-sql-connector sends them", async () => {
    const { ask } = await open();
    const argument = (type: string, value?: string, elements?: TSparkParameterValueArg[]) =>
      new TSparkParameterValueArg({
        type,
        ...(value && { value }),
        ...(elements && { arguments: elements }),
      });
    const text = (value: string) => argument("STRING", value);
    const int = (value: string) => argument("INT", value);
    const collection = (name: string, type: string, elements: TSparkParameterValueArg[]) =>
      new TSparkParameter({ name, type, arguments: elements });
    const parameters = [
      new TSparkParameter({
        name: "n",
        type: "VOID",
        value: new TSparkParameterValue({ stringValue: "not this" }),
      }),
      collection("a", "ARRAY", [text("it's"), argument("VOID"), text("'); DROP TABLE t")]),
      collection("m", "MAP", [text("k"), int("1"), text("l"), int("2")]),
      collection("deep", "ARRAY", [argument("ARRAY", undefined, [int("1")])]),
    ];
    const sql = "SELECT :n IS NULL AS n, :a AS a, element_at(:m, 'l') AS l, typeof(:m) AS t, :deep AS deep";
    const { directResults } = await ask(sql, { parameters });
    assert.equal(directResults?.operationStatus?.errorMessage ?? undefined, undefined);
    const columns = directResults?.resultSet?.results?.columns ?? [];
    assert.deepEqual(
      columns.map((column) => (column.stringVal ?? column.i32Val ?? column.boolVal)?.values),
      [[true], [`["it's",null,"'); DROP TABLE t"]`], [2], ["map<string,int>"], ["[[1]]"]],
    );
    let nested = int("1");
    for (let depth = 0; depth < 30; depth += 1) nested = argument("ARRAY", undefined, [nested]);
    const { status } = await ask("SELECT :x", { parameters: [collection("x", "ARRAY", [nested])] });
    assert.match(status.errorMessage ?? "", /deeper than 20 levels/);
    const refused = await ask("SELECT :s", { parameters: [collection("s", "STRUCT", [int("1")])] });
    assert.match(refused.directResults?.operationStatus?.errorMessage ?? "", /STRUCT/);
  });

  it("is shown the statement that could not be read", async () => {
    const { run } = await open();
    await assert.rejects(run("^ FOO BAR"), /\[PARSE_SYNTAX_ERROR\][\s\S]*\n\n== SQL ==\n\^ FOO BAR\n$/);
    const long = `SELEC ${"x".repeat(2000)}`;
    await assert.rejects(run(long), (error: Error) => error.message.length < 1300);
  });
});
