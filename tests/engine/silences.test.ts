import assert from "node:assert/strict";
import { z } from "zod";
import { insertRow } from "./alert-row";
import { errorsOf, LocalStack, type RunOverrides, stepsOf } from "./local-stack";

const History = z.object({ evaluations: z.array(z.object({ state: z.string() })) });

const Replayed = z.object({
  firing: z.number(),
  hidden: z.number().optional(),
  caveats: z.array(z.string()),
});
const Reviewed = z.object({
  alerts: z.array(
    z.object({
      alertId: z.string(),
      replay: z.object({ before: Replayed.optional(), after: Replayed.optional() }),
    }),
  ),
});

const SILENCES: RunOverrides = { config: { liveSilences: "true" } };
const EVERY_QUARTER = {
  schedule_cron: "'0 0/15 * * * ?'",
  pause_status: "'UNPAUSED'",
  schedule_timezone: "'UTC'",
};

describe("a silence", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up");
    const firing = { ...EVERY_QUARTER, alert_query_template: "'SELECT 5 AS value'" };
    await insertRow(stack, "A-1", firing);
    await insertRow(stack, "B-1", { ...firing, tags: "map('team', 'billing')" });
  });
  after(() => stack.stop());

  const command = (...args: string[]) => stack.command("silence", [...args, "-c", "liveSilences=true"]);
  const advance = (minutes: number) => stack.call("POST", "/_local/clock", { advanceSeconds: minutes * 60 });

  /** What the alert said at its newest checks, the last one last. */
  async function states(name: string, count: number): Promise<string[]> {
    const { id } = await stack.alert(`[INFO] Alert ${name}`);
    const { evaluations } = History.parse(await stack.call("GET", `/_local/alerts/${id}/history`));
    return evaluations.slice(-count).map(({ state }) => state);
  }

  it("has a table, a view and a watchdog where the setting is on, and says in the preview what it means", async () => {
    const preview = await stack.succeed("preview", SILENCES);
    assert.deepEqual(
      preview.diagnostics.map(({ message }) => message).filter((message) => message.includes("liveSilences")),
      [
        "liveSilences: the query of 4 alerts reads the view alert_silences_in_force from now on, so that a row of alert_silences " +
          "makes an alert quiet without a deployment. A quiet alert shows OK, also one that was firing: with notify_on_ok (1 of " +
          "them), that sends an OK message (docs/silences.md).",
      ],
    );
    assert.deepEqual(stepsOf(await stack.succeed("up", SILENCES)), [
      "create A-1",
      "create B-1",
      "create SILENCES-001",
      "create alert_silences",
      "create alert_silences_in_force",
      "update COST-012",
      "update TEST-001",
      "update deletion-guard",
      "update seed-rows",
      "update sync-status",
    ]);
    assert.deepEqual(stepsOf(await stack.succeed("preview", SILENCES)), []);
  });

  it("holds from the next check on, without a deployment, and ends by itself", async () => {
    await advance(15);
    assert.deepEqual(await states("A-1", 1), ["TRIGGERED"]);
    const { stdout, status } = await command("A-1", "--for", "15m", "--because", "billing migration");
    assert.deepEqual([status, stdout.includes("covers 1 alert: A-1")], [0, true]);
    stack.workspace.requests.clear();
    await advance(15);
    assert.deepEqual(
      [await states("A-1", 2), await states("B-1", 2)],
      [
        ["TRIGGERED", "OK"],
        ["TRIGGERED", "TRIGGERED"],
      ],
    );
    await advance(15);
    assert.deepEqual(await states("A-1", 3), ["TRIGGERED", "OK", "TRIGGERED"]);
    assert.deepEqual(stack.alertWrites, []);
    assert.deepEqual(stepsOf(await stack.succeed("preview", SILENCES)), []);
  });

  it("covers by tag, is listed, and ends where it is told to", async () => {
    const asked = await command("--tag", "team=billing", "--for", "2d", "--because", "freeze", "--json");
    const { silence_id, covers } = z
      .object({ silence_id: z.string(), covers: z.array(z.string()) })
      .parse(JSON.parse(asked.stdout));
    assert.deepEqual(covers, ["B-1"]);
    await advance(15);
    assert.deepEqual([await states("A-1", 1), await states("B-1", 1)], [["TRIGGERED"], ["OK"]]);
    assert.match(
      (await command("list")).stdout,
      /freeze \(.*\)\n.*\n {2}covers 1 alert: B-1\n {2}in force until /,
    );
    assert.equal(
      (await command("end", silence_id.slice(0, 6))).stdout,
      `${silence_id} ended: what still fires is told at the next check of its alert.\n`,
    );
    await advance(15);
    assert.deepEqual(await states("B-1", 1), ["TRIGGERED"]);
    assert.equal((await command("list")).stdout, "No alert is silenced, nor is to be.\n");
  });

  it("that is wrong is refused with all that is wrong, and nothing is written", async () => {
    const count = async () => (await stack.sql("SELECT * FROM health_monitor.gold.alert_silences")).length;
    const before = await count();
    const refused = async (...args: string[]) =>
      (await command(...args)).stderr.trim().split("\n  ").slice(1);
    assert.deepEqual(
      await refused(
        "--from",
        "2027-12-24 08:00",
        "--until",
        "2027-12-23 08:00",
        "--domain",
        "kitchen",
        "--zone",
        "UTC",
      ),
      [
        "--zone: says whose hours --repeats names, which is not given",
        "--because: say why, for whoever wonders about the quiet",
        "--until: is before the start, 2027-12-24T08:00:00.000Z",
        "--domain: is not one of COST, SECURITY, PERFORMANCE, RELIABILITY, QUALITY",
      ],
    );
    assert.deepEqual(await refused("A-1", "--for", "91d", "--because", "x", "--repeats", "DAILY"), [
      "--until: is more than 90 days after the start: who wants it quieter for good changes the alert",
      "--repeats: must be days and hours such as SAT,SUN 22:00-06:00, and not DAILY",
    ]);
    assert.deepEqual(await refused("A-2", "--for", "1h", "--because", "x"), [
      "alert_id: it covers none of the 5 alerts; did you mean A-1?",
    ]);
    assert.deepEqual(await refused("--because", "x"), [
      "--for or --until: give one of them, as no silence lasts longer than 90 days",
      "alert_id: names no alerts: give one of match_alert_id, match_domain, match_severity, match_owner, match_tag",
    ]);
    assert.equal(await count(), before);
  });

  it("is previewed with whom it covers and what it would have hidden", async () => {
    const { stdout } = await command("B-*", "--for", "1h", "--because", "x", "--preview");
    assert.match(stdout, /covers 1 alert: B-1\n/);
    assert.match(
      stdout,
      /B-1: in the last 14 days it would have hidden 1344 firings of 1344, in 1 episode \(1344 checks\)\.\nNothing was written\.\n$/,
    );
  });

  it("hides firings in the replay of a review, which tells them as hidden", async () => {
    await stack.sql(
      "UPDATE health_monitor.gold.alert_configurations SET threshold_value_double = 2 WHERE alert_id = 'A-1'",
    );
    const { now } = z.object({ now: z.string() }).parse(await stack.call("GET", "/_local/clock"));
    const review = async (setting: string) => {
      const args = ["--now", now, "--json", "--values", "all", "-c", `liveSilences=${setting}`];
      const { stdout, stderr } = await stack.command("review", args);
      assert.ok(stdout.startsWith("{"), stderr);
      const { alerts } = Reviewed.parse(JSON.parse(stdout));
      return alerts.find(({ alertId }) => alertId === "A-1")?.replay;
    };
    const { before, after } = (await review("true")) ?? {};
    assert.deepEqual(before, after);
    // The quarter of an hour that it was silenced for.
    assert.deepEqual([before?.firing, before?.hidden], [1343, 1]);
    assert.match(
      before?.caveats.join("\n") ?? "",
      /^1 firing besides is hidden by silences \([0-9a-f]+\): it counts as OK\.$/m,
    );
    // Without the setting the row's alert heeds none, though the one that is deployed does; nothing is read then.
    const off = await review("false");
    assert.deepEqual(
      [off?.after?.firing, off?.after?.hidden, off?.before?.hidden],
      [1344, undefined, undefined],
    );
    await stack.sql(
      "UPDATE health_monitor.gold.alert_configurations SET threshold_value_double = 1 WHERE alert_id = 'A-1'",
    );
  });

  it("stops the run where those whom alerts run as may not read it, and says what to grant", async () => {
    const runner = "5b3f5c5e-0000-4000-8000-000000000001";
    await insertRow(stack, "C-1", { ...EVERY_QUARTER, run_as: `'${runner}'` });
    const view = "`health_monitor`.`gold`.`alert_silences_in_force`";
    assert.deepEqual(errorsOf(await stack.run("preview", SILENCES)), [
      `1 alert (C-1) run as ${runner}, who lacks USE CATALOG, USE SCHEMA, SELECT for the view ` +
        "health_monitor.gold.alert_silences_in_force, which their queries read where liveSilences is true: each evaluation would " +
        `be an ERROR, which tells nobody. Run: GRANT USE CATALOG ON CATALOG \`health_monitor\` TO \`${runner}\`; ` +
        `GRANT USE SCHEMA ON SCHEMA \`health_monitor\`.\`gold\` TO \`${runner}\`; GRANT SELECT ON TABLE ${view} TO \`${runner}\`; ` +
        "or set liveSilences to false.",
    ]);
    await stack.sql(`GRANT USE CATALOG ON CATALOG health_monitor TO \`${runner}\``);
    await stack.sql(`GRANT USE SCHEMA ON SCHEMA health_monitor.gold TO \`${runner}\``);
    await stack.sql(`GRANT SELECT ON TABLE ${view} TO \`${runner}\``);
    await stack.succeed("preview", SILENCES);
    await stack.sql("DELETE FROM health_monitor.gold.alert_configurations WHERE alert_id = 'C-1'");
  });

  it("stays in its table when the setting is off again, and no alert heeds it", async () => {
    assert.deepEqual(
      stepsOf(await stack.succeed("up")).filter((step) => /silences/.test(step)),
      ["delete alert_silences", "delete alert_silences_in_force"],
    );
    assert.equal((await stack.sql("SELECT * FROM health_monitor.gold.alert_silences")).length, 2);
    await stack.sql("SELECT * FROM health_monitor.gold.alert_silences_in_force");
    const { query_text: query } = await stack.alert("[INFO] Alert A-1");
    assert.equal(query, "SELECT 5 AS value");
  });
});
