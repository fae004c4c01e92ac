import assert from "node:assert/strict";
import { z } from "zod";
import { stepsOf } from "./local-stack";
import { ImportStack } from "./import-stack";

describe("alerts with every field of the API", function () {
  this.timeout(240_000);
  let own: ImportStack;
  before(async () => {
    own = await ImportStack.start({ adoptForeign: "true", allowedWarehouses: "0123456789abcdef" });
  });
  after(() => own.stack.stop());
  it("x", async () => {
    await own.makeGenerated(Number(process.env["N"] ?? 24), 7);
    console.log(await own.succeed("plan"));
    await own.fillBlanks();
    console.log(await own.run("apply"));
    const preview = await own.stack.succeed("preview", { config: own.config });
    console.log(preview.diagnostics.map((d) => d.message).join("\n"), own.stack.printed.join("\n"));
    const before = await own.allAlerts();
    await own.stack.succeed("up", { config: own.config });
    console.log(own.stack.alertWrites, stepsOf(await own.stack.succeed("preview", { config: own.config })));
    await own.stack.succeed("refresh", { config: own.config });
    console.log(stepsOf(await own.stack.succeed("preview", { config: own.config })));
    assert.deepEqual(await own.allAlerts(), before);
  });
});
