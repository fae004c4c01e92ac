import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack } from "./local-stack";

const Project = z.object({ "databricks-local": z.object({ alertNotes: z.array(z.string()).min(5) }) });
const FILES = Project.parse(JSON.parse(readFileSync("package.json", "utf8")))["databricks-local"].alertNotes;

const Answer = z.object({
  notes: z.record(z.string(), z.array(z.object({ label: z.string(), text: z.string() }))),
  problems: z.array(z.string()),
});
const LIVE = { config: { liveSilences: "true" } };

describe("what the local workspace's page says of alerts", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  before(async () => {
    stack = await LocalStack.deployed({ alertNotes: FILES });
  });
  after(() => stack.stop());

  /** Row → its notes, as `Label: text`. */
  async function notes(labels = ["Silenced", "Shadow", "Score"]): Promise<Record<string, string[]>> {
    const { notes: byId, problems } = Answer.parse(await stack.call("GET", "/_local/notes"));
    assert.deepEqual(problems, []);
    const rows = await stack.sql(`SELECT alert_id, databricks_alert_id FROM ${TABLE} ORDER BY alert_id`);
    return Object.fromEntries(
      rows.flatMap(({ alert_id, databricks_alert_id }) => {
        const all = byId[String(databricks_alert_id)] ?? [];
        const own = all.filter(({ label }) => labels.includes(label));
        return own.length > 0 ? [[String(alert_id), own.map(({ label, text }) => `${label}: ${text}`)]] : [];
      }),
    );
  }

  it("is its row, who answers for it, and where its runbook is", async () => {
    await stack.sql(
      `UPDATE ${TABLE} SET runbook_url = 'https://example.com/runbooks/TEST-001' WHERE alert_id = 'TEST-001'`,
    );
    const about = await notes(["Row", "Owner", "Runbook"]);
    assert.deepEqual(about, {
      "COST-012": ["Row: COST-012", "Owner: alerting-framework"],
      "TEST-001": [
        "Row: TEST-001",
        "Owner: alerting-framework",
        "Runbook: https://example.com/runbooks/TEST-001",
      ],
    });
  });

  it("is nothing where nothing is silenced, tried or scored, also before there is a table of silences", async () => {
    assert.deepEqual(await notes(), {});
  });

  it("is silence, shadow and score of each row, as soon as they are deployed", async () => {
    const row = { alert_query_template: "'SELECT 5 AS value'" };
    const until = "TIMESTAMP '2099-12-24 08:00:00'";
    await insertRow(stack, "N-1", { ...row, silenced_until: until, silence_reason: "'the <b>move</b>'" });
    await insertRow(stack, "N-2", {
      ...row,
      notification_mode: "'SHADOW'",
      shadow_until: "DATE '2099-01-31'",
    });
    const score = { ml_model_enabled: "TRUE", ml_model_name: "'feedback'", ml_threshold: "0.25" };
    await insertRow(stack, "N-3", { ...row, ...score });
    assert.deepEqual(await notes(), {});
    await stack.succeed("up", LIVE);
    const all = {
      "N-1": ["Silenced: until 2099-12-24 08:00 UTC: the <b>move</b>"],
      "N-2": ["Shadow: tells nobody; to be decided by 2099-01-31"],
      "N-3": ["Score: below 0.25 by feedback is held back"],
    };
    assert.deepEqual(await notes(), all);
    await stack.sql(`UPDATE ${TABLE} SET silenced_until = ${until} + INTERVAL 1 DAY WHERE alert_id = 'N-1'`);
    assert.deepEqual(Object.keys(await notes()), ["N-2", "N-3"]);
  });

  it("has silences without a deployment, as long as they hold and the alerts heed them", async () => {
    await stack.sql(
      "INSERT INTO health_monitor.gold.alert_silences (silence_id, match_alert_id, starts_at, ends_at, reason) " +
        "VALUES ('s', 'N-3', now(), now() + INTERVAL 2 HOURS, 'freeze')",
    );
    const told = (await notes())["N-3"] ?? [];
    assert.match(told[1] ?? "", /^Silenced: until \d{4}-\d\d-\d\d \d\d:\d\d UTC: freeze$/);
    await stack.call("POST", "/_local/clock", { advanceSeconds: 3 * 3600 });
    assert.equal((await notes())["N-3"]?.length, 1);
    await stack.sql("UPDATE health_monitor.gold.alert_silences SET ends_at = now() + INTERVAL 2 HOURS");
    assert.equal((await notes())["N-3"]?.length, 2);
    await stack.succeed("up");
    assert.equal((await notes())["N-3"]?.length, 1);
  });

  it("has the newest score that the history job recorded", async () => {
    await stack.sql(
      "INSERT INTO health_monitor.gold.alert_history (evaluation_id, alert_id, alert_name, agent_domain, severity, " +
        "evaluation_timestamp, evaluation_date, evaluation_status, ml_score, ml_suppressed, threshold_operator, " +
        "threshold_value_type, record_created_timestamp) SELECT CAST(id AS STRING), 'N-3', 'x', 'COST', 'INFO', " +
        "TIMESTAMP '2026-11-01 10:00:00' + make_interval(0, 0, 0, 0, CAST(id AS INT)), current_date(), 'OK', 0.2 - id / 10, id = 1, " +
        "'>', 'DOUBLE', now() FROM range(2)",
    );
    assert.deepEqual((await notes())["N-3"], [
      "Score: below 0.25 by feedback is held back; the last was 0.1 at 2026-11-01 11:00 UTC, and was held back",
    ]);
  });
});
