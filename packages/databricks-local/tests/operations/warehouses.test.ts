import assert from "node:assert/strict";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";
import { SHOP } from "../shop";

const PATH = "/api/2.0/sql/warehouses";
const SLOW = "SELECT count(*) FROM shop.gold.sales a " + "JOIN shop.gold.sales b ON a.amount * 2 < b.amount";

describe("SQL warehouses", () => {
  const { call, workspace, restart } = useWorkspace({ setup: SHOP });
  const create = async (settings: Json) => {
    const { body } = await call("POST", PATH, { cluster_size: "2X-Small", ...settings });
    return String(body.id);
  };
  const stateOf = async (id: string) => (await call("GET", `${PATH}/${id}`)).body.state;
  const execute = async (warehouse_id: string, statement: string, more: Json = {}) => {
    const answer = await call("POST", "/api/2.0/sql/statements", { statement, warehouse_id, ...more });
    return { id: String(answer.body.statement_id), status: asJson(answer.body.status) };
  };
  /** The status of a statement once it is through. */
  const endOf = async (statementId: string) => {
    for (;;) {
      const status = asJson((await call("GET", `/api/2.0/sql/statements/${statementId}`)).body.status);
      if (status.state !== "RUNNING" && status.state !== "PENDING") return status;
    }
  };
  const setStart = (startMs: number) => call("PUT", "/_local/warehouse-start", { startMs });
  afterEach(() => setStart(0));

  it("begin with one, named local, that runs and does not stop by itself", async () => {
    const { body } = await call("GET", PATH);
    assert.ok(Array.isArray(body.warehouses) && body.warehouses.length === 1);
    const { id, name, state, warehouse_type, auto_stop_mins, odbc_params, jdbc_url } = asJson(
      body.warehouses[0],
    );
    assert.equal(id, workspace().warehouseId);
    assert.deepEqual([name, state, warehouse_type, auto_stop_mins], ["local", "RUNNING", "PRO", 0]);
    const path = `/sql/1.0/warehouses/${workspace().warehouseId}`;
    const { port } = workspace();
    assert.deepEqual(odbc_params, { hostname: "127.0.0.1", path, protocol: "https", port });
    assert.equal(
      jdbc_url,
      `jdbc:spark://127.0.0.1:${port}/default;transportMode=http;ssl=1;AuthMech=3;httpPath=${path};`,
    );
  });

  it("are created with their defaults, run at once, and are kept over a new start, stopped", async () => {
    const tags = { custom_tags: [{ key: "layer", value: "alerting" }] };
    const id = await create({ name: "defaults", tags });
    assert.match(id, /^[0-9a-f]{16}$/);
    const { jdbc_url, odbc_params, ...shown } = (await call("GET", `${PATH}/${id}`)).body;
    assert.equal(asJson(odbc_params).path, `/sql/1.0/warehouses/${id}`);
    assert.match(String(jdbc_url), new RegExp(id));
    assert.deepEqual(shown, {
      id,
      name: "defaults",
      cluster_size: "2X-Small",
      auto_stop_mins: 120,
      min_num_clusters: 1,
      max_num_clusters: 1,
      spot_instance_policy: "COST_OPTIMIZED",
      warehouse_type: "CLASSIC",
      enable_photon: true,
      enable_serverless_compute: false,
      tags,
      channel: { name: "CHANNEL_NAME_CURRENT" },
      creator_name: "local.user@example.com",
      state: "RUNNING",
      num_clusters: 1,
      num_active_sessions: 0,
      health: { status: "HEALTHY" },
    });
    await restart();
    assert.equal(await stateOf(id), "STOPPED");
  });

  it("keep what an edit leaves out", async () => {
    const id = await create({ name: "edited", auto_stop_mins: 30, tags: { custom_tags: [] } });
    assert.deepEqual((await call("POST", `${PATH}/${id}/edit`, { id, max_num_clusters: 3 })).body, {});
    const { body } = await call("GET", `${PATH}/${id}`);
    assert.deepEqual([body.name, body.auto_stop_mins, body.max_num_clusters], ["edited", 30, 3]);
    assert.deepEqual(body.tags, { custom_tags: [] });
  });

  it("stop and start, and are started by a statement", async () => {
    const id = await create({ name: "switched" });
    assert.deepEqual((await call("POST", `${PATH}/${id}/stop`)).body, {});
    assert.equal(await stateOf(id), "STOPPED");
    assert.deepEqual((await call("POST", `${PATH}/${id}/start`)).body, {});
    assert.equal(await stateOf(id), "RUNNING");
    await call("POST", `${PATH}/${id}/stop`);
    assert.deepEqual((await execute(id, "SELECT 1")).status, { state: "SUCCEEDED" });
    assert.equal(await stateOf(id), "RUNNING");
  });

  it("take their time to start, and statements wait for that as PENDING", async () => {
    const id = await create({ name: "slow" });
    await call("POST", `${PATH}/${id}/stop`);
    await setStart(500);
    const waiting = await execute(id, "SELECT 1", { wait_timeout: "0s" });
    assert.deepEqual([waiting.status.state, await stateOf(id)], ["PENDING", "STARTING"]);
    assert.deepEqual((await execute(id, "SELECT 2")).status, { state: "SUCCEEDED" });
    assert.equal(await stateOf(id), "RUNNING");
    assert.deepEqual(await endOf(waiting.id), { state: "SUCCEEDED" });
  });

  it("cancel what runs on them when they are stopped", async () => {
    const id = await create({ name: "busy" });
    const running = await execute(id, SLOW, { wait_timeout: "0s" });
    await call("POST", `${PATH}/${id}/stop`);
    assert.match(String(await stateOf(id)), /^STOPP(ING|ED)$/);
    const status = await endOf(running.id);
    assert.deepEqual([status.state, status.sql_state], ["FAILED", "HY008"]);
    assert.equal(await stateOf(id), "STOPPED");
  });

  it("stop when they were idle for their minutes, by the workspace's clock", async () => {
    const id = await create({ name: "idle", auto_stop_mins: 10 });
    await call("POST", "/_local/clock", { advanceSeconds: 599 });
    assert.equal(await stateOf(id), "RUNNING");
    await execute(id, "SELECT 1");
    await call("POST", "/_local/clock", { advanceSeconds: 599 });
    assert.equal(await stateOf(id), "RUNNING");
    await call("POST", "/_local/clock", { advanceSeconds: 1 });
    assert.equal(await stateOf(id), "STOPPED");
    assert.equal(await stateOf(workspace().warehouseId), "RUNNING");
  });

  it("are gone after a delete, for statements too", async () => {
    const id = await create({ name: "gone" });
    assert.deepEqual((await call("DELETE", `${PATH}/${id}`)).body, {});
    const missing = [404, "RESOURCE_DOES_NOT_EXIST", `The warehouse ${id} was not found.`];
    assert.deepEqual(refusal(await call("GET", `${PATH}/${id}`)), missing);
    const statement = { statement: "SELECT 1", warehouse_id: id };
    assert.deepEqual(refusal(await call("POST", "/api/2.0/sql/statements", statement)), missing);
    const frame = await call("POST", `/sql/1.0/warehouses/${id}`, "");
    assert.deepEqual(refusal(frame), missing);
    assert.match(await create({ name: "gone" }), /^[0-9a-f]{16}$/);
  });

  it("are data sources of an id of their own, always the same", async () => {
    const list = async () => {
      const answer = await fetch(`${workspace().host}/api/2.0/preview/sql/data_sources`, {
        headers: { authorization: `Bearer ${workspace().token}` },
      });
      const body: unknown = await answer.json();
      assert.ok(Array.isArray(body));
      return body.map(asJson);
    };
    const [first] = await list();
    assert.deepEqual([first?.warehouse_id, first?.name], [workspace().warehouseId, "local"]);
    assert.match(String(first?.id), /^[0-9a-f]{8}-[0-9a-f]{4}-/);
    assert.deepEqual((await list())[0], first);
  });

  it("have a configuration in common", async () => {
    const { body } = await call("GET", "/api/2.0/sql/config/warehouses");
    assert.equal(body.enable_serverless_compute, true);
  });

  const REFUSED: readonly [settings: Json, message: string][] = [
    [{ name: "local" }, "SQL warehouse with name `local` already exists"],
    [{ name: undefined }, "name: is required"],
    [{ name: "x", auto_stop_mins: 5 }, "auto_stop_mins: must be 0, or at least 10"],
    [{ name: "x", max_num_clusters: 41 }, "max_num_clusters: must be at most 40"],
    [
      { name: "x", min_num_clusters: 3, max_num_clusters: 2 },
      "max_num_clusters: must not be less than min_num_clusters",
    ],
    [
      { name: "x", enable_serverless_compute: true },
      "warehouse_type: must be PRO where enable_serverless_compute is true",
    ],
    [
      { name: "x", warehouse_type: "FAST" },
      "warehouse_type: 'FAST' is not one of PRO, CLASSIC, REALTIME, TYPE_UNSPECIFIED",
    ],
  ];
  for (const [settings, message] of REFUSED) {
    it(`are refused as ${JSON.stringify(settings)}`, async () => {
      const answer = await call("POST", PATH, { cluster_size: "2X-Small", ...settings });
      assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
    });
  }

  it("are refused by an id that is none", async () => {
    const answer = await call("GET", `${PATH}/abc`);
    assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", "abc is not a valid endpoint id."]);
  });
});
