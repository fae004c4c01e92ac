import assert from "node:assert/strict";
import { provider } from "../../providers/deletion-guard";
import { useUnreachableWorkspace } from "./unreachable-workspace";

const named = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, ""]));
const numbered = (count: number) => named(...Array.from({ length: count }, (_, index) => `A-${index}`));

async function refusal(before: object, after: object, more: object = {}): Promise<string | undefined> {
  const news = { alerts: after, skipped: 0, maxDeletes: "auto", firstRun: false, ...more };
  const result = await provider.check?.({ alerts: before }, news);
  return result?.failures?.[0]?.reason;
}

describe("the deletion guard", () => {
  before(useUnreachableWorkspace);

  it("lets three alerts of few go, and a fifth of many", async () => {
    assert.equal(await refusal(numbered(4), numbered(1)), undefined);
    assert.match((await refusal(numbered(4), {})) ?? "", /^this run would delete 4 of 4 alerts/);
    assert.equal(await refusal(numbered(100), numbered(80)), undefined);
    assert.match((await refusal(numbered(100), numbered(79))) ?? "", /delete 21 of 100 .* more than the 20/);
  });

  it("lets none go where the table is missing, unless a number was set", async () => {
    const firstRun = { firstRun: true };
    assert.match((await refusal(numbered(1), {}, firstRun)) ?? "", /does not exist \(any more\)/);
    assert.equal(await refusal(numbered(5), {}, { ...firstRun, maxDeletes: 5 }), undefined);
  });

  it("does not take a name that every object has for an alert that stays", async () => {
    const before = named("constructor", "toString", "hasOwnProperty", "valueOf");
    assert.match((await refusal(before, {})) ?? "", /^this run would delete 4 of 4/);
  });

  it("counts the alerts that another folder makes anew", async () => {
    const news = { alerts: numbered(9), skipped: 0, maxDeletes: "auto", firstRun: false, parentPath: "/New" };
    const [failure] =
      (await provider.check?.({ alerts: numbered(9), parentPath: "/Old" }, news))?.failures ?? [];
    assert.match(failure?.reason ?? "", /^parentPath changes, .* delete 9 of 9 alerts/);
    const same = await provider.check?.({ alerts: numbered(9), parentPath: "/New" }, news);
    assert.deepEqual(same?.failures, []);
  });

  it("lets a new stack begin", async () => {
    const result = await provider.check?.(
      {},
      { alerts: numbered(3), skipped: 0, maxDeletes: 0, firstRun: true },
    );
    assert.deepEqual(result?.failures, []);
  });
});
