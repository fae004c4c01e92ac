import assert from "node:assert/strict";
import { z } from "zod";
import { createAlert, insertRow, TABLE } from "../alert-row";
import { errorsOf, LocalStack, stepsOf, type RunOverrides } from "../local-stack";

const Review = z.object({
  alerts: z.array(z.looseObject({ alertId: z.string(), change: z.string(), reason: z.string().optional() })),
});

/** Whoever may write rows writes any id into `databricks_alert_id`. The workspace of these tests refuses equal names in a folder. */
describe("an alert that somebody made by hand, and that a row names", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  let id = "";

  before(async () => {
    stack = await LocalStack.deployed();
    id = await createAlert(stack, "[CRITICAL] Payments by hand");
  });
  after(() => stack.stop());
  beforeEach(async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'M-%'`);
  });

  const named = (alertId = id) => ({ databricks_alert_id: `'${alertId}'` });
  const refusal = (
    row: string,
    { alertId = id, alertName = "[CRITICAL] Payments by hand", rowName = `[INFO] Alert ${row}` } = {},
  ) =>
    `alert_configurations row ${row} names alert ${alertId} "${alertName}" of local.user@example.com, which is not called ` +
    `"${rowName}" and which this stack did not deploy, as far as its state says. If the row is to take it over: give both the ` +
    `same name, in the row (severity and alert_name) or at the alert, or add ${row}=${alertId} to the setting adoptAlerts. ` +
    "Else clear the row's databricks_alert_id to have a new alert.";
  /** The up is refused, with these errors, and no alert is made, changed or deleted. */
  async function assertRefused(errors: readonly string[], overrides: RunOverrides = {}) {
    const before = await stack.alerts();
    assert.deepEqual(errorsOf(await stack.run("up", overrides)).sort(), [...errors].sort());
    assert.deepEqual(stack.alertWrites, []);
    assert.deepEqual(await stack.alerts(), before);
  }

  it("is not taken over under another name, however many rows try, and all of them are named at once", async () => {
    const other = await createAlert(stack, "By hand");
    await insertRow(stack, "M-1", named());
    await insertRow(stack, "M-2", named(other));
    const both = [refusal("M-1"), refusal("M-2", { alertId: other, alertName: "By hand" })];
    assert.deepEqual(errorsOf(await stack.run("preview")), both);
    await assertRefused(both);
    await assertRefused([refusal("M-1")], { targets: ["M-1"] });
  });

  it("is no deployed one because the row says so of itself", async () => {
    const { query_text, schedule } = await stack.alert("[CRITICAL] Payments by hand");
    assert.deepEqual([query_text, schedule["quartz_cron_schedule"]], ["SELECT 1 AS value", "0 0 8 * * ?"]);
    // But for the name the row asks for what is there, and has all cells that a sync leaves behind.
    await insertRow(stack, "M-1", {
      ...named(),
      schedule_cron: "'0 0 8 * * ?'",
      schedule_timezone: "'UTC'",
      notification_channels: "array()",
      databricks_display_name: "'[CRITICAL] Payments by hand'",
      last_sync_status: "'CREATED'",
      last_synced_hash: "'0123456789abcdef'",
      last_synced_at: "current_timestamp()",
    });
    await assertRefused([refusal("M-1")]);
  });

  it("is not called like the row where a letter, its case or its severity differs", async () => {
    const look = { rowName: "[CRITICAL] P\\u0430yments by hand" };
    for (const [cells, rowName] of [
      [{ severity: "'CRITICAL'", alert_name: "'P\u0430yments by hand'" }, look.rowName],
      [{ severity: "'CRITICAL'", alert_name: "'payments by hand'" }, "[CRITICAL] payments by hand"],
      [{ severity: "'WARNING'", alert_name: "'Payments by hand'" }, "[WARNING] Payments by hand"],
    ] as const) {
      await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'M-1'`);
      await insertRow(stack, "M-1", { ...named(), ...cells });
      assert.deepEqual(errorsOf(await stack.run("preview")), [refusal("M-1", { rowName })]);
    }
  });

  it("is no more a row's with faults that stops nobody, nor once it is mended, nor when it goes", async () => {
    const keep = { config: { faultyRows: "keep" }, continueOnError: true };
    const before = await stack.alerts();
    await insertRow(stack, "M-1", { ...named(), schedule_cron: "'every day'" });
    for (const run of ["first", "second"]) {
      const errors = errorsOf(await stack.run("up", keep)).join("\n");
      assert.match(errors, /row M-1 names alert \d+ .* which this stack did not deploy/, run);
      assert.deepEqual(stack.alertWrites, []);
    }
    await stack.sql(`UPDATE ${TABLE} SET schedule_cron = '0 0 8 * * ?' WHERE alert_id = 'M-1'`);
    await assertRefused([refusal("M-1")]);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'M-1'`);
    await stack.succeed("up");
    assert.deepEqual(await stack.alerts(), before);
  });

  it("is told of where a row with faults takes it over by its name", async () => {
    const keep = { config: { faultyRows: "keep" }, continueOnError: true };
    const handmade = await createAlert(stack, "[INFO] Alert M-7");
    await insertRow(stack, "M-7", { ...named(handmade), schedule_cron: "'every day'" });
    await stack.run("preview", keep);
    assert.match(
      stack.printed.join("\n"),
      new RegExp(`row M-7: takes over alert ${handmade} "\\[INFO\\] Alert M-7" of \\S+ as it is`),
    );
  });

  it("is not paused by a disabled row, which would be its only trace", async () => {
    await insertRow(stack, "M-1", { ...named(), is_enabled: "FALSE" });
    await assertRefused([refusal("M-1")]);
  });

  it("is not taken over from another folder either, though alerts are adopted there", async () => {
    await stack.makeFolder("/Users/ana");
    const { evaluation, schedule, query_text, warehouse_id } = await stack.alert(
      "[CRITICAL] Payments by hand",
    );
    const made = await stack.call("POST", "/api/2.0/alerts", {
      display_name: "Ana's",
      parent_path: "/Users/ana",
      evaluation,
      schedule,
      query_text,
      warehouse_id,
    });
    const alertId = z.object({ id: z.string() }).parse(made).id;
    await insertRow(stack, "M-1", named(alertId));
    await assertRefused([refusal("M-1", { alertId, alertName: "Ana's" })], {
      config: { adoptForeign: "true" },
    });
  });

  it("is another one than the one that the settings say this row may take over, and so is refused", async () => {
    const said = await createAlert(stack, "Given away");
    await insertRow(stack, "M-1", named());
    await assertRefused([refusal("M-1")], { config: { adoptAlerts: `M-1=${said}, M-2=${id}` } });
    await stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = '${said}' WHERE alert_id = 'M-1'`);
    const preview = await stack.succeed("preview", { config: { adoptAlerts: `M-1=${said}` } });
    assert.ok(stepsOf(preview).includes("create M-1"));
    const [told] = stack.printed.filter((line) => line.includes("takes over"));
    assert.match(
      told ?? "",
      new RegExp(
        `^alert_configurations row M-1: takes over alert ${said} "Given away" of local\\.user@example\\.com: ` +
          'displayName "Given away" → "\\[INFO\\] Alert M-1"; ',
      ),
    );
  });

  it("is not renamed to make room, though a disabled row names it that is to lose its alert", async () => {
    const config = { deleteDisabled: "true" };
    await insertRow(stack, "M-1", {
      ...named(),
      is_enabled: "FALSE",
      severity: "'CRITICAL'",
      alert_name: "'Payments by hand'",
    });
    await insertRow(stack, "M-2");
    await stack.succeed("up", { config });
    await rename("M-2");
    await assertNotRenamed({ config });
  });

  it("is not renamed to make room, though a row was deleted that named it", async () => {
    await insertRow(stack, "M-2");
    await stack.succeed("up");
    await insertRow(stack, "M-1", { ...named(), is_enabled: "FALSE", severity: "'CRITICAL'" });
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'M-1'`);
    await rename("M-2");
    await assertNotRenamed({});
  });

  const rename = (row: string) =>
    stack.sql(
      `UPDATE ${TABLE} SET severity = 'CRITICAL', alert_name = 'Payments by hand' WHERE alert_id = '${row}'`,
    );
  async function assertNotRenamed(overrides: RunOverrides) {
    const before = await stack.alert("[CRITICAL] Payments by hand");
    const [error] = errorsOf(await stack.run("up", overrides));
    const text = `alert_configurations row M-2: the name "[CRITICAL] Payments by hand" is that of alert ${id} in /Alerting`;
    assert.equal(error?.slice(0, text.length), text);
    assert.deepEqual(await stack.alert("[CRITICAL] Payments by hand"), before);
  }

  it("is not taken for the alert of another row, which has it in the state and not in its cell", async () => {
    await insertRow(stack, "M-3");
    await stack.succeed("up");
    const { id: alertId } = await stack.alert("[INFO] Alert M-3");
    await stack.sql(`UPDATE ${TABLE} SET databricks_alert_id = NULL WHERE alert_id = 'M-3'`);
    await insertRow(stack, "M-4", named(alertId));
    await assertRefused([refusal("M-4", { alertId, alertName: "[INFO] Alert M-3" })]);
  });

  it("is said by the review to be refused, and not to be made", async () => {
    await insertRow(stack, "M-1", named());
    const { stdout } = await stack.command("review", ["--json", "--no-replay", "--state", stack.stateFile]);
    const about = Review.parse(JSON.parse(stdout)).alerts.filter(({ alertId }) => alertId === "M-1");
    assert.deepEqual(
      about.map(({ change, reason }) => [change, reason]),
      [["unreadable", `It ${refusal("M-1").replace("alert_configurations row M-1 ", "")}`]],
    );
  });

  it("does not tell a row what it says by `adopt --all`, but where somebody names that row", async () => {
    await insertRow(stack, "M-1", { ...named(), alert_query_template: "'SELECT 2 AS value'" });
    const queryOf = () =>
      stack.sql(`SELECT alert_name, alert_query_template FROM ${TABLE} WHERE alert_id = 'M-1'`);
    const { stderr, status } = await stack.command("adopt", ["--all"]);
    assert.equal(
      stderr,
      `error: ${refusal("M-1")} Or name the row instead of --all, if it is to say what that alert says.\n`,
    );
    assert.equal(status, 1);
    assert.deepEqual(await queryOf(), [
      { alert_name: "Alert M-1", alert_query_template: "SELECT 2 AS value" },
    ]);
    await stack.command("adopt", ["M-1"]);
    assert.deepEqual(await queryOf(), [
      { alert_name: "Payments by hand", alert_query_template: "SELECT 1 AS value" },
    ]);
    await stack.succeed("up");
    assert.equal((await stack.alert("[CRITICAL] Payments by hand")).id, id);
  });
});
