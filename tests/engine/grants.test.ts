import assert from "node:assert/strict";
import { LocalStack, stepsOf, type RunOverrides } from "./local-stack";

const TABLE = "/api/2.1/unity-catalog/permissions/table/health_monitor.gold.alert_configurations";
const READERS: RunOverrides = { config: { readers: "account users, FinOps, nobody@example.com" } };

describe("a grant to readers", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
    await stack.call("POST", "/api/2.0/preview/scim/v2/Groups", { displayName: "FinOps" });
  });
  after(() => stack.stop());

  /** About others: who deploys is asked for the rights to make tables. */
  const asked = () =>
    stack.workspace.requests.requests.filter(
      ({ path: target }) => target.includes("/scim/") && !target.endsWith("/Me"),
    ).length;

  it("that may go to nobody is named at preview, once for each", async () => {
    const { diagnostics } = await stack.succeed("preview", READERS);
    assert.deepEqual(diagnostics.map(({ severity, message }) => `${severity}: ${message}`).sort(), [
      "warning: readers or administrators name FinOps, a group of the workspace alone: if the account has none of that " +
        'name, the grants fail ("Could not find principal"). Users are named by e-mail address, service principals by ' +
        "application id, groups by their name in the account.",
      "warning: readers or administrators name nobody@example.com, whom the workspace does not know: if the account does " +
        'not either, the grants fail ("Could not find principal"). Users are named by e-mail address, service principals ' +
        "by application id, groups by their name in the account.",
    ]);
    assert.equal(asked(), 2);
  });

  it("is not asked about again when it was granted", async () => {
    await stack.succeed("up", READERS);
    const preview = await stack.succeed("preview", READERS);
    assert.deepEqual([stepsOf(preview), preview.diagnostics, asked()], [[], [], 0]);
  });

  it("is put back after somebody took it away", async () => {
    const granted = await stack.call("GET", TABLE);
    await stack.call("PATCH", TABLE, { changes: [{ principal: "FinOps", remove: ["SELECT"] }] });
    assert.deepEqual(stepsOf(await stack.succeed("refresh", READERS)), ["update grants"]);
    assert.deepEqual(stepsOf(await stack.succeed("up", READERS)), ["update grants"]);
    assert.deepEqual(await stack.call("GET", TABLE), granted);
  });
});
