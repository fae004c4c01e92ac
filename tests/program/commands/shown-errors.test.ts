import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOf } from "databricks-local/testing/run-command";
import { productCommand } from "../../product-command";

const DEFECT =
  "This is a defect of databricks-alerts and none of your rows or settings: please report it, with these lines and the " +
  "command that you ran, where the issues of its repository are kept.";

describe("a command", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "shown-errors-"));
    // What a defect of ours would do, on the way to a stack's files.
    writeFileSync(
      join(folder, "defect.cjs"),
      `const fs = require("node:fs");
       const failing = (original, isOurs) => (...args) => {
         if (isOurs(args)) throw new TypeError("shape is not a function");
         return original(...args);
       };
       fs.existsSync = failing(fs.existsSync, ([file]) => String(file).endsWith("Pulumi.dev.yaml"));`,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  const env = { PATH: process.env["PATH"] };
  const run = (args: string[], more: NodeJS.ProcessEnv) =>
    outcomeOf(spawn(process.execPath, ["commands/main.cjs", ...args], { env: { ...env, ...more } }));

  it("shows the stack of what nobody foresaw, and asks for a report", async () => {
    const { stdout, stderr, status } = await run(["lint", "--rows", "none.json"], {
      NODE_OPTIONS: `--require=${join(folder, "defect.cjs")}`,
    });
    assert.deepEqual([stdout, status], ["", 1]);
    const lines = stderr.trimEnd().split("\n");
    assert.equal(lines[0], "error: TypeError: shape is not a function");
    assert.equal(lines.at(-1), DEFECT);
    // The place in the file, though another text was compiled, in this process or one before.
    const before = readFileSync("commands/stack-files.ts", "utf8").split(
      "if (!existsSync(join(folder, file)))",
    )[0];
    const place = new RegExp(
      String.raw`at readStackConfig \(.*stack-files\.ts:${before?.split("\n").length}:8\)$`,
      "m",
    );
    assert.match(stderr, place);
  });

  it("says in one sentence what was foreseen", async () => {
    assert.deepEqual(await productCommand(["lint", "--stack", "none"], { env }), {
      stdout: "",
      stderr: "error: There is no stack none: Pulumi.none.yaml does not exist.\n",
      status: 1,
    });
  });

  it("refuses a setting that does not exist, as a run does", async () => {
    const args = ["lint", "--rows", "none.json", "--config", "maxDelets=3"];
    const { stderr, status } = await productCommand(args, { env });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /\n {2}maxDelets: is no setting; did you mean maxDeletes\? \(given by --config\)\n$/,
    );
  });

  it("shows the stack of what was foreseen with ALERTS_DEBUG=1, and those of its causes", async () => {
    const { stderr } = await run(["lint", "--stack", "none"], { ALERTS_DEBUG: "1" });
    const [first, second, third] = stderr.split("\n");
    assert.equal(first, "error: There is no stack none: Pulumi.none.yaml does not exist.");
    assert.equal(second, "ExpectedError: There is no stack none: Pulumi.none.yaml does not exist.");
    assert.match(third ?? "", /^ {4}at readStackConfig \(.*commands\/stack-files\.ts:\d+:\d+\)$/);
  });
});
