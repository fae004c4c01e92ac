import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { attachOrStart, type AttachedWorkspace } from "../../src/attach";
import { exitStatus, runCommand, startCommand } from "../run-command";

describe("databricks-local sql", () => {
  let dir = "";
  let workspace: AttachedWorkspace;
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "command-"));
    workspace = await attachOrStart(dir);
  });
  after(async () => {
    await workspace.stop();
    rmSync(dir, { recursive: true });
  });
  const sql = (...args: string[]) => runCommand(dir, ["sql", ...args]);
  const ROWS = "SELECT 7 AS n, 'a,b' AS t, array('x') AS l UNION ALL SELECT 10, NULL, NULL ORDER BY n";

  it("prints an aligned table and the number of rows", async () => {
    assert.deepEqual(await sql(ROWS), {
      stdout: [
        " n │ t    │ l",
        "───┼──────┼──────",
        ' 7 │ a,b  │ ["x"]',
        "10 │ NULL │ NULL",
        "(2 rows)",
        "",
      ].join("\n"),
      stderr: "",
      status: 0,
    });
  });

  it("says 0 rows aloud", async () => {
    assert.equal((await sql("SELECT 1 AS one WHERE false")).stdout, "one\n───\n(0 rows)\n");
  });

  it("prints JSON", async () => {
    const { stdout } = await sql(ROWS, "--json");
    assert.deepEqual(JSON.parse(stdout), [
      { n: 7, t: "a,b", l: ["x"] },
      { n: 10, t: null, l: null },
    ]);
  });

  it("prints CSV", async () => {
    assert.equal((await sql(ROWS, "--csv")).stdout, 'n,t,l\n7,"a,b","[""x""]"\n10,,\n');
  });

  it("prints OK for a statement without rows", async () => {
    assert.equal((await sql("CREATE SCHEMA IF NOT EXISTS main.quiet")).stdout, "OK\n");
  });

  it("says nothing of it where nobody reads on", async () => {
    const child = startCommand(dir, ["sql", ROWS]);
    child.stdout.destroy();
    assert.deepEqual(await Promise.all([text(child.stderr), exitStatus(child)]), ["", 0]);
  });

  it("prints an error in the service's words", async () => {
    const { stdout, stderr, status } = await sql("SELECT * FROM main.default.missing");
    assert.deepEqual([stdout, status], ["", 1]);
    assert.match(stderr, /^error: \[TABLE_OR_VIEW_NOT_FOUND\] .* SQLSTATE: 42P01\n$/s);
  });

  it("starts a workspace where none runs, and stops it", async () => {
    const fresh = mkdtempSync(join(tmpdir(), "command-"));
    const { stdout } = await runCommand(fresh, ["sql", "SELECT 1 AS one"]);
    assert.equal(stdout, "one\n───\n  1\n(1 row)\n");
    assert.equal(existsSync(join(fresh, ".local", "workspace.json")), false);
    rmSync(fresh, { recursive: true });
  });
});
