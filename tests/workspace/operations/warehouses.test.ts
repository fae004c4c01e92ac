import assert from "node:assert/strict";
import { asJson, refusal, useWorkspace } from "../use-workspace";

const PATH = "/api/2.0/sql/warehouses";

describe("SQL warehouses", () => {
  const { call, workspace } = useWorkspace();
  const state = async () => (await call("GET", `${PATH}/${workspace().warehouseId}`)).body.state;

  it("are one, named local, running", async () => {
    const { body } = await call("GET", PATH);
    assert.ok(Array.isArray(body.warehouses) && body.warehouses.length === 1);
    const { id, name, state, warehouse_type, odbc_params } = asJson(body.warehouses[0]);
    assert.deepEqual([id, name, state, warehouse_type], [workspace().warehouseId, "local", "RUNNING", "PRO"]);
    assert.equal(asJson(odbc_params).path, `/sql/1.0/warehouses/${workspace().warehouseId}`);
  });

  it("stop and start, and are started by a statement", async () => {
    const path = `${PATH}/${workspace().warehouseId}`;
    assert.deepEqual((await call("POST", `${path}/stop`)).body, {});
    assert.equal(await state(), "STOPPED");
    assert.deepEqual((await call("POST", `${path}/start`)).body, {});
    assert.equal(await state(), "RUNNING");
    await call("POST", `${path}/stop`);
    const statement = { statement: "SELECT 1", warehouse_id: workspace().warehouseId };
    assert.equal((await call("POST", "/api/2.0/sql/statements", statement)).status, 200);
    assert.equal(await state(), "RUNNING");
  });

  it("do not exist under another id", async () => {
    const answer = await call("GET", `${PATH}/abc`);
    assert.deepEqual(refusal(answer), [404, "RESOURCE_DOES_NOT_EXIST", "SQL warehouse abc does not exist."]);
  });
});
