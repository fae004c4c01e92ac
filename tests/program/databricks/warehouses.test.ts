import assert from "node:assert/strict";
import { RestClient } from "../../../databricks/rest-client";
import { findWarehouse } from "../../../databricks/warehouses";
import { scriptedServer } from "./scripted-server";

const WAREHOUSES = [
  { id: "1", name: "small", state: "RUNNING", cluster_size: "Small" },
  { id: "2", name: "twin", state: "STOPPED" },
  { id: "3", name: "twin", state: "STOPPED" },
];

const NO_TAGS = { custom_tags: [] };

async function find(wanted: { id?: string; name?: string }, warehouses: readonly object[] = WAREHOUSES) {
  await using server = await scriptedServer([{ status: 200, json: { warehouses } }]);
  const token = () => Promise.resolve("t");
  return await findWarehouse(
    new RestClient({ host: new URL(server.url), token, describe: "a test" }),
    wanted,
  );
}

describe("findWarehouse", () => {
  it("finds by id", async () => {
    assert.deepEqual(await find({ id: "2" }), { id: "2", name: "twin", state: "STOPPED", tags: NO_TAGS });
  });

  it("finds by name", async () => {
    const small = { id: "1", name: "small", cluster_size: "Small", state: "RUNNING", tags: NO_TAGS };
    assert.deepEqual(await find({ name: "small" }), small);
  });

  it("prefers the id", async () => {
    assert.equal((await find({ id: "3", name: "small" })).id, "3");
  });

  const all = 'The workspace has "small" (1), "twin" (2), "twin" (3).';
  for (const [what, wanted, name, message] of [
    [
      "an unknown id",
      { id: "9" },
      "NoSuchWarehouseError",
      `There is no SQL warehouse with the id 9, or you may not see it: check warehouseId, or grant CAN USE on it to whoever asks. ${all}`,
    ],
    [
      "an unknown name",
      { name: "x" },
      "NoSuchWarehouseError",
      `There is no SQL warehouse named "x", or you may not see it: check warehouseName, or grant CAN USE on it to whoever asks. ${all}`,
    ],
    [
      "no choice",
      {},
      "NoSuchWarehouseError",
      `No SQL warehouse is chosen: set warehouseId or warehouseName. ${all}`,
    ],
    [
      "a name that two have",
      { name: "twin" },
      "AmbiguousWarehouseError",
      '2 SQL warehouses are named "twin" (2, 3): set warehouseId to one.',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(find(wanted), { name, message });
    });
  }

  it("says so when there is none at all", async () => {
    await assert.rejects(find({ name: "x" }, []), {
      message:
        'There is no SQL warehouse named "x", or you may not see it: check warehouseName, or grant CAN USE on it to whoever asks. The workspace has none that you may see.',
    });
  });
});
