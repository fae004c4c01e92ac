import assert from "node:assert/strict";
import type { RunResult } from "pulumi-local";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack, stepsOf } from "./local-stack";

const ME = "local.user@example.com";

/** What a run told beside its diff, as `COST-012 note`; times are those of the workspace's clock. */
function notesOf({ diagnostics }: RunResult): string[] {
  return diagnostics
    .map(({ urn, message }) => `${urn?.split("::").at(-1) ?? "?"} ${message}`)
    .map((note) => note.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, "TIME"))
    .sort();
}

describe("who changed which rows", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
    await insertRow(stack, "A-1");
    await insertRow(stack, "A-2");
  });

  after(() => stack.stop());

  afterEach(() => stack.workspace.faults.clear());

  it("is told at the alerts of new rows, in an up, too", async () => {
    assert.deepEqual(notesOf(await stack.succeed("up")), [
      `A-1 alert_configurations row A-1: inserted by ${ME} at TIME`,
      `A-2 alert_configurations row A-2: inserted by ${ME} at TIME`,
      `alerting Since the last sync: 2 rows changed, by ${ME}.`,
    ]);
  });

  it("is told at preview of rows that were changed and deleted, with two statements more, and one for the query of the changed row", async () => {
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 2, owner = 'you' WHERE alert_id = 'A-1'`);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'A-2'`);
    const expected = [
      `A-1 alert_configurations row A-1: threshold_value_double, owner changed by ${ME} at TIME`,
      `alerting Since the last sync: 1 row changed and 1 row deleted, by ${ME}.`,
      `alerting alert_configurations row A-2: deleted by ${ME} at TIME`,
    ];
    assert.deepEqual(notesOf(await stack.succeed("preview")), expected);
    assert.equal(stack.workspace.requests.statements.length, 6);
    assert.deepEqual(notesOf(await stack.succeed("up")), expected);
  });

  it("is not asked for where nothing changed: what the program wrote is nobody's change", async () => {
    const preview = await stack.succeed("preview");
    assert.deepEqual([stepsOf(preview), notesOf(preview)], [[], []]);
    const { requests, statements } = stack.workspace.requests;
    const rest = requests.filter(({ path }) => path.startsWith("/api/"));
    // The warehouse, the folder that the alerts live in, who may change what lies there, who asks, and the alerts as they are.
    assert.deepEqual([statements.length, rest.length], [3, 5]);
  });

  it("is what the row says where the feed may not be read", async () => {
    await stack.sql(
      `UPDATE ${TABLE} SET threshold_value_double = 3, updated_by = 'maria@example.com', updated_at = current_timestamp() WHERE alert_id = 'A-1'`,
    );
    stack.workspace.faults.add({
      kind: "statement-error",
      statement: "table_changes",
      errorClass: "INSUFFICIENT_PERMISSIONS",
      sqlState: "42501",
    });
    assert.deepEqual(notesOf(await stack.succeed("preview")), [
      "A-1 alert_configurations row A-1: changed by maria@example.com at TIME, as its updated_by says",
      "alerting Since the last sync: 1 row changed.",
    ]);
  });

  it("is left open where the history does not come, and the run goes on", async () => {
    await stack.sql(`UPDATE ${TABLE} SET updated_at = NULL WHERE alert_id = 'A-1'`);
    stack.workspace.faults.add({ kind: "statement-hang", statement: "^describe history" });
    const preview = await stack.succeed("preview");
    assert.deepEqual(stepsOf(preview), ["update A-1", "update sync-status"]);
    assert.deepEqual(notesOf(preview), []);
  });
});
