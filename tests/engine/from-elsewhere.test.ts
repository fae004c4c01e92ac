import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { makeProjectFolder } from "../project-folder";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";

const COLLEAGUE = { clientId: "6b1f3c9e-0000-4000-8000-000000000002", clientSecret: "dose-of-a-colleague" };
const Token = z.object({ token_value: z.string(), token_info: z.object({ token_id: z.string() }) });

/** The state goes along; who runs it, where, and with which token changes. */
describe("an up", function () {
  this.timeout(240_000);
  let stack: LocalStack;
  let elsewhere: string;

  before(async () => {
    elsewhere = path.join(await mkdtemp(path.join(tmpdir(), "elsewhere-")), "clone of the project");
    await makeProjectFolder(elsewhere);
    stack = await LocalStack.deployed({ oauthClients: [COLLEAGUE] });
  });
  after(async () => {
    await stack.stop();
    await rm(path.dirname(elsewhere), { recursive: true, force: true });
  });

  const change = (value: number) =>
    stack.sql(`UPDATE ${TABLE} SET threshold_value_double = ${value} WHERE alert_id = 'COST-012'`);

  it("goes on with a token that was renewed, in the environment", async () => {
    const alerts = await stack.alerts();
    const issue = async () => Token.parse(await stack.call("POST", "/api/2.0/token/create", {}));
    const [old, renewed] = [await issue(), await issue()];
    await stack.succeed("up", { env: { DATABRICKS_TOKEN: old.token_value } });
    await stack.call("POST", "/api/2.0/token/delete", { token_id: old.token_info.token_id });
    await change(71);
    const up = await stack.succeed("up", { env: { DATABRICKS_TOKEN: renewed.token_value } });
    assert.deepEqual(stepsOf(up), ["update COST-012", "update sync-status"]);
    assert.deepEqual(idsOf(await stack.alerts()), idsOf(alerts));
  });

  it("works from another folder, for a state that names none", async () => {
    for (const name of await readdir(stack.stateDir())) {
      const text = await readFile(path.join(stack.stateDir(), name), "utf8");
      assert.ok(!text.includes(process.cwd()) && !text.includes(tmpdir()), `${name} names a folder`);
    }
    await change(72);
    const up = await stack.succeed("up", { projectDir: elsewhere });
    assert.deepEqual(stepsOf(up), ["update COST-012", "update sync-status"]);
    await stack.succeed("refresh", { projectDir: elsewhere });
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("goes on with alerts that somebody else made, with and without their state", async () => {
    const alerts = await stack.alerts();
    const env = {
      DATABRICKS_TOKEN: "",
      DATABRICKS_CLIENT_ID: COLLEAGUE.clientId,
      DATABRICKS_CLIENT_SECRET: COLLEAGUE.clientSecret,
    };
    await change(73);
    assert.deepEqual(stepsOf(await stack.succeed("up", { env })), ["update COST-012", "update sync-status"]);
    await insertRow(stack, "THEIRS");
    await stack.succeed("up", { env, stateDir: stack.stateDir("a colleague's") });
    assert.deepEqual(stack.alertWrites, ["POST"]);
    assert.deepEqual(idsOf(await stack.alerts()).slice(1), idsOf(alerts));
    // Back at the first one's desk: the new alert is adopted.
    await stack.succeed("up");
    assert.deepEqual(stack.alertWrites, []);
  });

  it("works after a destroy, from the other folder and by the other person, too", async () => {
    await stack.succeed("destroy", { projectDir: elsewhere });
    assert.deepEqual(await stack.alerts(), []);
    await stack.succeed("up");
    assert.equal((await stack.alerts()).length, 3);
    assert.deepEqual(stepsOf(await stack.succeed("preview", { projectDir: elsewhere })), []);
  });
});

function idsOf(alerts: readonly { readonly id: string }[]): string[] {
  return alerts.map(({ id }) => id);
}
