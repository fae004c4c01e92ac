import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ExpectedError } from "../../../messages/expected-error";
import { resourceProvider } from "../../../providers/resource-provider";
import { provider as seedRows } from "../../../providers/seed-rows";
import { provider as configTable } from "../../../providers/config-table";
import { useUnreachableWorkspace } from "../../program/providers/unreachable-workspace";

const DEFECT =
  "This is a defect of databricks-alerts and none of your rows or settings: please report it, with these lines and the " +
  "command that you ran, where the issues of its repository are kept.";

describe("a resource's provider", () => {
  before(useUnreachableWorkspace);

  const failing = (error: Error) =>
    resourceProvider<object, object>({
      diff: () => {
        throw error;
      },
      create: () => Promise.reject(error),
      update: () => Promise.reject(error),
      delete: () => Promise.reject(error),
    });

  it("fails with the message of what was foreseen and without a stack, however the SDK prints it", async () => {
    const error = await rejection(failing(new ExpectedError("warehouse gone")).diff?.("7", {}, {}));
    assert.equal(`${String(error)}: ${error.stack}`, "diff failed: warehouse gone");
    assert.equal(error.message, "warehouse gone");
  });

  it("fails with the stack of what nobody foresaw in the message, and only there", async () => {
    const provider = failing(new TypeError("rows is not iterable"));
    const answers = [
      provider.diff?.("7", {}, {}),
      provider.create({}),
      provider.update?.("7", {}, {}),
      provider.delete?.("7", {}),
    ];
    const operations = ["diff", "create", "update", "delete"];
    for (const [index, answer] of answers.entries()) {
      const error = await rejection(answer);
      const [first, frame, ...rest] = error.message.split("\n");
      assert.equal(first, "TypeError: rows is not iterable");
      assert.match(frame ?? "", /^ {4}at .*tests\/unit\/providers\/resource-provider\.test\.ts:\d+:\d+\)$/);
      assert.equal(rest.at(-1), DEFECT);
      assert.equal(
        `${String(error)}: ${error.stack}`,
        `${operations[index]} failed: TypeError: rows is not iterable`,
      );
    }
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

/** What it rejects with. */
async function rejection(answer: Promise<unknown> | undefined): Promise<Error> {
  try {
    await answer;
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  }
  assert.fail("it succeeded");
}
