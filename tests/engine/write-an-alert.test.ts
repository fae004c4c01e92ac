import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readDocumentedPage } from "../documented-page";
import { npmRun } from "../npm-run";
import { makeProjectFolder } from "../project-folder";

const PAGE = "docs/write-an-alert.md";

/** Of `npm run NAME -- …`, as a shell splits it: name and arguments. */
function wordsOf(command: string): string[] {
  const words = execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" }).split("\0");
  return words.slice(0, -1).filter((word, index) => index > 1 && word !== "--");
}

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
  before(async () => {
    project = mkdtempSync(join(tmpdir(), "write-an-alert-"));
    await makeProjectFolder(project);
    cpSync("Pulumi.dev.yaml", join(project, "Pulumi.dev.yaml"));
    // What a pack names must not lie beyond a link.
    for (const folder of ["docs", "packs"]) {
      rmSync(join(project, folder));
      cpSync(folder, join(project, folder), { recursive: true });
    }
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
      const { stdout, stderr, status } = await npmRun(project, wordsOf(command));
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, SHOWN[index]?.[1] ?? /^$/);
    });
  });
});
