import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { openDuckDbEngine } from "../../src/sql/duckdb-engine";
import { TemporaryEngine } from "./temporary-engine";

/** The clock stands: each version is a millisecond later than the one before. */
describe("The versions of a table", () => {
  let engine: TemporaryEngine;
  const rows = (from: string) => engine.rows(`SELECT id, n FROM ${from} ORDER BY id`);

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute("CREATE TABLE stock (id STRING, n INT)");
    await engine.session.execute("INSERT INTO stock VALUES ('a', 1), ('b', 2)");
    await engine.session.execute("UPDATE stock SET n = n + 1 WHERE id = 'a'");
    await engine.session.execute("DELETE FROM stock WHERE id = 'b'");
  });

  after(() => engine.close());

  it("are told by DESCRIBE HISTORY, the latest first, with what was done and by whom", async () => {
    const { columns } = await engine.session.execute("DESCRIBE HISTORY stock");
    assert.deepEqual(
      columns.map(({ name, type }) => `${name} ${type}`),
      [
        "version bigint",
        "timestamp timestamp",
        "userId string",
        "userName string",
        "operation string",
        "operationParameters map<string,string>",
        "job struct<jobId:string,jobName:string,jobRunId:string,runId:string,jobOwnerId:string,triggerType:string>",
        "notebook struct<notebookId:string>",
        "clusterId string",
        "readVersion bigint",
        "isolationLevel string",
        "isBlindAppend boolean",
        "operationMetrics map<string,string>",
        "userMetadata string",
        "engineInfo string",
      ],
    );
    const history = await engine.rows("DESCRIBE HISTORY stock");
    assert.deepEqual(
      history.map((row) => [0, 1, 3, 4, 12].map((index) => row[index])),
      [
        [3, "2026-11-23T10:00:00.003Z", "local.user@example.com", "DELETE", { numDeletedRows: "1" }],
        [2, "2026-11-23T10:00:00.002Z", "local.user@example.com", "UPDATE", { numUpdatedRows: "1" }],
        [1, "2026-11-23T10:00:00.001Z", "local.user@example.com", "WRITE", { numOutputRows: "2" }],
        [0, "2026-11-23T10:00:00.000Z", "local.user@example.com", "CREATE TABLE", {}],
      ],
    );
    assert.deepEqual(history[0]?.[5], { predicate: `["(id = 'b')"]` });
    assert.equal((await engine.rows("DESCRIBE HISTORY stock LIMIT 1")).length, 1);
  });

  it("are read by their number and by time", async () => {
    assert.deepEqual(await rows("stock VERSION AS OF 0"), []);
    const first = [
      ["a", 1],
      ["b", 2],
    ];
    assert.deepEqual(await rows("stock VERSION AS OF 1"), first);
    assert.deepEqual(await rows("stock FOR VERSION AS OF 1"), first);
    assert.deepEqual(await rows("gold.stock@v1"), first);
    assert.deepEqual(await rows("stock@20261123100000001"), first);
    assert.deepEqual(await rows("stock TIMESTAMP AS OF '2026-11-23T10:00:00.001Z'"), first);
    assert.deepEqual(await rows("stock TIMESTAMP AS OF current_timestamp() AS s"), []);
    assert.deepEqual(await rows("stock VERSION AS OF 2"), [
      ["a", 2],
      ["b", 2],
    ]);
    const joined = "stock AS new JOIN stock VERSION AS OF 1 AS old ON new.id = old.id";
    assert.deepEqual(await engine.rows(`SELECT new.n - old.n FROM ${joined}`), [[1]]);
  });

  it("take their number from a bound value", async () => {
    const version = [{ name: "v", type: "INT", value: "1" }];
    assert.deepEqual(await engine.rows("SELECT count(*) FROM stock VERSION AS OF :v", version), [[2]]);
  });

  it("must be there", async () => {
    await assert.rejects(engine.session.execute("SELECT * FROM stock VERSION AS OF 4"), {
      message:
        "[DELTA_VERSION_NOT_FOUND] Cannot time travel Delta table to version 4. Available versions: [0, 3]. SQLSTATE: 22003",
    });
    await assert.rejects(engine.session.execute("SELECT * FROM stock TIMESTAMP AS OF '2026-11-23'"), {
      message:
        "[DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION] The provided timestamp (2026-11-23 00:00:00.0) is before the earliest version available to this table (2026-11-23 10:00:00.0). Please use a timestamp after 2026-11-23 10:00:00.0. SQLSTATE: 42816",
    });
    await assert.rejects(engine.session.execute("SELECT * FROM stock TIMESTAMP AS OF '2026-11-24'"), {
      message:
        "[DELTA_TIMESTAMP_GREATER_THAN_COMMIT] The provided timestamp (2026-11-24 00:00:00.0) is after the latest version available to this table (`shop`.`gold`.`stock`). Please use a timestamp before or at 2026-11-23 10:00:00.003. SQLSTATE: 42816",
    });
    assert.equal(
      await engine.failure("SELECT * FROM stock TIMESTAMP AS OF 'soon'"),
      "DELTA_TIMESTAMP_INVALID 42816",
    );
  });

  it("come with their own columns", async () => {
    await engine.session.execute("ALTER TABLE stock ADD COLUMN shelf STRING");
    await engine.session.execute("INSERT INTO stock VALUES ('c', 3, 'top')");
    assert.deepEqual(await engine.rows("SELECT * FROM stock@v3"), [["a", 2]]);
    assert.deepEqual(await engine.rows("SELECT * FROM stock ORDER BY id"), [
      ["a", 2, null],
      ["c", 3, "top"],
    ]);
  });

  it("are left as they are by a statement that changes nothing, or that fails", async () => {
    const before = await engine.rows("DESCRIBE HISTORY stock");
    await engine.session.execute("UPDATE stock SET n = 0 WHERE id = 'nobody'");
    await engine.session.execute("DELETE FROM stock WHERE id = 'nobody'");
    await engine.session.execute("INSERT INTO stock SELECT * FROM stock WHERE id = 'nobody'");
    assert.equal(
      await engine.failure("UPDATE stock SET n = 1 / 0"),
      "DELTA_CAST_OVERFLOW_IN_TABLE_WRITE 22003",
    );
    assert.deepEqual(await engine.rows("DESCRIBE HISTORY stock"), before);
  });

  it("are there when the files are opened again", async () => {
    const before = await engine.rows("DESCRIBE HISTORY stock");
    await engine.reopen();
    assert.deepEqual(await engine.rows("DESCRIBE HISTORY stock"), before);
    assert.deepEqual(await engine.rows("SELECT * FROM stock@v1 ORDER BY id"), [
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("come back with RESTORE, rows and columns, as a version of their own", async () => {
    await engine.session.execute("RESTORE TABLE stock TO VERSION AS OF 1");
    assert.deepEqual(await engine.rows("SELECT * FROM stock ORDER BY id"), [
      ["a", 1],
      ["b", 2],
    ]);
    await engine.session.execute("RESTORE stock TO TIMESTAMP AS OF '2026-11-23T10:00:00.005Z'");
    assert.deepEqual(await engine.rows("SELECT * FROM stock ORDER BY id"), [
      ["a", 2, null],
      ["c", 3, "top"],
    ]);
    const [[version, , , , operation, parameters] = []] = await engine.rows("DESCRIBE HISTORY stock LIMIT 1");
    assert.deepEqual([version, operation, parameters], [7, "RESTORE", { version: "5", timestamp: "" }]);
    assert.equal(
      await engine.failure("RESTORE stock TO VERSION AS OF 99"),
      "DELTA_CANNOT_RESTORE_TABLE_VERSION 22003",
    );
  });

  it("begin anew with a table that is dropped and made again", async () => {
    await engine.session.execute("DROP TABLE stock");
    await engine.session.execute("CREATE TABLE stock (id STRING, n INT)");
    assert.deepEqual(
      (await engine.rows("DESCRIBE HISTORY stock")).map(([version]) => version),
      [0],
    );
  });
});

describe("A catalog's file of the first release", () => {
  it("has what its tables hold as their version 0", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "workspace-sql-"));
    await mkdir(join(dataDir, "catalogs"));
    await writeFirstRelease(join(dataDir, "catalogs/main.duckdb"));
    const engine = await openDuckDbEngine({ dataDir });
    const session = await engine.openSession({ userName: "local.user@example.com" });
    await session.execute("INSERT INTO old VALUES (2)");
    const past = await session.execute("SELECT * FROM old VERSION AS OF 0");
    assert.deepEqual([past.columns, past.rows], [[{ name: "id", type: "int" }], [[1]]]);
    assert.deepEqual((await session.execute("SELECT * FROM old ORDER BY id")).rows, [[1], [2]]);
    await engine.close();
    await rm(dataDir, { recursive: true });
  });

  async function writeFirstRelease(path: string): Promise<void> {
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    const column = { name: "id", type: "int", nullable: true };
    const notes = { catalog: "main", schema: "default", table: "old", columns: [column] };
    const text = { ...notes, createdAt: "2026-01-01T00:00:00.000Z", properties: [], checks: [], keys: [] };
    for (const statement of [
      "CREATE TABLE schema_notes (schema_name VARCHAR, comment VARCHAR)",
      "CREATE TABLE table_notes (schema_name VARCHAR, table_name VARCHAR, notes VARCHAR)",
      `INSERT INTO schema_notes VALUES ('default', NULL)`,
      `INSERT INTO table_notes VALUES ('default', 'old', '${JSON.stringify(text)}')`,
      'CREATE SCHEMA "default"',
      'CREATE TABLE "default".old (id INTEGER)',
      'INSERT INTO "default".old VALUES (1)',
    ])
      await connection.run(statement);

    connection.closeSync();
    instance.closeSync();
  }
});
