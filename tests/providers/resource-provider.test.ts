import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { resourceProvider } from "../../providers/resource-provider";
import { provider as seedRows } from "../../providers/seed-rows";
import { provider as configTable } from "../../providers/config-table";
import { useUnreachableWorkspace } from "./unreachable-workspace";

describe("a resource's provider", () => {
  before(useUnreachableWorkspace);

  it("fails with the message and without a stack, however the SDK prints it", async () => {
    const provider = resourceProvider<object, object>({
      diff: () => {
        throw new TypeError("warehouse gone");
      },
      create: () => Promise.reject(new Error("unused")),
      update: () => Promise.reject(new Error("unused")),
      delete: () => Promise.resolve(),
    });
    await assert.rejects(
      async () => provider.diff?.("7", {}, {}),
      (error: Error) => {
        assert.equal(`${String(error)}: ${error.stack}`, "diff failed: warehouse gone");
        return true;
      },
    );
  });

  it("keeps a table that is as it was, and makes one anew that is missing", async () => {
    const table = { catalog: "c", schema: "s", table: "alert_history", specHash: "1", deleteTables: false };
    assert.deepEqual(await afterwards(configTable, table, {}), [false, false]);
    assert.deepEqual(await afterwards(configTable, table, { isMissing: true }), [true, false]);
    assert.deepEqual(await afterwards(configTable, { ...table, timesMissing: 1 }, {}), [false, false]);
    assert.deepEqual(await afterwards(configTable, { ...table, timesMissing: 1 }, { isMissing: true }), [
      true,
      false,
    ]);
    assert.equal((await configTable.diff?.("c.s.t", table, { ...table, specHash: "2" }))?.changes, true);
  });

  it("seeds again where the table of alerts is missing", async () => {
    const rows = { catalog: "c", schema: "s", keys: ["COST-012"] };
    assert.deepEqual(await afterwards(seedRows, rows, {}), [false, false]);
    assert.deepEqual(await afterwards(seedRows, rows, { isMissing: true }), [true, false]);
  });
});

/** Whether the next run changes the resource, and whether a refresh after that run would. */
async function afterwards(provider: pulumi.dynamic.ResourceProvider, olds: object, changed: object) {
  const checked = await provider.check?.(olds, { isMissing: false, ...olds, ...changed });
  const changes = async (known: object) => (await provider.diff?.("c.s.t", known, checked?.inputs))?.changes;
  return [await changes(olds), await changes(checked?.inputs as object)];
}
