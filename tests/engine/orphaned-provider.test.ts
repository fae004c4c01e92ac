import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

/** The SDK's own process with a provider of ours in it, which fails once it is told to. */
const SCRIPT = `
  require("@pulumi/pulumi/cmd/dynamic-provider");
  const { provider } = require("./providers/alert");
  process.once("message", async () => {
    await provider.configure({ config: { get: () => undefined } });
    // Without settings it has no workspace to delete it in. The SDK prints each failure.
    await provider.delete("7", { alertId: "A-1" }).catch((error) => console.error(error.stack));
  });
`;

describe("a provider whose engine was killed", function () {
  this.timeout(60_000);

  it("ends as soon as it has something to say, in the place of saying without end that nobody hears it", async () => {
    const child = spawn(
      process.execPath,
      ["--require", "tsx/cjs", "--eval", SCRIPT, "dynamic-provider", "127.0.0.1:1"],
      {
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      },
    );
    const exited = once(child, "exit");
    try {
      assert.ok(child.stdout && child.stderr);
      // Its port: it serves.
      await once(createInterface({ input: child.stdout }), "line");
      child.stdout.destroy();
      child.stderr.destroy();
      child.send("fail");
      assert.deepEqual(await Promise.race([exited, delay(20_000, "it lives on")]), [0, null]);
    } finally {
      child.kill("SIGKILL");
    }
  });
});
