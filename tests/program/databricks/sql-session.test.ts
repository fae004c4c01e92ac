import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { inspect } from "node:util";
import { SqlError, type SqlParameter } from "databricks-local";
import { ScriptedEngine } from "databricks-local/testing/thrift/scripted-engine";
import { ThriftServer, TOKEN } from "databricks-local/testing/thrift/thrift-server";
import type { Credentials } from "../../../databricks/credentials";
import { RETRY_RULES } from "../../../databricks/retry-rules";
import { openSqlSession, type SqlSession, type SqlSessionArgs } from "../../../databricks/sql-session";
import {
  SqlConnectionError,
  SqlStatementError,
  SqlTimeoutError,
} from "../../../databricks/sql-statement-error";

describe("openSqlSession", () => {
  const engine = new ScriptedEngine();
  let server: ThriftServer;
  let waits: number[];
  const opened: SqlSession[] = [];

  before(async () => {
    server = await ThriftServer.start(engine);
    engine.answerRow("one", ["int"], [1]);
  });
  beforeEach(() => {
    waits = [];
    server.calls.length = 0;
    server.faults.length = 0;
    server.token = TOKEN;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((session) => session.close()));
  });
  after(() => server.close());

  const credentials = (changes: Partial<Credentials> = {}): Credentials => ({
    host: server.host,
    token: () => Promise.resolve(TOKEN),
    caCert: server.caCert,
    describe: "host and token of the tests",
    ...changes,
  });

  async function open(changes: Partial<SqlSessionArgs> = {}): Promise<SqlSession> {
    const sleep = (milliseconds: number) => Promise.resolve(waits.push(milliseconds));
    const retryRules = { ...RETRY_RULES, random: () => 0, sleep };
    const session = await openSqlSession({
      credentials: credentials(),
      warehouseId: "local",
      retryRules,
      ...changes,
    });
    opened.push(session);
    return session;
  }

  const sent = (method: string) => server.calls.filter((call) => call === method).length;

  describe("rows", () => {
    it("come from all pages", async () => {
      const rows = Array.from({ length: 25_001 }, (_, index) => [index]);
      engine.answer("many", () => Promise.resolve({ columns: [{ name: "n", type: "int" }], rows }));
      const answer = await (await open()).query({ sql: "many" });
      assert.equal(answer.length, 25_001);
      assert.deepEqual(answer.at(-1), { n: 25_000 });
    });

    it("belong to their statement when many run at once", async () => {
      const session = await open();
      for (let n = 0; n < 20; n++) engine.answerRow(`number ${n}`, ["int"], [n]);
      const asked = Array.from({ length: 20 }, (_, n) => session.query({ sql: `number ${n}` }));
      assert.deepEqual(
        (await Promise.all(asked)).map(([row]) => row?.["a"]),
        Array.from({ length: 20 }, (_, n) => n),
      );
      assert.equal(sent("OpenSession"), 1);
    });
  });

  it("binds values with the type of their kind", async () => {
    let bound: readonly SqlParameter[] = [];
    engine.answer("bind", (parameters) => {
      bound = parameters;
      return Promise.resolve({ columns: [], rows: [] });
    });
    const session = await open();
    await session.execute({
      sql: "bind",
      parameters: {
        text: "TEST'; DROP TABLE t; --",
        int: 5,
        big: 2 ** 40,
        double: 0.5,
        huge: 1e21,
        yes: true,
        no: null,
      },
    });
    assert.deepEqual(
      bound.map(({ name, type, value }) => [name, type, value]),
      [
        ["text", "STRING", "TEST'; DROP TABLE t; --"],
        ["int", "INTEGER", "5"],
        ["big", "BIGINT", "1099511627776"],
        ["double", "DOUBLE", "0.5"],
        ["huge", "DOUBLE", "1e+21"],
        ["yes", "BOOLEAN", "TRUE"],
        ["no", undefined, null],
      ],
    );
  });

  describe("a statement that the warehouse refuses", () => {
    const refused = async (errorClass: string, sqlState: string): Promise<SqlStatementError> => {
      engine.answer("refused", () => Promise.reject(new SqlError(errorClass, sqlState, "It cannot be.")));
      const session = await open();
      const error: unknown = await session.query({ sql: "refused" }).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof SqlStatementError);
      assert.equal(error.message, `[${errorClass}] It cannot be. SQLSTATE: ${sqlState}`);
      assert.equal(sent("ExecuteStatement"), 1);
      return error;
    };

    const cases: [
      errorClass: string,
      sqlState: string,
      missing: "table" | "schema" | "catalog" | undefined,
    ][] = [
      ["TABLE_OR_VIEW_NOT_FOUND", "42P01", "table"],
      ["SCHEMA_NOT_FOUND", "42704", "schema"],
      ["NO_SUCH_CATALOG_EXCEPTION", "42704", "catalog"],
      ["UNRESOLVED_COLUMN.WITH_SUGGESTION", "42703", undefined],
    ];
    for (const [errorClass, sqlState, missing] of cases) {
      it(`is not repeated and says what is missing: ${errorClass}`, async () => {
        const error = await refused(errorClass, sqlState);
        assert.deepEqual([error.errorClass, error.sqlState], [errorClass, sqlState]);
        assert.deepEqual(
          [error.isTableNotFound, error.isSchemaNotFound, error.isCatalogNotFound],
          [missing === "table", missing === "schema", missing === "catalog"],
        );
      });
    }

    it("is reported for a write, too", async () => {
      engine.answer("write", () => Promise.reject(new SqlError("DELTA_VIOLATE_CONSTRAINT", "23001", "No.")));
      await assert.rejects((await open()).execute({ sql: "write" }), {
        name: "SqlStatementError",
        sqlState: "23001",
      });
    });
  });

  describe("a read", () => {
    const faults = [
      { kind: "drop-before" },
      { kind: "drop-after" },
      { kind: "status", status: 429 },
      { kind: "status", status: 503 },
    ] as const;
    for (const fault of faults) {
      it(`is repeated after ${fault.kind === "status" ? `HTTP ${fault.status}` : fault.kind}`, async () => {
        const session = await open();
        server.faults.push({ method: "ExecuteStatement", ...fault });
        assert.deepEqual(await session.query({ sql: "one" }), [{ a: 1 }]);
        assert.deepEqual(waits, [500]);
        assert.equal(sent("ExecuteStatement"), 2);
      });
    }

    for (const kind of ["drop-after", "forget"] as const) {
      it(`is repeated from its start after ${kind} between two pages`, async () => {
        const rows = Array.from({ length: 10_001 }, (_, index) => [index]);
        engine.answer("two pages", () => Promise.resolve({ columns: [{ name: "n", type: "int" }], rows }));
        const session = await open();
        server.faults.push({ method: "FetchResults", kind });
        assert.equal((await session.query({ sql: "two pages" })).length, 10_001);
      });
    }

    it("waits as long as the service asks for", async () => {
      const session = await open();
      server.faults.push({ method: "ExecuteStatement", kind: "status", status: 503, retryAfter: "7" });
      await session.query({ sql: "one" });
      assert.deepEqual(waits, [7000]);
    });

    it("fails after three repetitions and says which statement", async () => {
      const session = await open();
      for (let n = 0; n < 4; n++)
        server.faults.push({ method: "ExecuteStatement", kind: "status", status: 503 });
      await assert.rejects(session.query({ sql: "one" }), {
        name: "SqlConnectionError",
        message: `The SQL warehouse local at ${server.host.origin} gave no answer (HTTP 503); asked for: one`,
      });
      assert.deepEqual(waits, [500, 1000, 2000]);
    });

    it("gets a new session when the service has dropped the old one", async () => {
      const session = await open();
      await server.forgetSessions();
      const answers = await Promise.all([session.query({ sql: "one" }), session.query({ sql: "one" })]);
      assert.deepEqual(answers, [[{ a: 1 }], [{ a: 1 }]]);
      assert.equal(sent("OpenSession"), 2);
    });

    // The driver does not notice either, so that only the time limit ends the wait.
    for (const kind of ["half-message", "half-body"] as const) {
      it(`never takes a ${kind} for an answer`, async () => {
        const session = await open();
        server.faults.push({ method: "ExecuteStatement", kind });
        await assert.rejects(session.query({ sql: "one" }, { timeoutMs: 300 }), SqlTimeoutError);
      });
    }
  });

  describe("a write", () => {
    it("is not repeated where it may have been carried out", async () => {
      const session = await open();
      server.faults.push({ method: "ExecuteStatement", kind: "drop-after" });
      await assert.rejects(session.execute({ sql: "one" }), /, and may or may not have carried out: one$/);
      assert.equal(sent("ExecuteStatement"), 1);
    });

    it("is not repeated with another token once the warehouse has taken it", async () => {
      engine.answer("slow write", () => new Promise(() => undefined));
      const session = await open();
      server.faults.push({ method: "GetOperationStatus", kind: "status", status: 401 });
      await assert.rejects(
        session.execute({ sql: "slow write" }),
        /may or may not have carried out: slow write$/,
      );
      assert.equal(sent("ExecuteStatement"), 1);
    });

    it("is repeated when it is idempotent", async () => {
      const session = await open();
      server.faults.push({ method: "ExecuteStatement", kind: "drop-after" });
      await session.execute({ sql: "one" }, { idempotent: true });
      assert.equal(sent("ExecuteStatement"), 2);
    });

    it("is repeated after 429 and in a new session, since it was surely not carried out", async () => {
      const session = await open();
      server.faults.push({ method: "ExecuteStatement", kind: "status", status: 429 });
      await server.forgetSessions();
      await session.execute({ sql: "one" });
      assert.equal(sent("ExecuteStatement"), 3);
    });

    it("is repeated after another write came in between, and says so after three repetitions", async () => {
      let conflicts = 1;
      engine.answer("conflict", () =>
        conflicts-- > 0
          ? Promise.reject(new SqlError("DELTA_CONCURRENT_APPEND", "2D521", "Files were added."))
          : Promise.resolve({ columns: [], rows: [] }),
      );
      const session = await open();
      await session.execute({ sql: "conflict" });
      assert.deepEqual(waits, [500]);
      conflicts = 4;
      await assert.rejects(session.execute({ sql: "conflict" }), {
        name: "SqlStatementError",
        message: "[DELTA_CONCURRENT_APPEND] Files were added. SQLSTATE: 2D521",
      });
      assert.deepEqual(waits, [500, 500, 1000, 2000]);
    });
  });

  // The first limit ends before the warehouse has named the operation, the second while it is asked for its state.
  for (const timeoutMs of [300, 1_200]) {
    it(`cancels a statement after its time limit of ${timeoutMs} ms and names it`, async () => {
      let cancelled: () => void = () => undefined;
      const cancellation = new Promise<void>((resolve) => (cancelled = resolve));
      const sql = `SELECT ${"x".repeat(300)}`;
      engine.answer(sql, (_, signal) => {
        signal?.addEventListener("abort", cancelled);
        return new Promise(() => undefined);
      });
      const session = await open();
      await assert.rejects(session.query({ sql }, { timeoutMs }), {
        name: "SqlTimeoutError",
        message:
          `No answer after ${timeoutMs / 1000} s to ${sql.slice(0, 200)}…. It was asked to stop. ` +
          "A warehouse that is just starting answers later: see that it runs, and try again.",
      });
      await cancellation;
    });
  }

  describe("a connection that cannot be", () => {
    async function failure(changes: Partial<SqlSessionArgs>): Promise<string> {
      const error: unknown = await open(changes).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof SqlConnectionError);
      assert.ok(!inspect(error, { depth: Infinity }).includes(TOKEN));
      assert.deepEqual(waits, []);
      return error.message;
    }

    it("says which warehouse is unknown", async () => {
      assert.equal(
        await failure({ warehouseId: "nope" }),
        `There is no SQL warehouse nope at ${server.host.origin} (HTTP 404): set warehouseId to one of the workspace's.`,
      );
    });

    it("says that the token is refused", async () => {
      server.token = "another";
      assert.equal(
        await failure({}),
        `The SQL warehouse local at ${server.host.origin} refused the token with 401 (host and token of the tests): ` +
          "set DATABRICKS_TOKEN to a valid one.",
      );
    });

    it("says that the certificate is not trusted", async () => {
      const token = () => Promise.resolve(TOKEN);
      assert.equal(
        await failure({ credentials: { host: server.host, token, describe: "" } }),
        `The certificate of ${server.host.origin} is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE): ` +
          "set DATABRICKS_CA_FILE to the PEM file of the authority that issued it.",
      );
    });

    it("says that nothing answers", async () => {
      const free = createServer().listen(0, "127.0.0.1");
      await once(free, "listening");
      const address = free.address();
      assert.ok(typeof address === "object" && address !== null);
      free.close();
      await once(free, "close");
      const host = new URL(`http://127.0.0.1:${address.port}`);
      assert.equal(
        await failure({ credentials: credentials({ host }) }),
        `Nothing answers at ${host.origin} (ECONNREFUSED): set DATABRICKS_HOST to the address of a workspace that runs.`,
      );
    });
  });

  it("asks for another token when one is refused", async () => {
    server.token = "renewed";
    let current = TOKEN;
    const token = (refused?: string) => {
      if (refused === current) current = "renewed";
      return Promise.resolve(current);
    };
    const session = await open({ credentials: credentials({ token }) });
    assert.deepEqual(await session.query({ sql: "one" }), [{ a: 1 }]);
    assert.equal(sent("OpenSession"), 2);
  });

  it("does not wait for ever for a session", async () => {
    server.faults.push({ method: "OpenSession", kind: "hang" });
    await assert.rejects(open({ statementTimeoutMs: 200 }), {
      name: "SqlTimeoutError",
      message: /^No answer after 0.2 s/,
    });
  });

  it("passes on why there is no token", async () => {
    const token = () => Promise.reject(new Error("The token service is away."));
    await assert.rejects(open({ credentials: credentials({ token }) }), {
      message: "The token service is away.",
    });
  });

  it("closes its session on the warehouse, and takes no statement afterwards", async () => {
    const before = engine.openSessions;
    const session = await open();
    await session.close();
    await session.close();
    assert.equal(engine.openSessions, before);
    await assert.rejects(session.query({ sql: "one" }), { message: "The SQL session is closed." });
  });
});
