import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOf } from "databricks-local/testing/run-command";

/** Flags that npm reads as letters or names of its own, each with what else its command is given. */
const FLAGS: readonly [flag: string, command: string, ...values: string[]][] = [
  ["--apply", "schedule"],
  ["--days", "tune", "30", "COST-012"],
  ["--plan", "review", "plan.json"],
  ["--to", "notify", "me@example.com", "COST-012"],
  ["--json", "lint"],
  ["--for", "silence", "4h", "COST-012"],
  ["--no-replay", "review"],
];

describe("a flag whose -- was forgotten, with the npm that is installed", function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "npm-"));
    const main = JSON.stringify(join(process.cwd(), "commands/main.cjs"));
    const scripts = FLAGS.map(([, command]) => [command, `node ${main} ${command}`] as const);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: Object.fromEntries(scripts) }));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [flag, command, ...values] of FLAGS) {
    it(`is refused: npm run ${[command, flag, ...values].join(" ")}`, async () => {
      const { PATH, HOME } = process.env;
      const { stderr, status } = await outcomeOf(
        spawn("npm", ["run", "--silent", command, flag, ...values], { cwd: folder, env: { PATH, HOME } }),
      );
      assert.equal(
        stderr.split("\n").at(-2),
        `error: npm took ${flag} for itself: write npm run ${command} -- ${flag}`,
      );
      assert.equal(status, 1);
    });
  }
});
