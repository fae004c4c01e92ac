import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { childEnvironment, clientEnvironment } from "databricks-local";
import { z } from "zod";
import { TABLE } from "../engine/alert-row";
import { generatedAlertsImport, ImportStack } from "../engine/import-stack";
import { stepsOf } from "../engine/local-stack";

const CONFIG = { adoptForeign: "true", allowedWarehouses: "0123456789abcdef" };
const Held = z.object({ held: z.array(z.unknown()) });

describe("an import of 200 generated alerts", function () {
  this.timeout(600_000);
  let own: ImportStack;
  beforeEach(async () => {
    own = await ImportStack.start({ ...CONFIG });
  });
  afterEach(() => own.stack.stop());

  for (const seed of [7, 2026]) {
    it(`leaves each as it is, and ends with a preview that is empty (seed ${seed})`, () =>
      generatedAlertsImport(own, { count: 200, seed }));
  }
});

describe("an import whose command is killed", function () {
  this.timeout(900_000);
  let own: ImportStack;
  before(async () => {
    own = await ImportStack.start({ ...CONFIG });
    await own.makeGenerated(6, 3);
    await own.succeed("plan");
    await own.fillBlanks();
  });
  after(() => own.stack.stop());

  /** Whether there was such a call before the command ended. */
  async function killedAt(command: string, skip: number, when: "before" | "after-work"): Promise<boolean> {
    const { workspace } = own.stack;
    workspace.faults.add({ kind: "pause", when, path: "^/(api|sql)/", skip });
    const settings = Object.entries(own.config).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const script = path.resolve("commands/main.cjs");
    const child = spawn(
      process.execPath,
      [script, "import", command, "--remote", "-c", "warehouseName=local", ...settings],
      { cwd: own.folder, env: childEnvironment(process.env, clientEnvironment(workspace)), stdio: "ignore" },
    );
    const exited = once(child, "exit");
    const held = own.stack
      .call("GET", "/_local/held?waitSeconds=60")
      .then((answer) => Held.parse(answer).held.length > 0);
    const isHeld = await Promise.race([held, exited.then(() => false)]);
    child.kill("SIGKILL");
    await exited;
    workspace.faults.clear();
    await own.stack.call("DELETE", "/_local/held");
    return isHeld;
  }

  for (const when of ["before", "after-work"] as const) {
    it(`has one row for each alert after the next run, whichever call apply is killed at (${when})`, async () => {
      const before = await own.allAlerts();
      let calls = 0;
      for (; await killedAt("apply", calls, when); calls++) {
        const stdout = await own.succeed("apply");
        const rows = await own.stack.sql(
          `SELECT count(*) AS n, count(DISTINCT databricks_alert_id) AS alerts FROM ${TABLE} WHERE created_by = 'local.user@example.com'`,
        );
        assert.deepEqual(rows, [{ n: "6", alerts: "6" }], `call ${calls}: ${stdout}`);
        assert.equal(
          await own.succeed("cancel"),
          "6 rows deleted. Their alerts stay as they are; the file stays, too.\n",
        );
      }
      assert.ok(calls > 8, `${calls} calls`);
      assert.deepEqual(await own.allAlerts(), before);
    });
  }

  it("ends with an up that changes no alert", async () => {
    const before = await own.allAlerts();
    await own.succeed("apply");
    await own.stack.succeed("up", { config: own.config });
    assert.deepEqual(own.stack.alertWrites, []);
    assert.deepEqual(stepsOf(await own.stack.succeed("preview", { config: own.config })), []);
    assert.deepEqual(await own.allAlerts(), before);
  });
});
