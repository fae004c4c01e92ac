import assert from "node:assert/strict";
import { asJson, refusal, useWorkspace, type Json } from "../use-workspace";

const PATH = "/api/2.0/lakeview/dashboards";
const CONTENT = '{"pages":[{"name":"p","displayName":"P"}]}';

describe("Lakeview dashboards", () => {
  const { call, workspace, restart } = useWorkspace();
  const create = async (display_name: string, more: Json = {}) => {
    const parent_path = "/Shared";
    const { status, body } = await call("POST", PATH, { display_name, parent_path, ...more });
    assert.equal(status, 200);
    return body;
  };
  const listed = async (query = "") => {
    const { dashboards } = (await call("GET", `${PATH}${query}`)).body;
    assert.ok(Array.isArray(dashboards));
    return dashboards.map((dashboard) => asJson(dashboard));
  };

  it("are files in their folder, and type their pages as the service does", async () => {
    const warehouse_id = workspace().warehouseId;
    const body = await create("Alerting", { serialized_dashboard: CONTENT, warehouse_id });
    const { dashboard_id, ...shown } = body;
    assert.match(String(dashboard_id), /^[0-9a-f]{32}$/);
    assert.deepEqual(shown, {
      display_name: "Alerting",
      parent_path: "/Shared",
      path: "/Shared/Alerting.lvdash.json",
      warehouse_id,
      serialized_dashboard: '{"pages":[{"name":"p","displayName":"P","pageType":"PAGE_TYPE_CANVAS"}]}\n',
      etag: "80611980",
      create_time: "2026-11-23T10:00:00.000Z",
      update_time: "2026-11-23T10:00:00.000Z",
      lifecycle_state: "ACTIVE",
    });
    await restart();
    assert.deepEqual((await call("GET", `${PATH}/${String(dashboard_id)}`)).body, body);
  });

  it("lose the prefix of the workspace's folder, and keep the place of their data sets", async () => {
    const datasets = {
      serialized_dashboard: '{"datasets":[{"name":"d"}]}',
      parent_path: "/Workspace/Shared",
    };
    const answer = await call("POST", `${PATH}?dataset_catalog=main&dataset_schema=gold`, {
      display_name: "Placed",
      ...datasets,
    });
    assert.equal(answer.body.parent_path, "/Shared");
    assert.equal(
      answer.body.serialized_dashboard,
      '{"datasets":[{"name":"d","catalog":"main","schema":"gold"}]}\n',
    );
  });

  it("have a new etag after each change, and refuse an old one", async () => {
    const { dashboard_id, etag } = await create("Changed");
    const path = `${PATH}/${String(dashboard_id)}`;
    const changed = await call("PATCH", path, { display_name: "Renamed", etag, lifecycle_state: "ACTIVE" });
    assert.deepEqual([changed.body.etag, changed.body.path], ["80611981", "/Shared/Renamed.lvdash.json"]);
    const stale = await call("PATCH", path, { display_name: "Again", etag });
    const message = `The dashboard ${String(dashboard_id)} was changed since etag 80611980`;
    assert.deepEqual(refusal(stale), [409, "ABORTED", message]);
  });

  it("are published and unpublished", async () => {
    const { dashboard_id } = await create("Public", { warehouse_id: workspace().warehouseId });
    const path = `${PATH}/${String(dashboard_id)}/published`;
    const published = await call("POST", path, { embed_credentials: false });
    assert.deepEqual(published.body, {
      display_name: "Public",
      embed_credentials: false,
      revision_create_time: "2026-11-23T10:00:00.000Z",
      warehouse_id: workspace().warehouseId,
    });
    assert.deepEqual((await call("GET", path)).body, published.body);
    assert.deepEqual((await call("DELETE", path)).body, {});
    assert.equal((await call("GET", path)).status, 404);
  });

  it("go to the trash: answered by id, listed on request, changed no more", async () => {
    const { dashboard_id } = await create("Trashed");
    const path = `${PATH}/${String(dashboard_id)}`;
    assert.deepEqual((await call("DELETE", path)).body, {});
    assert.equal((await call("GET", path)).body.lifecycle_state, "TRASHED");
    const refused = [403, "PERMISSION_DENIED", `The dashboard ${String(dashboard_id)} is in the trash`];
    assert.deepEqual(refusal(await call("DELETE", path)), refused);
    assert.deepEqual(refusal(await call("PATCH", path, { display_name: "x" })), refused);
    assert.ok((await listed()).every((dashboard) => dashboard.dashboard_id !== dashboard_id));
    const [last] = (await listed("?show_trashed=true")).slice(-1);
    assert.equal(last?.dashboard_id, dashboard_id);
    assert.equal("serialized_dashboard" in (last ?? {}), false);
    assert.equal((await create("Trashed")).path, "/Shared/Trashed.lvdash.json");
  });

  const REFUSED: readonly [body: Json, refused: unknown[]][] = [
    [
      { serialized_dashboard: "[]" },
      [400, "INVALID_PARAMETER_VALUE", "serialized_dashboard: must be a JSON object, written as text"],
    ],
    [{ parent_path: "/Nowhere" }, [404, "RESOURCE_DOES_NOT_EXIST", "Path (/Nowhere) doesn't exist."]],
    [{ display_name: "" }, [400, "INVALID_PARAMETER_VALUE", "display_name: must not be empty"]],
    [
      { display_name: "Alerting" },
      [400, "RESOURCE_ALREADY_EXISTS", "Node named 'Alerting.lvdash.json' already exists"],
    ],
  ];
  for (const [body, refused] of REFUSED) {
    it(`are refused as ${JSON.stringify(body)}`, async () => {
      const answer = await call("POST", PATH, { display_name: "x", parent_path: "/Shared", ...body });
      assert.deepEqual(refusal(answer), refused);
    });
  }

  it("have no schedules here", async () => {
    const { dashboard_id } = await create("Scheduled");
    const answer = await call("GET", `${PATH}/${String(dashboard_id)}/schedules`);
    const message = "The local workspace does not support schedules of dashboards";
    assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
  });
});
