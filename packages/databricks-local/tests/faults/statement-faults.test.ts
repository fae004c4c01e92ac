import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { openDriver } from "../driver";
import { asJson, useWorkspace } from "../use-workspace";

type Driver = Awaited<ReturnType<typeof openDriver>>;

const TWO_PAGES = "SELECT id FROM range(15000)";

describe("Faults of statements", () => {
  const { call, workspace, createAlert } = useWorkspace();
  describe("met by the unchanged driver, statement execution and alerts", () => {
    let driver: Driver;
    before(async () => {
      driver = await openDriver(workspace());
      await driver.ask("CREATE TABLE main.default.t (n INT)");
    });
    afterEach(() => workspace().faults.clear());
    after(() => driver.close());

    const count = () => driver.ask("SELECT count(*) AS n FROM main.default.t");
    const execute = async (statement: string) =>
      (await call("POST", "/api/2.0/sql/statements", { statement, warehouse_id: workspace().warehouseId }))
        .body;
    const failure = (sqlState: string, text: string) => (error: unknown) => {
      assert.ok(error instanceof Error && "response" in error);
      assert.match(error.message, new RegExp(text));
      assert.equal(asJson(error.response).sqlState, sqlState);
      return true;
    };

    it("fail a statement with a given SQLSTATE, whoever sends it", async () => {
      const fault = { kind: "statement-error", statement: "^select 41", sqlState: "42501" } as const;
      workspace().faults.add({ ...fault, errorClass: "INSUFFICIENT_PERMISSIONS", message: "No.", times: 2 });
      const message = "[INSUFFICIENT_PERMISSIONS] No. SQLSTATE: 42501";
      await assert.rejects(
        driver.ask("SELECT 41 AS n"),
        failure("42501", "\\[INSUFFICIENT_PERMISSIONS\\] No\\."),
      );
      assert.deepEqual((await execute("SELECT 41 AS n")).status, {
        state: "FAILED",
        error: { error_code: "BAD_REQUEST", message },
        sql_state: "42501",
      });
      assert.deepEqual(await driver.ask("SELECT 41 AS n"), [{ n: 41 }]);
    });

    it("fail the query of an alert", async () => {
      const id = await createAlert(alertBody());
      workspace().faults.add({ kind: "statement-error", statement: "tag_coverage_pct" });
      const { body } = await call("POST", `/_local/alerts/${id}/evaluate`);
      assert.deepEqual(
        [body.state, body.error],
        ["ERROR", "[INTERNAL_ERROR] Injected by the local workspace SQLSTATE: XX000"],
      );
    });

    it("fail a statement whose work was done", async () => {
      workspace().faults.add({ kind: "statement-error", statement: "^insert", when: "after-work" });
      await assert.rejects(driver.ask("INSERT INTO main.default.t VALUES (1)"), failure("XX000", "Injected"));
      assert.deepEqual(await count(), [{ n: 1 }]);
    });

    it("lose a statement's answer after the work", async () => {
      workspace().faults.add({ kind: "drop-after", operation: "ExecuteStatement", statement: "^insert" });
      await assert.rejects(driver.ask("INSERT INTO main.default.t VALUES (2)"), /hang up|ECONNRESET/);
      assert.deepEqual(await count(), [{ n: 2 }]);
    });

    it("hang a statement until it is cancelled, or for a time", async () => {
      workspace().faults.add(
        { kind: "statement-hang", statement: "select 42" },
        { kind: "statement-hang", ms: 5 },
      );
      const operation = await driver.session.executeStatement("SELECT 42 AS n", {
        runAsync: true,
        maxRows: null,
      });
      await operation.cancel();
      await assert.rejects(operation.fetchAll(), /cancel/i);
      assert.deepEqual(await driver.ask("SELECT 43 AS n"), [{ n: 43 }]);
    });

    it("let go on what hangs, when they are cleared", async () => {
      workspace().faults.add({ kind: "statement-hang", statement: "select 44" });
      const asked = driver.ask("SELECT 44 AS n");
      await call("DELETE", "/_local/faults");
      assert.deepEqual(await asked, [{ n: 44 }]);
    });

    // The driver waits for ever for the rest of half an answer, and for an end of a wrong one: only time ends that.
    const CUTS = [
      { kind: "drop-before", error: /hang up|ECONNRESET/ },
      { kind: "status", status: 500, errorCode: "INTERNAL_ERROR", error: /500/ },
    ] as const;
    for (const { error, ...fault } of CUTS) {
      it(`cut a result off in the middle of its pages: ${fault.kind}`, async () => {
        workspace().requests.clear();
        workspace().faults.add({ ...fault, operation: "FetchResults", statement: "range\\(15000\\)" });
        await assert.rejects(driver.ask(TWO_PAGES, 10_000), error);
        const [first, second] = workspace().requests.requests;
        assert.deepEqual(
          [first?.operation, first?.status, second?.operation],
          ["ExecuteStatement", 200, "FetchResults"],
        );
      });
    }

    it("are told apart in the request log by the name of the driver's call", async () => {
      workspace().requests.clear();
      await driver.ask("SELECT 1 AS n", null);
      const calls = workspace().requests.requests.map(({ operation }) => operation);
      assert.deepEqual(
        [...new Set(calls)],
        ["ExecuteStatement", "GetOperationStatus", "GetResultSetMetadata", "FetchResults", "CloseOperation"],
      );
    });
  });
});
