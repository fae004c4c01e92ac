import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOf } from "databricks-local/testing/run-command";

const MAIN = join(__dirname, "../bin/pulumi-local.cjs");
const DEFECT =
  "This is a defect of pulumi-local: please report it, with these lines and the command that you ran.";

describe("a command of pulumi-local", () => {
  let folder: string;
  let nowhere: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "shown-errors-"));
    nowhere = join(folder, "none", "x.env");
    writeFileSync(join(folder, "Pulumi.yaml"), "name: notes\nruntime: nodejs\n");
    // What a defect would do, on the way to a stack's files.
    writeFileSync(
      join(folder, "defect.cjs"),
      `const path = require("node:path");
       const { join } = path;
       path.join = (...names) => {
         if (names[1] === ".local") throw new TypeError("shape is not a function");
         return join(...names);
       };`,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    outcomeOf(
      spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: { PATH: process.env["PATH"], ...env } }),
    );

  it("shows the stack of what nobody foresaw, and asks for a report", async () => {
    const { stdout, stderr, status } = await run(["stack", "export"], {
      NODE_OPTIONS: `--require=${join(folder, "defect.cjs")}`,
    });
    assert.deepEqual([stdout, status], ["", 1]);
    const lines = stderr.trimEnd().split("\n");
    assert.equal(lines[0], "error: TypeError: shape is not a function");
    assert.equal(lines.at(-1), DEFECT);
    assert.match(stderr, /at .*placeOf \(.*stack\.ts:\d+:\d+\)$/m);
  });

  it("says in one sentence what was foreseen", async () => {
    const { stderr } = await run(["stack", "import", "--file", nowhere]);
    assert.equal(stderr, `error: ${nowhere} cannot be read: name a file with --file\n`);
  });

  it("shows the stack of what was foreseen with LOCAL_DEBUG=1, and those of its causes", async () => {
    const { stderr } = await run(["stack", "import", "--file", nowhere], { LOCAL_DEBUG: "1" });
    assert.match(stderr, /^ {4}at async Command\.takeState \(.*src\/commands\/stack\.ts:\d+:\d+\)$/m);
    assert.match(stderr, /^caused by Error: ENOENT: no such file or directory, open/m);
  });
});
