import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

  it("knows every option of every command, should npm take it", () => {
    const main = readFileSync("local/commands/main.cjs", "utf8");
    const sources = [
      "commands",
      "packages/databricks-local/src/commands",
      "packages/pulumi-local/src/commands",
    ].flatMap((folder) =>
      readdirSync(folder)
        // That one is for CI, and no script of npm's.
        .filter((file) => file.endsWith(".ts") && file !== "post-review.ts")
        .map((file) => readFileSync(join(folder, file), "utf8")),
    );
    const options = sources.flatMap((source) =>
      [...source.matchAll(/ption\(\s*"(?:-\w, )?--(?:no-)?([a-z-]+)/g)].map(([, name]) => name),
    );
    assert.ok(options.length > 50);
    assert.deepEqual(
      options.filter((name) => !main.includes(`"${name}"`)),
      // They are accepted and mean nothing.
      ["yes", "skip-preview"],
    );
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
    [
      "a flag that npm took for the contrary of another",
      ["review"],
      { npm_lifecycle_event: "review", npm_config_replay: "" },
      "error: npm took --no-replay for itself: write npm run review -- --no-replay\n",
    ],
  ];
  for (const [what, args, env, stderr] of REFUSED) {
    it(`refuses ${what} in one sentence`, async () => {
      assert.deepEqual(await runCommand(tmpdir(), args, env), { stdout: "", stderr, status: 1 });
    });
  }
});
