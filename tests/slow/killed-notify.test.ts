import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { childEnvironment, clientEnvironment } from "databricks-local";
import { z } from "zod";
import { LocalStack } from "../engine/local-stack";

const Held = z.object({ held: z.array(z.unknown()) });
const Folders = z.object({ objects: z.array(z.object({ path: z.string() })).default([]) });
const ARGS = ["notify", "COST-012", "--to", "a@example.com"];

describe("a test message whose command is killed", function () {
  this.timeout(600_000);
  let stack: LocalStack;
  before(async () => {
    stack = await LocalStack.deployed();
  });
  after(() => stack.stop());

  const left = async () => {
    const folders = Folders.parse(await stack.call("GET", "/api/2.0/workspace/list?path=/Alerting")).objects;
    const alerts = (await stack.alerts()).map(({ display_name: name }) => name);
    return [...folders.map(({ path }) => path), ...alerts.filter((name) => name.startsWith("[TEST]"))];
  };

  /** Whether there was such a call before the command ended. */
  async function killedAt(skip: number, when: "before" | "after-work"): Promise<boolean> {
    stack.workspace.faults.add({ kind: "pause", when, path: "^/api/", skip });
    const child = spawn(
      process.execPath,
      ["commands/main.cjs", ...ARGS, "--remote", "-c", "warehouseName=local"],
      {
        env: childEnvironment(process.env, clientEnvironment(stack.workspace)),
        stdio: "ignore",
      },
    );
    const exited = once(child, "exit");
    const held = stack
      .call("GET", "/_local/held?waitSeconds=60")
      .then((answer) => Held.parse(answer).held.length > 0);
    const isHeld = await Promise.race([held, exited.then(() => false)]);
    child.kill("SIGKILL");
    await exited;
    stack.workspace.faults.clear();
    await stack.call("DELETE", "/_local/held");
    return isHeld;
  }

  for (const when of ["before", "after-work"] as const) {
    it(`leaves no test alert and no folder after the next run, whichever call it is killed at (${when})`, async () => {
      let calls = 0;
      for (; await killedAt(calls, when); calls++) {
        const { stdout, status } = await stack.command("notify", ARGS.slice(1));
        assert.deepEqual([await left(), status], [[], 0], `call ${calls}: ${stdout}`);
      }
      assert.ok(calls > 10, `${calls} calls`);
    });
  }
});
