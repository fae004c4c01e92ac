import assert from "node:assert/strict";
import { insertRow, statusOf, TABLE } from "./alert-row";
import { statementFault } from "./failing-runs";
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

describe("rows of destinations with faults", function () {
  this.timeout(180_000);
  const DESTINATIONS = "health_monitor.gold.notification_destinations";
  const MANAGED = { ...KEEP, config: { ...KEEP.config, manageDestinations: "true" } };
  const UNKNOWN = "is no notification destination of the workspace: correct it, or clear it";
  const NO_ADDRESSES = "config_json has addresses that are no list of e-mail addresses";
  const HELD = (faults: string) =>
    `names a destination whose row of notification_destinations has faults: ${faults}`;
  let stack: LocalStack;

  const insert = (id: string, config: string, kind = "EMAIL") =>
    stack.sql(
      `INSERT INTO ${DESTINATIONS} (destination_id, destination_name, destination_type, config_json, owner, created_by) ` +
        `VALUES ('${id}', 'To ${id}', '${kind}', '${config}', 'me', 'me')`,
    );
  const set = (id: string, cells: string) =>
    stack.sql(`UPDATE ${DESTINATIONS} SET ${cells} WHERE destination_id = '${id}'`);
  const managed = (address: string) => JSON.stringify({ manage: true, addresses: [address] });
  const alertOf = async (id: string) =>
    (await stack.alerts()).find(({ display_name: name }) => name.endsWith(` Alert ${id}`));
  const idOf = async (id: string) => {
    const [row] = await stack.sql(
      `SELECT databricks_destination_id AS id FROM ${DESTINATIONS} WHERE destination_id = '${id}'`,
    );
    return String(row?.["id"]);
  };
  const shown = async (id: string) =>
    stack.call("GET", `/api/2.0/notification-destinations/${await idOf(id)}`);

  before(async () => {
    stack = await LocalStack.deployed();
    for (const id of ["made", "sound"]) await insert(id, managed(`${id}@example.com`));
    await insert("hand", "");
    await insertRow(stack, "D-1", { notification_channels: "array('made')" });
    await insertRow(stack, "D-2", { notification_channels: "array('sound')" });
    await insertRow(stack, "D-3", { notification_channels: "array('hand', 'oncall@example.com')" });
    await stack.succeed("up", MANAGED);
    await set("made", `config_json = '${JSON.stringify({ manage: true, addresses: "x" })}'`);
    await set("sound", `config_json = '${managed("other@example.com")}'`);
    await set("hand", "databricks_destination_id = 'gone'");
    for (const id of ["D-1", "D-2", "D-3"])
      await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 7 WHERE alert_id = '${id}'`);
    await insertRow(stack, "D-4", { notification_channels: "array('hand')" });
    await insertRow(stack, "D-5");
  });
  after(() => stack.stop());

  it("stop the run unless a setting says otherwise", async () => {
    const result = await stack.run("up", { config: { manageDestinations: "true" } });
    assert.deepEqual(errorsOf(result), [
      "2 faults in 2 rows of notification_destinations; nothing was changed.\n" +
        `notification_destinations row made\n  ${NO_ADDRESSES}\n` +
        `notification_destinations row hand\n  databricks_destination_id "gone" ${UNKNOWN}`,
    ]);
    assert.deepEqual([stepsOf(result), stack.writes], [[], []]);
  });

  it("are told at a preview that goes on, with the alerts that name them", async () => {
    const { diagnostics } = await stack.succeed("preview", MANAGED);
    const told = diagnostics.flatMap(({ message, urn = "" }) =>
      message.includes("mended") ? [[message, urn.split("::").at(-1)]] : [],
    );
    const alert = (id: string, channel: string, faults: string, outcome: string) =>
      `alert_configurations row ${id}: notification_channels "${channel}" ${HELD(faults)}. ${outcome}`;
    const stays = "Its alert stays as it is, until the row is mended.";
    const hand = `databricks_destination_id ${UNKNOWN}`;
    const destination = "Until it is mended, it stays as it is, and so do the alerts that name it.";
    assert.deepEqual(told, [
      [`notification_destinations row made: ${NO_ADDRESSES}. ${destination}`, "alerting"],
      [
        `notification_destinations row hand: databricks_destination_id "gone" ${UNKNOWN}. ${destination}`,
        "alerting",
      ],
      [alert("D-1", "made", NO_ADDRESSES, stays), "D-1"],
      [alert("D-3", "hand", hand, stays), "D-3"],
      [alert("D-4", "hand", hand, "It gets no alert, until it is mended."), "alerting"],
    ]);
  });

  it("keep the alerts that name them, and what was made for them, while all others are deployed", async () => {
    const before = await Promise.all([alertOf("D-1"), alertOf("D-3"), shown("made")]);
    const result = await stack.run("up", MANAGED);
    assert.equal(result.ok, false);
    assert.deepEqual(errorsOf(result), [
      [
        "2 rows of notification_destinations have faults: mend them, until then nothing is done with them, nor with alerts that name them.",
        `  hand: databricks_destination_id "gone" ${UNKNOWN}`,
        `  made: ${NO_ADDRESSES}`,
        "3 rows of alert_configurations have faults: mend them, until then nothing is done with their alerts. " +
          "last_sync_error says it to whoever looks at a row.",
        `  D-1: notification_channels "made" ${HELD(NO_ADDRESSES)}`,
        `  D-3: notification_channels "hand" ${HELD(`databricks_destination_id ${UNKNOWN}`)}`,
        `  D-4: notification_channels "hand" ${HELD(`databricks_destination_id ${UNKNOWN}`)}`,
      ].join("\n"),
    ]);
    assert.deepEqual(stepsOf(result), [
      "create D-5",
      "update D-2",
      "update deletion-guard",
      "update destination-ids",
      "update sound",
      "update sync-status",
    ]);
    assert.deepEqual(await Promise.all([alertOf("D-1"), alertOf("D-3"), shown("made")]), before);
    assert.equal(await alertOf("D-4"), undefined);
    assert.equal((await statusOf(stack, "D-2"))?.["last_sync_status"], "UPDATED");
    assert.equal(await idOf("hand"), "gone");
    for (const id of ["D-1", "D-3", "D-4"])
      assert.equal((await statusOf(stack, id))?.["last_sync_status"], "ERROR");
    assert.equal(
      (await statusOf(stack, "D-1"))?.["last_sync_error"],
      `notification_channels "made" ${HELD(NO_ADDRESSES)}`,
    );
  });

  it("fail every run until they are mended, which writes nothing", async () => {
    const result = await stack.run("up", MANAGED);
    assert.deepEqual([result.ok, stepsOf(result), stack.writes], [false, [], []]);
    assert.equal(errorsOf(result).length, 1);
  });

  it("keep what was made for them where every row that asks for a destination has faults", async () => {
    await set("sound", 'config_json = \'{"manage": "yes"}\'');
    const before = await shown("sound");
    const result = await stack.run("up", MANAGED);
    assert.deepEqual([result.ok, stepsOf(result)], [false, ["update destination-ids"]]);
    assert.deepEqual(await shown("sound"), before);
    await set("sound", `config_json = '${managed("other@example.com")}'`);
  });

  it("keep what was made for them where the run cannot find out that it was", async () => {
    const before = await shown("made");
    await insert("new", managed("new@example.com"));
    await insertRow(stack, "D-6", { notification_channels: "array('new')" });
    stack.workspace.faults.add({
      ...statementFault("^MERGE INTO.*notification_destinations"),
      times: "always",
    });
    const result = await stack.run("up", MANAGED);
    stack.workspace.faults.clear();
    assert.equal(result.ok, false);
    const errors = errorsOf(result).join("\n");
    assert.match(
      errors,
      /^It is not known which destinations this stack made for rows with faults \(notification_destinations made, hand\)/m,
    );
    assert.deepEqual(await shown("made"), before);
    const again = await stack.run("up", MANAGED);
    assert.deepEqual([again.ok, stepsOf(again)], [false, ["update destination-ids", "update sync-status"]]);
    assert.deepEqual(await shown("made"), before);
  });

  it("are deployed once they are mended, with the alerts that name them", async () => {
    await set("made", `config_json = '${managed("made@example.com")}'`);
    await set("hand", "databricks_destination_id = NULL");
    assert.deepEqual(stepsOf(await stack.succeed("up", MANAGED)), [
      "create D-4",
      "update D-1",
      "update D-3",
      "update deletion-guard",
      "update sync-status",
    ]);
    assert.deepEqual(stepsOf(await stack.succeed("preview", MANAGED)), []);
  });

  it("hold up nothing at all where no alert names them, and fail the run", async () => {
    await stack.sql(
      `UPDATE ${TABLE} SET notification_channels = array('me@example.com') WHERE alert_id = 'D-3'`,
    );
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'D-4'`);
    await insert("hand", "");
    const result = await stack.run("up", KEEP);
    assert.equal(result.ok, false);
    assert.deepEqual(errorsOf(result), [
      "1 row of notification_destinations has faults: mend it, until then nothing is done with it, nor with alerts that name it.\n" +
        '  hand (#3): destination_id "hand" is used by an earlier row: it must be unique',
    ]);
  });
});
