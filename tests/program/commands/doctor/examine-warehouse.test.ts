import assert from "node:assert/strict";
import { examineWarehouse } from "../../../../commands/doctor/warehouse";
import { RestClient } from "../../../../databricks/rest-client";
import { scriptedServer } from "../../databricks/scripted-server";

const ANA = { userName: "ana@example.com", groups: ["account users", "users"] };
const BASE = { warehouseId: undefined, warehouseName: "small", createWarehouse: false, startWarehouse: true };

/** What is said of the warehouse `small`, which has these fields. */
async function said(fields: object, settings: Partial<typeof BASE> = {}, who = ANA) {
  const warehouses = [{ id: "1", name: "small", state: "RUNNING", ...fields }];
  await using server = await scriptedServer([{ status: 200, json: { warehouses } }]);
  const token = () => Promise.resolve("t");
  const rest = new RestClient({ host: new URL(server.url), token, describe: "a test" });
  const { diagnoses, warehouse } = await examineWarehouse(rest, { ...BASE, ...settings }, who);
  const [only] = diagnoses;
  return [`${only?.status}: ${only?.text}`, only?.fix, warehouse !== undefined];
}

describe("examineWarehouse", () => {
  const SERVERLESS = { warehouse_type: "PRO", enable_serverless_compute: true };

  it("says the kind and whether it runs", async () => {
    assert.deepEqual(await said(SERVERLESS), ['ok: "small" (1) is serverless and RUNNING', undefined, true]);
    assert.deepEqual(await said({ warehouse_type: "PRO", state: "STOPPED" }), [
      'ok: "small" (1) is pro and STOPPED: an up starts it',
      undefined,
      true,
    ]);
    assert.deepEqual(await said({}), [
      'ok: "small" (1) is of a kind that is not told and RUNNING',
      undefined,
      true,
    ]);
  });

  it("warns of a classic one, which runs no alert task", async () => {
    const [text, fix] = await said({ warehouse_type: "CLASSIC" });
    assert.match(
      String(text),
      /^warning: "small" \(1\) is classic and RUNNING\. It runs alerts, but not the alert tasks of jobs/,
    );
    assert.equal(fix, "Choose a pro or serverless one with warehouseName.");
  });

  it("takes a stopped one that nothing may start, and one on its way out, for a fault", async () => {
    assert.deepEqual(await said({ ...SERVERLESS, state: "STOPPED" }, { startWarehouse: false }), [
      'fault: "small" (1) is serverless and STOPPED, and startWarehouse is false',
      "Start it in the workspace, or set startWarehouse to true.",
      true,
    ]);
    assert.deepEqual(await said({ ...SERVERLESS, state: "DELETING" }), [
      'fault: "small" (1) is serverless and DELETING',
      "Choose another one with warehouseName.",
      false,
    ]);
  });

  it("says of one that an up makes who may make it", async () => {
    const making = { warehouseName: "new", createWarehouse: true };
    const admin = { ...ANA, groups: ["admins"] };
    assert.deepEqual(await said({}, making, admin), [
      'ok: "new" does not exist yet: an up makes it (createWarehouse)',
      undefined,
      false,
    ]);
    assert.deepEqual(await said({}, making), [
      'warning: "new" does not exist yet: an up makes it (createWarehouse), which takes an administrator of the workspace, and ' +
        "ana@example.com is not listed as one",
      'Have "new" made, and set createWarehouse to false.',
      false,
    ]);
  });
});
