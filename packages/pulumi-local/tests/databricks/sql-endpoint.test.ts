import assert from "node:assert/strict";
import { useProvider } from "./use-provider";

const TYPE = "sqlEndpoint:SqlEndpoint";
const SMALL = { name: "small", clusterSize: "2X-Small" };

describe("A databricks.SqlEndpoint of the local engine", () => {
  const { managed, call } = useProvider();

  it("is a warehouse with the provider's defaults, and nothing changes in it by itself", async () => {
    const warehouse = managed(TYPE);
    const { id, outputs } = await warehouse.create(SMALL);
    const { body } = await call("GET", `/api/2.0/sql/warehouses/${id}`);
    assert.equal(body.auto_stop_mins, 120);
    assert.equal(outputs.jdbcUrl, body.jdbc_url);
    assert.equal(outputs.creatorName, "local.user@example.com");
    assert.equal((await warehouse.diff(SMALL)).changes, "none");
  });

  it("is called as the resource is, with an end of its own, and keeps that name", async () => {
    const warehouse = managed(TYPE);
    const { outputs } = await warehouse.create({ clusterSize: "2X-Small" });
    assert.match(JSON.stringify(outputs.name), /^"it-[0-9a-f]{7}"$/);
    assert.deepEqual(warehouse.known.inputs["__defaults"], [
      "autoStopMins",
      "enablePhoton",
      "maxNumClusters",
      "name",
      "noWait",
      "spotInstancePolicy",
    ]);
    assert.equal((await warehouse.diff({ clusterSize: "2X-Small" })).changes, "none");
  });

  it("is edited in place, where what the program never said stays as it was", async () => {
    const warehouse = managed(TYPE);
    const { id } = await warehouse.create({ ...SMALL, name: "edited", minNumClusters: 2, maxNumClusters: 3 });
    const news = { name: "edited", clusterSize: "Small", maxNumClusters: 3, autoStopMins: 0 };
    assert.deepEqual((await warehouse.diff(news)).changedPaths, ["clusterSize", "autoStopMins"]);
    await warehouse.update(news);
    const { body } = await call("GET", `/api/2.0/sql/warehouses/${id}`);
    assert.deepEqual([body.cluster_size, body.auto_stop_mins, body.min_num_clusters], ["Small", 0, 2]);
  });

  it("shows drift, and is gone after somebody deleted it", async () => {
    const warehouse = managed(TYPE);
    const args = { ...SMALL, name: "drifting" };
    const { id } = await warehouse.create(args);
    await call("POST", `/api/2.0/sql/warehouses/${id}/edit`, { cluster_size: "Medium" });
    assert.equal(await warehouse.refresh(), true);
    assert.equal(warehouse.known.inputs.clusterSize, "Medium");
    assert.deepEqual((await warehouse.diff(args)).changedPaths, ["clusterSize"]);
    await call("DELETE", `/api/2.0/sql/warehouses/${id}`);
    assert.equal(await warehouse.refresh(), false);
    await warehouse.delete();
  });

  it("is imported by its id", async () => {
    const { id } = await managed(TYPE).create({ ...SMALL, name: "found" });
    const imported = managed(TYPE);
    const inputs = await imported.import(id);
    assert.equal(inputs.name, "found");
    assert.equal((await imported.diff({ ...SMALL, name: "found" })).changes, "none");
  });

  it("is refused with all that is wrong with it", async () => {
    const { failures } = await managed(TYPE).check({
      clusterSzie: "Small",
      providerConfig: {},
      autoStopMins: "soon",
      tags: { customTags: [{ key: "a" }] },
    });
    assert.deepEqual(
      failures.map(({ property, reason }) => `${property} ${reason}`),
      [
        `clusterSzie is no argument of databricks:index/${TYPE} that the local engine knows; did you mean clusterSize?`,
        "providerConfig is not supported by the local engine: use the Pulumi CLI",
        "clusterSize is required, and missing",
        'autoStopMins "soon" is not a number',
        "tags.customTags[0].value is required, and missing",
      ],
    );
  });
});
