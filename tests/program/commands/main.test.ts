import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { outcomeOf } from "databricks-local/testing/run-command";
import { productCommand } from "../../product-command";

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  productCommand(args, { env: { PATH: process.env["PATH"], ...env } });

const MAINS = [
  "commands/main.cjs",
  "packages/databricks-local/bin/databricks-local.cjs",
  "packages/pulumi-local/bin/pulumi-local.cjs",
];

describe("a command line", () => {
  it("says nothing of it where nobody reads on", async () => {
    const child = spawn(process.execPath, ["commands/main.cjs", "pack", "list"], {
      env: { PATH: process.env["PATH"] },
    });
    child.stdout.destroy();
    const [stderr, status] = await Promise.all([text(child.stderr), once(child, "exit")]);
    assert.deepEqual([stderr, status], ["", [0, null]]);
  });

  it("says what to run where the packages are not installed", async () => {
    const dir = mkdtempSync(join(tmpdir(), "command-"));
    for (const main of MAINS) {
      mkdirSync(dirname(join(dir, main)), { recursive: true });
      copyFileSync(main, join(dir, main));
      assert.deepEqual(await outcomeOf(spawn(process.execPath, [join(dir, main), "up"])), {
        stdout: "",
        stderr: "error: npm packages are missing (tsx/cjs): run npm ci.\n",
        status: 1,
      });
    }
    rmSync(dir, { recursive: true });
  });

  it("says which Node it needs, before anything else", async () => {
    const dir = mkdtempSync(join(tmpdir(), "command-"));
    const pretend = join(dir, "old-node.cjs");
    writeFileSync(pretend, 'Object.defineProperty(process, "versions", { value: { node: "20.18.3" } });');
    for (const main of MAINS) {
      const child = spawn(process.execPath, [main, "up"], { env: { NODE_OPTIONS: `--require=${pretend}` } });
      assert.deepEqual(await outcomeOf(child), {
        stdout: "",
        stderr: "error: Node 20.19 or newer is needed; this is Node 20.18.3.\n",
        status: 1,
      });
    }
    rmSync(dir, { recursive: true });
  });

  const REFUSED: readonly [what: string, args: string[], env: NodeJS.ProcessEnv, stderr: string][] = [
    ["an unknown command", ["deploy"], {}, "error: unknown command 'deploy'\n"],
    [
      "a flag that npm took for itself",
      ["lint"],
      { npm_lifecycle_event: "lint", npm_config_json: "true" },
      "error: npm took --json for itself: write npm run lint -- --json\n",
    ],
    [
      "a flag that npm took for the contrary of another",
      ["review"],
      { npm_lifecycle_event: "review", npm_config_replay: "" },
      "error: npm took --no-replay for itself: write npm run review -- --no-replay\n",
    ],
  ];
  for (const [what, args, env, stderr] of REFUSED) {
    it(`refuses ${what} in one sentence`, async () => {
      assert.deepEqual(await run(args, env), { stdout: "", stderr, status: 1 });
    });
  }

  it("lists the commands where none is named", async () => {
    const { stderr, status } = await run([]);
    assert.match(stderr, /^Usage: node commands\/main\.cjs .*\n {2}adopt .*\n {2}lint .*\n {2}review .*\n/s);
    assert.equal(status, 1);
  });
});
