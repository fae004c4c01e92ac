import assert from "node:assert/strict";
import { ScriptedEngine } from "databricks-local/testing/thrift/scripted-engine";
import { ThriftServer, TOKEN } from "databricks-local/testing/thrift/thrift-server";
import { openSqlSession, type SqlSession } from "../../../databricks/sql-session";

describe("the rows of a SQL session", () => {
  const engine = new ScriptedEngine();
  let server: ThriftServer;
  let session: SqlSession;

  before(async () => {
    server = await ThriftServer.start(engine);
    const token = () => Promise.resolve(TOKEN);
    const credentials = {
      host: server.host,
      token,
      caCert: server.caCert,
      describe: "host and token of the tests",
    };
    session = await openSqlSession({ credentials, warehouseId: "local" });
  });
  after(async () => {
    await session.close();
    await server.close();
  });

  it("come as numbers, exact strings, dates, arrays and objects", async () => {
    engine.answerRow(
      "all types",
      [
        "int",
        "bigint",
        "bigint",
        "decimal(10,2)",
        "double",
        "boolean",
        "date",
        "timestamp",
        "array<bigint>",
      ].concat("map<string,string>", "struct<n:bigint,at:timestamp>", "binary", "string"),
      [
        1,
        5n,
        2n ** 60n,
        "12.50",
        0.1,
        false,
        "2026-11-23",
        "2026-11-23T10:00:00.250Z",
        [1n, null],
        new Map([["team", "data"]]),
        { n: 3n, at: "2026-01-01T00:00:00Z" },
        "AP8=",
        null,
      ],
    );
    assert.deepEqual(await session.query({ sql: "all types" }), [
      {
        a: 1,
        b: 5,
        c: 2n ** 60n,
        d: "12.50",
        e: 0.1,
        f: false,
        g: new Date("2026-11-23T00:00:00Z"),
        h: new Date("2026-11-23T10:00:00.250Z"),
        i: [1, null],
        j: { team: "data" },
        k: { n: 3, at: new Date("2026-01-01T00:00:00Z") },
        l: Buffer.from([0, 255]),
        m: null,
      },
    ]);
  });
});
