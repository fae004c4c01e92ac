import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStatement } from "../../src/commands/run-statement";
import { attachOrStart, type AttachedWorkspace } from "../../src/attach";
import { WorkspaceClient } from "../../src/workspace-client";
import { alertBody } from "../alert-body";
import { asJson, type Json } from "../use-workspace";
import { runCommand } from "../run-command";

describe("databricks-local evaluate", () => {
  let dir = "";
  let workspace: AttachedWorkspace;
  const ids: string[] = [];
  const create = async (changes: Json) => {
    const client = new WorkspaceClient(workspace.host, workspace.token);
    ids.push(String(asJson(await client.call("POST", "/api/2.0/alerts", alertBody(changes))).id));
  };
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "command-"));
    const alertNames = "SELECT name, alert_id FROM main.default.alert_names";
    writeFileSync(join(dir, "package.json"), JSON.stringify({ "databricks-local": { alertNames } }));
    workspace = await attachOrStart(dir);
    assert.equal(
      (await evaluate("coverage-1")).stderr,
      "error: There is no alert in the local workspace yet.\n",
    );
    await create({ display_name: "Coverage" });
    await create({ display_name: "Twice", query_text: "SELECT 90 AS tag_coverage_pct" });
    await create({ display_name: "Twice", query_text: "SELECT", parent_path: "/Shared/other" });
    const table = "main.default.alert_names";
    await runStatement(workspace, `CREATE TABLE ${table} (name STRING, alert_id STRING)`);
    await runStatement(workspace, `INSERT INTO ${table} VALUES ('coverage-1', '${ids[0]}'), ('it''s', NULL)`);
  });
  after(async () => {
    await workspace.stop();
    rmSync(dir, { recursive: true });
  });
  const evaluate = (...args: string[]) => runCommand(dir, ["evaluate", ...args]);

  it("finds an alert by a name that the project has for it, and says what came of it and who heard of it", async () => {
    assert.deepEqual(await evaluate("coverage-1"), {
      stdout:
        "Coverage: TRIGGERED (was UNKNOWN)\n" +
        "  value 75, threshold 80\n" +
        '  notified finops@example.com: Alert "Coverage" changed status to TRIGGERED\n',
      stderr: "",
      status: 0,
    });
  });

  it("finds an alert by its display name, and says that nobody heard of it", async () => {
    assert.equal(
      (await evaluate("Coverage")).stdout,
      "Coverage: TRIGGERED (was TRIGGERED)\n  value 75, threshold 80\n  nobody was notified\n",
    );
  });

  it("finds an alert by its id, and shows an error in the service's words", async () => {
    const { stdout, status } = await evaluate(ids[2] ?? "");
    assert.match(
      stdout,
      /^Twice: ERROR \(was UNKNOWN\)\n {2}\[PARSE_SYNTAX_ERROR\] [\s\S]*\n {2}nobody was notified\n$/,
    );
    assert.equal(status, 0);
  });

  it("prints JSON", async () => {
    const { stdout } = await evaluate(ids[1] ?? "", "--json");
    assert.deepEqual([asJson(JSON.parse(stdout)).state, asJson(JSON.parse(stdout)).value], ["OK", "90"]);
  });

  it("refuses a name that means two alerts", async () => {
    assert.deepEqual(await evaluate("Twice"), {
      stdout: "",
      stderr: `error: 'Twice' means 2 alerts: name one by its id, Twice (${ids[1]}), Twice (${ids[2]})\n`,
      status: 1,
    });
  });

  it("says which alerts there are, each by the name that it is called for with, when none is named", async () => {
    const shownAs = ["coverage-1", ids[1], ids[2]].map((name = "") => name.padEnd(15));
    assert.deepEqual(await evaluate(), {
      stdout: "",
      stderr:
        "error: Name the alert to run: databricks-local evaluate coverage-1. There are\n" +
        `  ${shownAs[0]}  Coverage\n  ${shownAs[1]}  Twice\n  ${shownAs[2]}  Twice\n`,
      status: 1,
    });
  });

  it("says which alerts there are when none is meant", async () => {
    const all = `Coverage (${ids[0]}), Twice (${ids[1]}), Twice (${ids[2]})`;
    assert.equal(
      (await evaluate("it's")).stderr,
      `error: No alert has the name or id 'it's'. There are ${all}\n`,
    );
  });
});
