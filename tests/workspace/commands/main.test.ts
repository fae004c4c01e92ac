import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { runCommand } from "./run-command";

const COMMANDS = "npm run preview | up | refresh | destroy | workspace | sql";

describe("main", () => {
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
