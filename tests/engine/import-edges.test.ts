import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createAlert, insertRow, TABLE } from "./alert-row";
import { ImportStack } from "./import-stack";

const DESTINATIONS = "health_monitor.gold.notification_destinations";

/** What becomes of rows, destinations and names that meet others. */
describe("npm run import, beside what others wrote", function () {
  this.timeout(240_000);
  let own: ImportStack;
  const edit = async (from: string | RegExp, to: string) =>
    writeFile(own.file, (await readFile(own.file, "utf8")).replace(from, to));
  const rows = async () =>
    (await own.stack.sql(`SELECT alert_id FROM ${TABLE} WHERE created_by LIKE 'local%' ORDER BY 1`)).map(
      ({ alert_id: id }) => id,
    );
  const destinations = async () =>
    (
      await own.stack.sql(
        `SELECT destination_id FROM ${DESTINATIONS} WHERE destination_id LIKE 'team%' ORDER BY 1`,
      )
    ).map(({ destination_id: id }) => id);
  const plan = async () => {
    await own.succeed("plan", "--folder", "/Alerting");
    await own.fillBlanks();
  };

  before(async () => {
    own = await ImportStack.start();
    for (const [name, channel] of [
      ["First", await own.destination("Team Slack")],
      ["Second", await own.destination("Team mail")],
    ] as const) {
      const id = await createAlert(own.stack, `[INFO] ${name}`);
      await own.stack.call("PATCH", `/api/2.0/alerts/${id}?update_mask=evaluation.notification`, {
        evaluation: { notification: { subscriptions: [{ destination_id: channel }] } },
      });
    }
  });
  after(() => own.stack.stop());
  afterEach(async () => {
    await own.stack.sql(`DELETE FROM ${TABLE} WHERE created_by LIKE 'local%'`);
    await own.stack.sql(`DELETE FROM ${DESTINATIONS} WHERE destination_id LIKE 'team%'`);
    await rm(path.dirname(own.file), { recursive: true, force: true });
  });

  it("takes out the destinations that it wrote, too, and touches no alert", async () => {
    const before = await own.allAlerts();
    await plan();
    await own.succeed("apply");
    assert.deepEqual(
      [await rows(), await destinations()],
      [
        ["FIRST", "SECOND"],
        ["team_mail", "team_slack"],
      ],
    );
    assert.equal(
      await own.succeed("cancel", "--state", own.stack.stateFile),
      "2 rows deleted. Their alerts stay as they are; the file stays, too.\n" +
        "2 rows of notification_destinations that no row names any more deleted: team_slack, team_mail.\n",
    );
    assert.deepEqual([await rows(), await destinations()], [[], []]);
    assert.equal(await own.succeed("cancel", "--state", own.stack.stateFile), "No row was deleted.\n");
    assert.deepEqual(await own.allAlerts(), before);
  });

  it("leaves a destination that another row names, and one that somebody changed", async () => {
    await plan();
    await own.succeed("apply");
    await insertRow(own.stack, "OTHERS", {
      is_enabled: "false",
      notification_channels: "array(' team_mail ')",
    });
    await own.stack.sql(`UPDATE ${DESTINATIONS} SET owner = 'ana' WHERE destination_id = 'team_slack'`);
    assert.equal(
      await own.succeed("cancel", "--state", own.stack.stateFile),
      "2 rows deleted. Their alerts stay as they are; the file stays, too.\n",
    );
    assert.deepEqual(await destinations(), ["team_mail", "team_slack"]);
    await own.stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'OTHERS'`);
  });

  it("leaves a destination that a row of its own names that stays", async () => {
    await plan();
    await own.succeed("apply");
    await own.stack.sql(`UPDATE ${TABLE} SET owner = 'ana' WHERE alert_id = 'SECOND'`);
    const { stdout, status } = await own.run("cancel", "--state", own.stack.stateFile);
    assert.equal(
      stdout,
      "SECOND stays: it was changed since, in the table or in the file.\n" +
        "1 row deleted. Their alerts stay as they are; the file stays, too.\n" +
        "1 row of notification_destinations that no row names any more deleted: team_slack.\n",
    );
    assert.deepEqual([status, await destinations()], [1, ["team_mail"]]);
  });

  it("refuses names that meet in the file, and those that a row has got meanwhile, and writes nothing", async () => {
    await plan();
    await edit("alert_name: Second", "alert_name: First");
    await insertRow(own.stack, "OTHERS", { alert_name: "'First'" });
    assert.equal(
      (await own.run("apply", "--with-changes")).stderr,
      [
        "error: 2 faults in 1 file; nothing was changed.",
        '  import/rows.yaml:8:17: FIRST: alert_name "[INFO] First" is also that of row OTHERS and row SECOND: a display name must be unique in /Alerting',
        '  import/rows.yaml:25:17: SECOND: alert_name "[INFO] First" is also that of row OTHERS and row FIRST: a display name must be unique in /Alerting',
        "",
      ].join("\n"),
    );
    assert.deepEqual([await rows(), await destinations()], [[], []]);
    await own.stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'OTHERS'`);
  });

  it("writes no row where no pack can say it", async () => {
    await own.stack.call(
      "PATCH",
      `/api/2.0/alerts/${(await own.stack.alert("[INFO] First")).id}?update_mask=schedule`,
      {
        schedule: { quartz_cron_schedule: "0  0 9 * * ?", timezone_id: "UTC" },
      },
    );
    await plan();
    assert.equal(
      (await own.run("apply", "--into", "packs/team")).stderr,
      "error: No pack can say all that these rows say: FIRST. Nothing was written.\n",
    );
    assert.deepEqual([await rows(), existsSync(path.join(own.folder, "packs"))], [[], false]);
    assert.equal(
      (await own.run("apply", "--into", "Team")).stderr,
      "error: --into Team must be packs/<name>, lower-case words with hyphens.\n",
    );
  });
});
