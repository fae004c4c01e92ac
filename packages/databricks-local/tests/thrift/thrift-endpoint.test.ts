import assert from "node:assert/strict";
import { DBSQLClient, thrift } from "@databricks/sql";
import { SqlError, type SqlParameter } from "../../src/sql/sql-engine";
import { MalformedFrameError, ThriftEndpoint } from "../../src/thrift/thrift-endpoint";
import { ScriptedEngine } from "./scripted-engine";
import { CLIENT, ThriftServer, TOKEN } from "./thrift-server";

type DriverSession = Awaited<ReturnType<DBSQLClient["openSession"]>>;

describe("ThriftEndpoint, asked by the unchanged driver", () => {
  const engine = new ScriptedEngine();
  let server: ThriftServer;
  let client: DBSQLClient;
  let session: DriverSession;

  before(async () => {
    server = await ThriftServer.start(engine);
    client = new DBSQLClient({ logger: { log: () => undefined } });
    await client.connect({
      host: "127.0.0.1",
      port: server.port,
      path: "/sql/1.0/warehouses/local",
      token: TOKEN,
      customCaCert: server.caCert,
      telemetryEnabled: false,
      preserveBigNumericPrecision: true,
    });
    session = await client.openSession();
  });
  beforeEach(() => {
    server.calls.length = 0;
  });
  after(async () => {
    await client.close();
    await server.close();
  });

  async function ask(sql: string, options = {}): Promise<unknown[]> {
    const operation = await session.executeStatement(sql, options);
    const rows = await operation.fetchAll();
    await operation.close();
    return rows;
  }

  it("answers a small result in one call", async () => {
    engine.answerRow("one", ["int"], [1]);
    assert.deepEqual(await ask("one"), [{ a: 1 }]);
    assert.deepEqual(server.calls, ["ExecuteStatement"]);
  });

  it("keeps every type exact", async () => {
    const types = ["tinyint", "smallint", "int", "bigint", "decimal(38,10)", "float", "double", "boolean"];
    const decimal = "1234567890123456789012345678.0123456789";
    engine.answerRow("numbers", types, [-128, 32767, -5, 9007199254740993n, decimal, 0.5, 1e300, true]);
    assert.deepEqual(await ask("numbers"), [
      { a: -128, b: 32767, c: -5, d: 9007199254740993n, e: decimal, f: 0.5, g: 1e300, h: true },
    ]);
  });

  it("keeps dates, times, texts and bytes", async () => {
    const types = [
      "date",
      "timestamp",
      "timestamp_ntz",
      "string",
      "binary",
      "void",
      "interval day to second",
    ];
    const interval = "1 02:03:04.000000000";
    engine.answerRow("times", types, [
      "1969-12-31",
      "2026-11-23T10:00:00.250Z",
      "1960-01-01T00:00:00",
      "Grüße 👋",
      Buffer.from([0, 255]).toString("base64"),
      null,
      interval,
    ]);
    assert.deepEqual(await ask("times"), [
      {
        a: new Date("1969-12-31T00:00:00Z"),
        b: new Date("2026-11-23T10:00:00.250Z"),
        c: new Date("1960-01-01T00:00:00Z"),
        d: "Grüße 👋",
        e: Buffer.from([0, 255]),
        f: null,
        g: interval,
      },
    ]);
  });

  it("keeps arrays, maps and structs, nested in each other", async () => {
    const nested = "array<struct<at:timestamp,tags:map<string,decimal(10,2)>,`odd:name`:int>>";
    engine.answerRow(
      "nested",
      ["array<string>", "map<string,bigint>", nested, "struct<x:int,y:array<int>>"],
      [
        ["a", null, "c"],
        new Map([["k", 2n]]),
        [{ at: "2026-01-01T00:00:00Z", tags: new Map([["t", "1.50"]]), "odd:name": 7 }, null],
        { x: null, y: [1, 2] },
      ],
    );
    assert.deepEqual(await ask("nested"), [
      {
        a: ["a", null, "c"],
        b: { k: 2n },
        c: [{ at: new Date("2026-01-01T00:00:00Z"), tags: { t: "1.50" }, "odd:name": 7 }, null],
        d: { x: null, y: [1, 2] },
      },
    ]);
  });

  it("gives a VARIANT as JSON", async () => {
    engine.answerRow("variant", ["variant", "array<variant>"], ['{"a":1}', ["1", null]]);
    assert.deepEqual(await ask("variant"), [{ a: '{"a":1}', b: ["1", null] }]);
  });

  it("gives NULL in every type", async () => {
    const types = [
      "int",
      "decimal(5,2)",
      "string",
      "array<int>",
      "map<string,int>",
      "struct<x:int>",
      "timestamp",
    ];
    engine.answerRow(
      "nulls",
      types,
      types.map(() => null),
    );
    assert.deepEqual(await ask("nulls"), [{ a: null, b: null, c: null, d: null, e: null, f: null, g: null }]);
  });

  it("gives an empty list for a query without rows", async () => {
    engine.answer("none", () => Promise.resolve({ columns: [{ name: "a", type: "int" }], rows: [] }));
    assert.deepEqual(await ask("none"), []);
  });

  it("ends a statement without columns", async () => {
    engine.answer("CREATE", () => Promise.resolve({ columns: [], rows: [] }));
    assert.deepEqual(await ask("CREATE"), []);
    assert.deepEqual(await ask("CREATE", { maxRows: null }), []);
  });

  it("pages a large result", async () => {
    const rows = Array.from({ length: 25_000 }, (_, index) => [index]);
    engine.answer("many", () => Promise.resolve({ columns: [{ name: "n", type: "int" }], rows }));
    assert.deepEqual(
      await ask("many"),
      rows.map(([n]) => ({ n })),
    );
    const fetches = ["FetchResults", "FetchResults"];
    assert.deepEqual(server.calls, ["ExecuteStatement", ...fetches, "CloseOperation"]);
  });

  it("serves a client that asks step by step", async () => {
    engine.answerRow("steps", ["string"], ["x"]);
    assert.deepEqual(await ask("steps", { maxRows: null }), [{ a: "x" }]);
    assert.equal(server.calls[0], "ExecuteStatement");
    assert.deepEqual(server.calls.slice(-3), ["GetResultSetMetadata", "FetchResults", "CloseOperation"]);
  });

  it("binds named and positional parameters with their types", async () => {
    let seen: readonly SqlParameter[] = [];
    engine.answer("bind", (parameters) => {
      seen = parameters;
      return Promise.resolve({ columns: [], rows: [] });
    });
    await ask("bind", { namedParameters: { s: "x", i: 1, l: 2 ** 40, d: 0.5, b: true, n: null } });
    assert.deepEqual(seen, [
      { name: "s", type: "STRING", value: "x" },
      { name: "i", type: "INTEGER", value: "1" },
      { name: "l", type: "BIGINT", value: "1099511627776" },
      { name: "d", type: "DOUBLE", value: "0.5" },
      { name: "b", type: "BOOLEAN", value: "TRUE" },
      { name: "n", type: undefined, value: null },
    ]);
    await ask("bind", { ordinalParameters: ["x"] });
    assert.deepEqual(seen, [{ name: undefined, type: "STRING", value: "x" }]);
  });

  for (const maxRows of [undefined, null]) {
    it(`reports a failed statement in the service's words (maxRows ${maxRows})`, async () => {
      const text = "[TABLE_OR_VIEW_NOT_FOUND] The table or view `x` cannot be found. SQLSTATE: 42P01";
      engine.answer("fail", () =>
        Promise.reject(
          new SqlError("TABLE_OR_VIEW_NOT_FOUND", "42P01", "The table or view `x` cannot be found."),
        ),
      );
      await assert.rejects(
        ask("fail", { maxRows }),
        (error: { message: string; response: { sqlState: string } }) => {
          assert.equal(error.message, text);
          assert.equal(error.response.sqlState, "42P01");
          return true;
        },
      );
    });
  }

  it("lets a client cancel a running statement", async () => {
    let aborted = false;
    engine.answer("slow", (_, signal) => {
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          aborted = true;
          reject(new SqlError("QUERY_EXECUTION_CANCELED", "HY008", "Canceled."));
        });
      });
    });
    const operation = await session.executeStatement("slow", { maxRows: null });
    const status = await operation.status();
    assert.equal(status.operationState, thrift.TCLIService_types.TOperationState.RUNNING_STATE);
    await operation.cancel();
    assert.equal(aborted, true);
  });

  it("turns a defect of the engine into a failed statement", async () => {
    engine.answer("defect", () => Promise.reject(new TypeError("oops")));
    await assert.rejects(ask("defect"), { message: "[INTERNAL_ERROR] TypeError: oops SQLSTATE: XX000" });
  });

  it("names itself", async () => {
    const { CLI_DBMS_NAME } = thrift.TCLIService_types.TGetInfoType;
    assert.equal((await session.getInfo(CLI_DBMS_NAME)).getValue(), "Spark SQL");
  });

  it("refuses metadata calls by name", async () => {
    await assert.rejects(session.getFunctions({ functionName: "%" }), {
      message: "The local workspace does not serve GetFunctions",
    });
  });

  it("frees the engine's session with the client's, and refuses the closed one", async () => {
    const before = engine.openSessions;
    const other = await client.openSession();
    assert.equal(engine.openSessions, before + 1);
    await other.close();
    assert.equal(engine.openSessions, before);
  });
});

describe("ThriftEndpoint, sent what is no message", () => {
  const endpoint = new ThriftEndpoint(new ScriptedEngine(), () => undefined);
  const message = (name: string, ...rest: number[]) =>
    Buffer.concat([
      Buffer.from([0x80, 1, 0, 1, 0, 0, 0, name.length]),
      Buffer.from(name),
      Buffer.from([0, 0, 0, 7, ...rest]),
    ]);
  const STOP = 0;

  const malformed: Record<string, Buffer> = {
    "an empty body": Buffer.alloc(0),
    text: Buffer.from("SELECT 1"),
    JSON: Buffer.from('{"statement": "SELECT 1"}'),
    "a message without arguments": message("OpenSession"),
    "a message cut in its arguments": message("OpenSession", 12, 0, 1, 8, 0),
    "a list of two milliards": message("OpenSession", 15, 0, 1, 12, 127, 255, 255, 255),
  };
  for (const [name, body] of Object.entries(malformed)) {
    it(`rejects ${name}`, async () => {
      await assert.rejects(endpoint.handle(body, CLIENT), MalformedFrameError);
    });
  }

  it("answers an unknown method with a Thrift exception", async () => {
    const answer = await endpoint.handle(message("DropEverything", STOP), CLIENT);
    assert.equal(answer.readUInt32BE(0), 0x80010003);
    assert.match(answer.toString(), /Unknown function DropEverything/);
  });

  it("answers a call without a session handle with an invalid handle", async () => {
    for (const name of ["ExecuteStatement", "CloseSession", "GetInfo"]) {
      assert.match(
        (await endpoint.handle(message(name, STOP), CLIENT)).toString(),
        /Invalid SessionHandle: SessionHandle \[\]/,
      );
    }
    for (const name of ["FetchResults", "CancelOperation", "CloseOperation", "GetOperationStatus"]) {
      assert.match(
        (await endpoint.handle(message(name, STOP), CLIENT)).toString(),
        /Invalid OperationHandle/,
      );
    }
  });
});
