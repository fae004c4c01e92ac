import assert from "node:assert/strict";
import { alertBody } from "../alert-body";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";

const TABLE = "health_monitor.gold.fact_usage";

describe("A right that was taken away", () => {
  const { call, workspace } = useWorkspace();
  const deny = (...denials: Json[]) => call("POST", "/_local/denials", { denials });
  const execute = (statement: string) => {
    const request = { statement, warehouse_id: workspace().warehouseId, wait_timeout: "50s" };
    return call("POST", "/api/2.0/sql/statements", request);
  };
  const failureOf = async (statement: string) => {
    const { state, error, sql_state } = asJson((await execute(statement)).body.status);
    return state === "SUCCEEDED" ? state : [state, sql_state, asJson(error).message];
  };
  const missing = (right: string) => [
    "FAILED",
    "42501",
    `[INSUFFICIENT_PERMISSIONS] Insufficient privileges:\nUser does not have ${right}. SQLSTATE: 42501`,
  ];
  afterEach(() => call("DELETE", "/_local/denials"));

  it("keeps a query from the table, and no other query", async () => {
    await deny({ on: "table", name: TABLE, privilege: "SELECT" });
    const expected = missing(`SELECT on Table '${TABLE}'`);
    assert.deepEqual(await failureOf(`SELECT count(*) FROM ${TABLE}`), expected);
    assert.deepEqual(await failureOf(`WITH q AS (SELECT * FROM ${TABLE}) SELECT 1 FROM q`), expected);
    assert.equal(await failureOf("SELECT 1"), "SUCCEEDED");
    await call("DELETE", "/_local/denials");
    assert.equal(await failureOf(`SELECT count(*) FROM ${TABLE}`), "SUCCEEDED");
  });

  it("keeps a change from the table, which can still be read", async () => {
    await execute("CREATE TABLE main.default.kept (id INT)");
    await deny({ on: "table", name: "main.default.kept", privilege: "MODIFY" });
    const expected = missing("MODIFY on Table 'main.default.kept'");
    assert.deepEqual(await failureOf("INSERT INTO main.default.kept VALUES (1)"), expected);
    assert.deepEqual(await failureOf("DELETE FROM main.default.kept"), expected);
    assert.equal(await failureOf("SELECT * FROM main.default.kept"), "SUCCEEDED");
  });

  it("keeps a query from the schema and from the catalog", async () => {
    await deny({ on: "schema", name: "health_monitor.gold", privilege: "USE_SCHEMA" });
    const query = `SELECT count(*) FROM ${TABLE}`;
    assert.deepEqual(await failureOf(query), missing("USE SCHEMA on Schema 'health_monitor.gold'"));
    await deny({ on: "catalog", name: "health_monitor", privilege: "USE_CATALOG" });
    assert.deepEqual(await failureOf(query), missing("USE CATALOG on Catalog 'health_monitor'"));
  });

  it("keeps statements and drivers from the warehouse", async () => {
    const id = workspace().warehouseId;
    await deny({ on: "warehouse", name: id, privilege: "CAN_USE" });
    const expected = [403, "PERMISSION_DENIED", "You do not have permission to use the SQL Warehouse."];
    assert.deepEqual(refusal(await execute("SELECT 1")), expected);
    assert.deepEqual(refusal(await call("POST", `/sql/1.0/warehouses/${id}`, "")), expected);
  });

  it("keeps alerts from the folder", async () => {
    await deny({ on: "folder", name: "/Shared", privilege: "CAN_EDIT" });
    const answer = await call("POST", "/api/2.0/alerts", alertBody({ parent_path: "/Workspace/Shared" }));
    assert.deepEqual(refusal(answer), [
      403,
      "PERMISSION_DENIED",
      "local.user@example.com does not have CAN_EDIT permissions on /Shared. Please contact the owner or an administrator for access.",
    ]);
  });

  it("is taken from one principal only, if one is named", async () => {
    const denial = { on: "table", name: TABLE, privilege: "SELECT", principal: "other@example.com" };
    assert.deepEqual((await deny(denial)).body, { denials: [denial] });
    assert.equal(await failureOf(`SELECT count(*) FROM ${TABLE}`), "SUCCEEDED");
  });
});
