import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { readDocumentedPage } from "../documented-page";

const PAGE = "docs/write-an-alert.md";
const run = promisify(execFile);

/** What each command of the page must print, as its reader looks for it. */
const SHOWN: readonly (readonly [begin: string, shown: RegExp])[] = [
  ["npm run up", /\+ \d+ created/],
  ["npm run sql", /\(8 rows\)/],
  ["npm run pack -- show", /fires when {3}pct_of_week > 150; no rows: OK/],
  ["npm run test:alerts", /TEAM-001 Daily cost spike: 3 passed\n {2}mutants: (\d+) of \1 noticed\n/],
  ["npm run preview", /pulumi-nodejs:dynamic\/databricks:AlertV2 +TEAM-001 +create/],
  ["npm run lint", /rows looked at: 0 error/],
  ["npm run up", /AlertV2 TEAM-001 created/],
  ["npm run evaluate", /^\[WARNING\] Daily cost spike: OK \(was UNKNOWN\)$/m],
  ["npm run notify", /^delivered {2}me@example\.com$/m],
  ["npm run report", /^ {2}TEAM-001 Daily cost spike +finops +WARNING +none recorded/m],
];

describe(PAGE, function () {
  this.timeout(400_000);
  let project = "";
  before(() => {
    project = mkdtempSync(join(tmpdir(), "write-an-alert-"));
    const files = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0");
    // The program as somebody has it who cloned it, without what only tests need.
    for (const file of files.filter((one) => one !== "" && !/^(?:tests|packages\/[\w-]+\/tests)\//.test(one)))
      cpSync(file, join(project, file));

    cpSync("tests/alerts", join(project, "tests/alerts"), { recursive: true });
    symlinkSync(resolve("node_modules"), join(project, "node_modules"));
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  const { files, commands } = readDocumentedPage(PAGE);

  it("names three files, and each command that is looked at here in its order", () => {
    assert.deepEqual(
      [...files.keys()],
      [
        "packs/team-cost/daily-cost.sql",
        "packs/team-cost/pack.yaml",
        "packs/team-cost/tests/daily-cost.yaml",
      ],
    );
    assert.deepEqual(
      commands.map((command, index) => (command.startsWith(SHOWN[index]?.[0] ?? "?") ? "" : command)),
      SHOWN.map(() => ""),
    );
  });

  commands.forEach((command, index) => {
    it(`says the truth of ${command.slice(0, 60)}`, async () => {
      if (index === 0) {
        for (const [file, text] of files) {
          mkdirSync(dirname(join(project, file)), { recursive: true });
          writeFileSync(join(project, file), text);
        }
      }
      const { stdout } = await run("sh", ["-c", command], { cwd: project, maxBuffer: 1e8 });
      assert.match(stdout, SHOWN[index]?.[1] ?? /^$/);
    });
  });
});
