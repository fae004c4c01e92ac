import assert from "node:assert/strict";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const KEEP = { config: { faultyRows: "keep" }, continueOnError: true };
const CRON =
  'schedule_cron "every day" is no Quartz cron expression: it has 2 fields; Quartz takes 6 (seconds minutes hours ' +
  "day-of-month month day-of-week) or 7 (and year)";
const CHANNEL =
  'notification_channels "nobody" is neither an e-mail address nor a destination_id of notification_destinations';

describe("rows with faults", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  const alertOf = async (id: string) =>
    (await stack.alerts()).find(({ display_name: name }) => name.endsWith(` Alert ${id}`));
  const set = (id: string, cells: string) =>
    stack.sql(`UPDATE ${TABLE} SET ${cells} WHERE alert_id = '${id}'`);
  const mend = (id: string) =>
    set(id, "schedule_cron = '0 0 8 * * ?', notification_channels = array('oncall@example.com')");

  before(async () => {
    stack = await LocalStack.deployed();
    for (const id of ["F-1", "F-2", "F-4"]) await insertRow(stack, id);
    await stack.succeed("up");
    await set(
      "F-1",
      "schedule_cron = 'every day', notification_channels = array('nobody'), threshold_value_double = 7",
    );
    await set("F-2", "threshold_value_double = 7");
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'F-4'`);
    await insertRow(stack, "F-5");
    await insertRow(stack, "F-6", { schedule_cron: "'every day'" });
  });
  after(() => stack.stop());

  it("stop the run unless a setting says otherwise", async () => {
    const result = await stack.run("up");
    const [error = ""] = errorsOf(result);
    assert.match(error, /^3 faults in 2 rows of alert_configurations; nothing was changed\.\n/);
    assert.deepEqual([stepsOf(result), stack.writes], [[], []]);
  });

  it("are told at a preview that goes on, with what becomes of the alert of each", async () => {
    const { diagnostics, changes } = await stack.succeed("preview", KEEP);
    const told = diagnostics.flatMap(({ message, urn = "" }) =>
      message.startsWith("alert_configurations row F-") && message.includes("mended")
        ? [[message, urn.split("::").at(-1)]]
        : [],
    );
    assert.deepEqual(told, [
      [
        `alert_configurations row F-1: ${CRON}; ${CHANNEL}. Its alert stays as it is, until the row is mended.`,
        "F-1",
      ],
      [`alert_configurations row F-6: ${CRON}. It gets no alert, until it is mended.`, "alerting"],
    ]);
    assert.deepEqual(changes, { same: 10, update: 3, create: 2, delete: 1 });
  });

  it("keep their alerts as they are while all others are deployed, say so in the row, and fail the run", async () => {
    const before = await alertOf("F-1");
    const result = await stack.run("up", KEEP);
    assert.equal(result.ok, false);
    const [error = "", ...others] = errorsOf(result);
    assert.deepEqual(others, []);
    const lines = error.split("\n");
    assert.equal(
      lines[0],
      "2 rows of alert_configurations have faults: mend them, until then nothing is done with their alerts. " +
        "last_sync_error says it to whoever looks at a row.",
    );
    assert.deepEqual(lines.slice(2), [`  F-6: ${CRON}`]);
    assert.deepEqual(stepsOf(result), [
      "create F-5",
      "delete F-4",
      "update F-2",
      "update deletion-guard",
      "update sync-status",
    ]);
    assert.deepEqual(await alertOf("F-1"), before);
    assert.equal(await alertOf("F-6"), undefined);
    const { databricks_alert_id: id, ...status } = (await statusOf(stack, "F-1")) ?? {};
    assert.equal(id, before?.id);
    assert.equal(status["last_sync_status"], "ERROR");
    assert.equal(`  F-1: ${status["last_sync_error"]}`, lines[1]);
    assert.equal(status["last_sync_error"], `${CRON}; ${CHANNEL}`);
    assert.deepEqual(await statusOf(stack, "F-6"), {
      databricks_alert_id: null,
      last_sync_status: "ERROR",
      last_sync_error: CRON,
    });
  });

  it("fail every run until they are mended, which writes nothing", async () => {
    const result = await stack.run("up", KEEP);
    assert.deepEqual([result.ok, stepsOf(result), stack.writes], [false, [], []]);
    assert.equal(errorsOf(result).length, 1);
  });

  it("leave alerts alone that the state has lost, too", async () => {
    const before = await alertOf("F-1");
    const result = await stack.run("up", { ...KEEP, stateDir: stack.stateDir("lost") });
    assert.deepEqual([result.ok, errorsOf(result).length], [false, 1]);
    assert.ok(stepsOf(result).includes("create F-1"));
    assert.deepEqual(stack.alertWrites, []);
    assert.deepEqual(await alertOf("F-1"), before);
    assert.equal((await statusOf(stack, "F-1"))?.["last_sync_status"], "ERROR");
  });

  it("are deployed once they are mended", async () => {
    await Promise.all(["F-1", "F-6"].map(mend));
    assert.deepEqual(stepsOf(await stack.succeed("up", KEEP)), [
      "create F-6",
      "update F-1",
      "update deletion-guard",
      "update sync-status",
    ]);
    const { databricks_alert_id: id, ...status } = (await statusOf(stack, "F-1")) ?? {};
    assert.deepEqual(
      [id, status],
      [(await alertOf("F-1"))?.id, { last_sync_status: "UPDATED", last_sync_error: null }],
    );
    assert.deepEqual(stepsOf(await stack.succeed("preview", KEEP)), []);
  });

  it("are not left out where the last run declared their alert, and nobody can tell which that is", async () => {
    await set("F-1", "alert_name = ' ', databricks_alert_id = NULL");
    const result = await stack.run("up", KEEP);
    assert.deepEqual(errorsOf(result), [
      "alert_configurations row F-1 has faults, and names no alert of the workspace, though the last run declared one: left out, " +
        "that would be deleted. Mend the row, or write the alert's id into its databricks_alert_id",
    ]);
    assert.deepEqual(stack.alertWrites, []);
  });
});
