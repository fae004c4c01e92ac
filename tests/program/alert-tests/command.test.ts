import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReviewReport } from "../../../review/report/report";
import { npmRun } from "../../npm-run";
import { makeProjectFolder } from "../../project-folder";

describe("npm run test:alerts", () => {
  const folder = mkdtempSync(join(tmpdir(), "test-alerts-"));
  const project = join(folder, "project");
  before(async () => {
    await makeProjectFolder(project);
    // The shipped packs have tests of their own, and a folder that is a link none of their files.
    rmSync(join(project, "packs"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...args: string[]) => {
    const { stdout, stderr, status } = await npmRun(project, ["test:alerts", ...args]);
    const errors = stderr.split("\n").filter((line) => line !== "" && !line.endsWith("…"));
    return { stdout: stdout.replace(/in \d+\.\d s/, "in … s"), errors, status };
  };

  it("runs the tests of the seeds on a workspace that nothing was deployed to", async () => {
    assert.deepEqual(await run("--mutants", "--junit", "out/junit.xml"), {
      stdout: [
        "TEST-001 Custom Template Test: 1 passed",
        "  mutants: 2 of 2 noticed, 2 equivalent",
        "COST-012 Tag Coverage Drop: 8 passed",
        "  mutants: 11 of 11 noticed",
        "9 tests of 2 alerts: all passed, in … s.",
        "",
      ].join("\n"),
      errors: [],
      status: 0,
    });
    assert.match(
      readFileSync(join(project, "out/junit.xml"), "utf8"),
      /<testsuites name="alerts" tests="9" failures="0"/,
    );
    const { stdout } = await npmRun(project, ["review", "--offline", "--json"]);
    const report = ReviewReport.parse(JSON.parse(stdout));
    assert.deepEqual(
      report.alerts.map(({ alertId, tests }) => [alertId, tests]),
      [
        ["COST-012", { count: 8, failed: 0, mutants: { noticed: 11, all: 11, unnoticed: [] } }],
        ["TEST-001", { count: 1, failed: 0, mutants: { noticed: 2, all: 2, unnoticed: [] } }],
      ],
    );
    const comment = readFileSync(join(project, ".local/review/report.md"), "utf8");
    assert.match(comment, /\*\*Tests\*\* 8 passed, mutants 11\/11\n/);
  });

  it("names what is not there, and ends with 1", async () => {
    assert.deepEqual(await run("COST-13"), {
      stdout: "",
      errors: ["error: No test is of an alert, in a file or called COST-13; did you mean COST-012?"],
      status: 1,
    });
  });

  it("names every fault of every file before anything runs", async () => {
    rmSync(join(project, "tests"));
    mkdirSync(join(project, "tests/alerts"), { recursive: true });
    writeFileSync(
      join(project, "tests/alerts/a.yaml"),
      "alert: TEST-002\ncases: [{ name: a, expect: OK }]\n",
    );
    writeFileSync(
      join(project, "tests/alerts/b.yaml"),
      "alert: TEST-001\ncases: [{ name: a, expect: FINE }]\n",
    );
    assert.deepEqual(await run(), {
      stdout: "",
      errors: [
        "error: 2 faults in 2 files; nothing was changed.",
        "  tests/alerts/a.yaml:1:8: there is no alert TEST-002; did you mean TEST-001?",
        '  tests/alerts/b.yaml:2:28: expect "FINE": must be one of OK, TRIGGERED, ERROR, or { state, value, told, subject, body }',
      ],
      status: 1,
    });
  });
}).timeout(240_000);
