import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOf } from "./run-command";

const DEFECT =
  "This is a defect of databricks-alerts and none of your rows or settings: please report it, with these lines and the " +
  "command that you ran, where the issues of its repository are kept.";

/** A command of the product, and one of the local workspace. */
const COMMANDS: readonly [command: string, main: string, args: string[], caller: RegExp][] = [
  [
    "lint",
    "commands/main.cjs",
    ["lint", "--rows", "none.json"],
    /at readStackConfig \(.*stack-config\.ts:\d+:\d+\)$/m,
  ],
  ["stack", "local/commands/main.cjs", ["stack", "export"], /at .*placeOf \(.*stack\.ts:\d+:\d+\)$/m],
];

describe("a command", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "shown-errors-"));
    // What a defect of ours would do, on the way to a stack's files.
    writeFileSync(
      join(folder, "defect.cjs"),
      `const [fs, path] = [require("node:fs"), require("node:path")];
       const failing = (original, isOurs) => (...args) => {
         if (isOurs(args)) throw new TypeError("shape is not a function");
         return original(...args);
       };
       fs.existsSync = failing(fs.existsSync, ([file]) => String(file).endsWith("Pulumi.dev.yaml"));
       path.join = failing(path.join, ([, name]) => name === ".local");`,
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (main: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
    outcomeOf(spawn(process.execPath, [main, ...args], { env: { PATH: process.env["PATH"], ...env } }));

  for (const [command, main, args, caller] of COMMANDS) {
    it(`such as ${command} shows the stack of what nobody foresaw, and asks for a report`, async () => {
      const { stdout, stderr, status } = await run(main, args, {
        NODE_OPTIONS: `--require=${join(folder, "defect.cjs")}`,
      });
      assert.deepEqual([stdout, status], ["", 1]);
      const lines = stderr.trimEnd().split("\n");
      assert.equal(lines[0], "error: TypeError: shape is not a function");
      assert.equal(lines.at(-1), DEFECT);
      assert.match(stderr, caller);
    });
  }

  it("says in one sentence what was foreseen", async () => {
    assert.deepEqual(await run("commands/main.cjs", ["lint", "--stack", "none"]), {
      stdout: "",
      stderr: "error: There is no stack none: Pulumi.none.yaml does not exist.\n",
      status: 1,
    });
    const nowhere = join(folder, "none", "x.env");
    const { stderr } = await run("local/commands/main.cjs", ["stack", "import", "--file", nowhere]);
    assert.equal(stderr, `error: ${nowhere} cannot be read: name a file with --file\n`);
  });

  it("shows the stack of what was foreseen with ALERTS_DEBUG=1, and those of its causes", async () => {
    const { stderr } = await run("commands/main.cjs", ["lint", "--stack", "none"], { ALERTS_DEBUG: "1" });
    const [first, second, third] = stderr.split("\n");
    assert.equal(first, "error: There is no stack none: Pulumi.none.yaml does not exist.");
    assert.equal(second, "ExpectedError: There is no stack none: Pulumi.none.yaml does not exist.");
    assert.match(third ?? "", /^ {4}at readStackConfig \(.*commands\/stack-config\.ts:\d+:\d+\)$/);
    const nowhere = join(folder, "none", "x.env");
    const local = await run("local/commands/main.cjs", ["stack", "import", "--file", nowhere], {
      ALERTS_DEBUG: "1",
    });
    assert.match(local.stderr, /^ {4}at async Command\.takeState \(.*src\/commands\/stack\.ts:\d+:\d+\)$/m);
    assert.match(local.stderr, /^caused by Error: ENOENT: no such file or directory, open/m);
  });
});
