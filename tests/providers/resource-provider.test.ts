import assert from "node:assert/strict";
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
    const changes = async (news: object) =>
      (await configTable.diff?.("c.s.t", table, { ...table, isMissing: false, ...news }))?.changes;
    assert.equal(await changes({}), false);
    assert.equal(await changes({ isMissing: true }), true);
    assert.equal(await changes({ specHash: "2" }), true);
  });

  it("seeds again where the table of alerts is missing", async () => {
    const rows = { catalog: "c", schema: "s", keys: ["COST-012"], isMissing: false };
    assert.equal((await seedRows.diff?.("c.s", rows, rows))?.changes, false);
    assert.equal((await seedRows.diff?.("c.s", rows, { ...rows, isMissing: true }))?.changes, true);
  });
});
