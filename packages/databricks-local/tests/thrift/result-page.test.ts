import assert from "node:assert/strict";
import { DBSQLClient } from "@databricks/sql";
import {
  type TExecuteStatementReq,
  TProtocolVersion,
  TSparkRowSetType,
  TTypeId,
} from "@databricks/sql/thrift/TCLIService_types";
import { Int64 } from "thrift";
import { openSession } from "../../src/thrift/session-operations";
import { executeStatement } from "../../src/thrift/statement-operations";
import { ThriftSessions } from "../../src/thrift/thrift-sessions";
import { ScriptedEngine } from "./scripted-engine";
import { CLIENT, ThriftServer, TOKEN } from "./thrift-server";

const ROW = {
  tinyint: -128,
  smallint: 32767,
  int: -5,
  bigint: 9007199254740991n,
  double: 1e300,
  boolean: true,
  "decimal(10,2)": "-12.50",
  date: "1969-12-31",
  timestamp: "2026-11-23T10:00:00.250Z",
  timestamp_ntz: "2026-11-23T10:00:00.000000",
  string: "Grüße 👋",
  binary: Buffer.from([0, 255]).toString("base64"),
  "array<int>": [1, null],
  "struct<n:bigint>": { n: 7n },
  "map<string,string>": new Map([["k", "v"]]),
  float: Math.fround(1.2),
};

for (const setting of ["arrowEnabled", "useArrowNativeTypes"]) {
  describe(`The SQL driver with ${setting} off`, () => {
    const engine = new ScriptedEngine();
    let server: ThriftServer;
    let client: DBSQLClient;

    before(async () => {
      server = await ThriftServer.start(engine);
      client = new DBSQLClient({ logger: { log: () => undefined } });
      Object.assign(client.getConfig(), { [setting]: false });
      await client.connect({
        host: "127.0.0.1",
        port: server.port,
        path: "/sql/1.0/warehouses/local",
        token: TOKEN,
        customCaCert: server.caCert,
        telemetryEnabled: false,
      });
    });
    after(async () => {
      await client.close();
      await server.close();
    });

    async function ask(sql: string) {
      const operation = await (await client.openSession()).executeStatement(sql);
      return operation.fetchAll();
    }

    it("is given every type as a value or a text", async () => {
      engine.answerRow("types", Object.keys(ROW), Object.values(ROW));
      assert.deepEqual(await ask("types"), [
        {
          a: -128,
          b: 32767,
          c: -5,
          d: 9007199254740991,
          e: 1e300,
          f: true,
          g: -12.5,
          // The driver reads it from Arrow, or from a text.
          h: setting === "arrowEnabled" ? "1969-12-31" : new Date("1969-12-31"),
          i: "2026-11-23 10:00:00.25",
          j: "2026-11-23 10:00:00",
          k: "Grüße 👋",
          l: Buffer.from([0, 255]),
          m: [1, null],
          n: { n: 7 },
          o: { k: "v" },
          p: setting === "arrowEnabled" ? 1.2 : Math.fround(1.2),
        },
      ]);
    });

    it("is given NULL in every type", async () => {
      engine.answerRow(
        "nulls",
        Object.keys(ROW),
        Object.keys(ROW).map(() => null),
      );
      const [row] = await ask("nulls");
      assert.deepEqual(
        Object.values(row ?? {}),
        Object.keys(ROW).map(() => null),
      );
    });

    it("pages a large result", async () => {
      const rows = Array.from({ length: 12_000 }, (_, index) => [index % 3 === 0 ? null : BigInt(index)]);
      engine.answer("many", () => Promise.resolve({ columns: [{ name: "n", type: "bigint" }], rows }));
      assert.deepEqual(
        await ask("many"),
        rows.map(([n]) => ({ n: n === null ? null : Number(n) })),
      );
    });
  });
}

describe("ExecuteStatement, as databricks-sql-connector without pyarrow sends it", () => {
  const engine = new ScriptedEngine();
  const sessions = new ThriftSessions(engine, () => undefined);
  after(() => sessions.closeAll());

  async function execute(statement: string) {
    const version = { client_protocol: TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8 };
    const { sessionHandle } = await openSession(version, sessions, CLIENT);
    assert.ok(sessionHandle);
    const request: TExecuteStatementReq = {
      sessionHandle,
      statement,
      runAsync: true,
      canReadArrowResult: false,
      getDirectResults: { maxRows: new Int64(100), maxBytes: new Int64(1000) },
    };
    return (await executeStatement(request, sessions, CLIENT)).directResults;
  }

  it("is told a decimal's digits with its type", async () => {
    engine.answerRow("decimal", ["decimal(10,2)"], ["1.50"]);
    const { resultSetMetadata } = (await execute("decimal")) ?? {};
    assert.equal(resultSetMetadata?.resultFormat, TSparkRowSetType.COLUMN_BASED_SET);
    assert.deepEqual(resultSetMetadata?.schema?.columns[0]?.typeDesc.types[0]?.primitiveEntry, {
      type: TTypeId.DECIMAL_TYPE,
      typeQualifiers: { qualifiers: { precision: { i32Value: 10 }, scale: { i32Value: 2 } } },
    });
  });

  it("is given a column without rows for DDL, since the operation is closed", async () => {
    engine.answer("CREATE", () => Promise.resolve({ columns: [], rows: [] }));
    const { resultSet, closeOperation } = (await execute("CREATE")) ?? {};
    assert.deepEqual(
      resultSet?.results?.columns?.map(({ stringVal }) => stringVal?.values),
      [[]],
    );
    assert.equal(resultSet?.hasMoreRows, false);
    assert.notEqual(closeOperation, undefined);
  });
});
