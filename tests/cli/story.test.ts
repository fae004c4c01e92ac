import assert from "node:assert/strict";
import path from "node:path";
import { insertOf, TABLE } from "../engine/alert-row";
import { errorsOf, type LocalStack, stepsOf } from "../engine/local-stack";
import { PulumiCli } from "./pulumi-cli";
import { useCliAndReference } from "./use-cli-and-reference";

const COVERAGE = "[WARNING] Tag Coverage Drop";
const COMMIT = ["--yes", "--skip-preview"];

describe("the Pulumi CLI", function () {
  // Each command takes some seconds, and each is run by the local engine, too.
  this.timeout(180_000);

  let tested: LocalStack;
  let cli: PulumiCli;
  let reference: LocalStack;
  useCliAndReference(
    { missing: () => PulumiCli.whatIsMissing(), cliFor: ({ workspace }) => PulumiCli.create(workspace) },
    (started) => ({ tested, cli, reference } = started),
  );

  beforeEach(() => tested.workspace.requests.clear());

  /** Not counted among what the CLI's run writes. */
  async function sql(statement: string): Promise<void> {
    await Promise.all([tested.sql(statement), reference.sql(statement)]);
    tested.workspace.requests.clear();
  }

  /** What both say would change. */
  async function previewed(): Promise<string[]> {
    const { steps } = await cli.preview();
    assert.deepEqual(steps, stepsOf(await reference.succeed("preview")));
    return steps;
  }

  /** Both workspaces hold the same alerts and rows, but for ids and times. */
  async function assertSameWorkspaces(): Promise<void> {
    const contents = async (stack: LocalStack) => ({
      alerts: (await stack.alerts()).map(({ display_name, query_text, schedule, evaluation }) => ({
        display_name,
        query_text,
        schedule,
        evaluation,
      })),
      rows: await stack.sql(
        `SELECT alert_id, databricks_display_name, last_sync_status, last_sync_error, last_synced_hash FROM ${TABLE} ORDER BY alert_id`,
      ),
    });
    assert.deepEqual(await contents(tested), await contents(reference));
  }

  it("previews an empty workspace without changing it", async () => {
    assert.equal((await previewed()).length, 11);
    assert.deepEqual(tested.writes, []);
  });

  it("makes tables, rows and alerts with the first up", async () => {
    await cli.succeed("up", ...COMMIT);
    const { writes } = tested;
    await reference.succeed("up");
    assert.deepEqual(writes, reference.writes);
    assert.equal((await tested.alert(COVERAGE)).schedule.pause_status, "PAUSED");
    await assertSameWorkspaces();
  });

  it("sees no change in the next preview, and writes nothing", async () => {
    await cli.succeed("preview", "--expect-no-changes");
    assert.deepEqual(tested.writes, []);
    assert.deepEqual(await previewed(), []);
  });

  it("updates the alert of a changed row", async () => {
    await sql(
      `UPDATE ${TABLE} SET severity = 'CRITICAL', threshold_value_double = 75 WHERE alert_id = 'COST-012'`,
    );
    assert.deepEqual(await previewed(), ["update COST-012", "update deletion-guard", "update sync-status"]);
    const { output } = await cli.succeed("preview", "--diff");
    assert.match(
      output,
      /~ displayName: "\[WARNING\] Tag Coverage Drop" => "\[CRITICAL\] Tag Coverage Drop"/,
    );
    assert.match(output, /~ doubleValue: 80 => 75/);
    tested.workspace.requests.clear();
    await cli.succeed("up", ...COMMIT);
    assert.deepEqual(tested.writes, ["INSERT", "MERGE", "PATCH"]);
    await reference.succeed("up");
    await assertSameWorkspaces();
  });

  it("sees with refresh what somebody changed in the workspace, and puts it back", async () => {
    for (const stack of [tested, reference]) {
      const { id, schedule } = await stack.alert("[CRITICAL] Tag Coverage Drop");
      await stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=schedule.pause_status`, {
        schedule: { ...schedule, pause_status: "UNPAUSED" },
      });
    }
    const { output } = await cli.succeed("refresh", ...COMMIT);
    assert.match(output, /COST-012 updated .*\[diff: ~schedule\]/);
    await reference.succeed("refresh");
    assert.deepEqual(await previewed(), ["update COST-012", "update sync-status"]);
    await cli.succeed("up", ...COMMIT);
    await reference.succeed("up");
    assert.equal((await tested.alert("[CRITICAL] Tag Coverage Drop")).schedule.pause_status, "PAUSED");
    await assertSameWorkspaces();
  });

  it("shows the faults of bad rows whole and without a stack, and changes nothing", async () => {
    await sql(insertOf("BAD-001", { threshold_value_double: "NULL" }));
    await sql(insertOf("BAD-002", { notification_channels: "array('pager')" }));
    const [message = ""] = errorsOf(await reference.run("up"));
    assert.match(message, /^2 faults in 2 rows of alert_configurations; nothing was changed\.\n/);
    for (const command of [["preview"], ["up", ...COMMIT]]) {
      const { status, output } = await cli.run(...command);
      assert.equal(status, 1);
      // The CLI indents the lines of a diagnostic.
      const lines = output.split("\n").map((line) => line.trim());
      for (const line of message.split("\n")) {
        assert.ok(
          lines.some((shown) => shown.endsWith(line.trim())),
          `${line} is not in\n${output}`,
        );
      }
      assert.doesNotMatch(output, /^\s*at .+:\d+:\d+/m);
    }
    assert.deepEqual(tested.writes, []);
    await sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'BAD-%'`);
  });

  it("refuses to delete many alerts at once", async () => {
    for (const id of ["MASS-001", "MASS-002", "MASS-003", "MASS-004"]) await sql(insertOf(id));
    await cli.succeed("up", ...COMMIT);
    await reference.succeed("up");
    await sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'MASS-%'`);
    const refusal =
      "this run would delete 4 of 6 alerts (MASS-001, MASS-002, MASS-003, MASS-004), more than the 3 that maxDeletes=auto allows.";
    assert.ok(errorsOf(await reference.run("up"))[0]?.includes(refusal));
    for (const command of [["preview"], ["up", ...COMMIT]]) {
      const { status, output } = await cli.run(...command);
      assert.equal(status, 1);
      assert.ok(output.includes(refusal), output);
    }
    assert.deepEqual(tested.writes, []);
    assert.equal((await tested.alerts()).length, 6);
  });

  it("leaves no alert behind with destroy", async () => {
    const { output } = await cli.succeed("destroy", ...COMMIT);
    await reference.succeed("destroy");
    assert.deepEqual(await tested.alerts(), []);
    for (const stays of ["alert_configurations", "alert_history", "notification_destinations", "seed-rows"])
      assert.match(output, new RegExp(`${stays} deleted \\(.*\\)\\[retain\\]`));

    assert.match(output, /COST-012 deleted \(\S+\) *$/m);
    await assertSameWorkspaces();
  });

  it("finds tables and rows again with the up after destroy", async () => {
    await cli.succeed("up", ...COMMIT);
    await reference.succeed("up");
    assert.equal((await tested.alerts()).length, 2);
    assert.deepEqual(await previewed(), []);
    await assertSameWorkspaces();
  });

  it("goes on from the local engine's state", async () => {
    const other = await PulumiCli.create(reference.workspace);
    try {
      await other.importState(path.join(reference.stateDir(), "state.json"));
      await other.succeed("preview", "--expect-no-changes");
      await other.succeed("destroy", ...COMMIT);
      assert.deepEqual(await reference.alerts(), []);
    } finally {
      await other.remove();
    }
  });

  it("leaves a state that the local engine goes on from", async () => {
    const stateDir = tested.stateDir();
    await cli.exportState(path.join(stateDir, "state.json"));
    assert.deepEqual(stepsOf(await tested.succeed("preview", { stateDir })), []);
    await tested.succeed("destroy", { stateDir });
    assert.deepEqual(await tested.alerts(), []);
  });
});
