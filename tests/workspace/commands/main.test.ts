import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./run-command";

const COMMANDS =
  "npm run preview | up | refresh | destroy | stack | workspace | sql | evaluate | job | adopt | review | lint";

describe("main", () => {
  it("says which Node it needs, before anything else", async () => {
    const dir = mkdtempSync(join(tmpdir(), "command-"));
    const pretend = join(dir, "old-node.cjs");
    writeFileSync(pretend, 'Object.defineProperty(process, "versions", { value: { node: "20.18.3" } });');
    assert.deepEqual(await runCommand(dir, ["up"], { NODE_OPTIONS: `--require=${pretend}` }), {
      stdout: "",
      stderr: "error: Node 20.19 or newer is needed; this is Node 20.18.3.\n",
      status: 1,
    });
    rmSync(dir, { recursive: true });
  });

  const REFUSED: readonly [what: string, args: string[], env: NodeJS.ProcessEnv, stderr: string][] = [
    ["no command", [], {}, `error: No command was named: ${COMMANDS}\n`],
    ["an unknown command", ["deploy"], {}, `error: 'deploy' is no command: ${COMMANDS}\n`],
    [
      "a flag that npm took for itself",
      ["sql", "SELECT 1"],
      { npm_lifecycle_event: "sql", npm_config_json: "true" },
      "error: npm took --json for itself: write npm run sql -- --json\n",
    ],
  ];
  for (const [what, args, env, stderr] of REFUSED) {
    it(`refuses ${what} in one sentence`, async () => {
      assert.deepEqual(await runCommand(tmpdir(), args, env), { stdout: "", stderr, status: 1 });
    });
  }
});
