import assert from "node:assert/strict";
import { gather } from "../../../commands/report/run-report";
import type { AlertReport } from "../../../commands/report/alert-report";
import { reportMarkdown, reportPage, reportText } from "../../../commands/report/forms";
import { parseSettings } from "../../../settings/settings";
import { assertIsFile } from "../../unit/alerting/golden-file";
import { useConnection } from "../review/use-connection";
import { alertRow, evaluation, makeTables } from "../rows/on-a-warehouse/hand-written-history";

/** Seen from 23 November, 10:00. */
const WEEK = [
  {
    id: "COST-1",
    at: "2026-11-17 10:00",
    status: "TRIGGERED",
    told: true,
    ms: 90_000,
    said: "FALSE_POSITIVE",
    seen: "2026-11-17 10:30",
  },
  { id: "COST-1", at: "2026-11-17 12:00", status: "OK", told: false, ms: 30_000 },
  {
    id: "COST-1",
    at: "2026-11-18 10:00",
    status: "TRIGGERED",
    told: true,
    ms: 90_000,
    said: "TRUE_POSITIVE",
    seen: "2026-11-18 11:30",
  },
  { id: "COST-1", at: "2026-11-18 14:00", status: "OK", told: true, ms: 30_000 },
  { id: "COST-1", at: "2026-11-19 10:00", status: "TRIGGERED", told: true, ms: 60_000 },
  { id: "COST-1", at: "2026-11-19 11:00", status: "OK", told: false },
  { id: "SEC-1", at: "2026-11-22 10:00", status: "TRIGGERED", told: true, ms: 12_000 },
  { id: "SEC-1", at: "2026-11-22 10:30", status: "ERROR", told: false, ms: 60_000 },
  { id: "SEC-2", at: "2026-11-22 10:00", status: "OK", told: false, ms: 6_000 },
  { id: "GONE-1", at: "2026-11-20 10:00", status: "TRIGGERED", told: true },
  { id: "GONE-1", at: "2026-11-20 11:00", status: "OK", told: false },
] as const;

describe("the report of a week", () => {
  const { connection } = useConnection();
  const settings = parseSettings(
    (name) =>
      ({
        warehouseName: "local",
        catalog: "main",
        goldSchema: "default",
        liveSilences: "true",
        parentPath: "/Shared",
      })[name as string],
  );
  const ask = () => gather(connection(), settings, "prod", 7);
  const sql = (statement: string) => connection().sql.execute({ sql: statement });
  before(() => makeTables(sql));

  it("says on the first day, without a row of history, what the rows say", async () => {
    await sql(
      alertRow("COST-1", { owner: "ana", severity: "CRITICAL", channels: ["ana@example.com", "oncall"] }),
    );
    await sql(alertRow("SEC-1", { owner: "ben" }));
    await sql(alertRow("SEC-2", { owner: "ben", severity: "INFO" }));
    await sql(alertRow("OLD-1", { owner: "ben", isEnabled: false }));
    await sql(
      "INSERT INTO main.default.notification_destinations (destination_id, destination_name, destination_type, owner, created_by, " +
        "is_enabled) VALUES ('oncall', 'On call', 'PAGERDUTY', 'ana', 'me', true)",
    );
    await sql("UPDATE main.`default`.alert_configurations SET created_at = TIMESTAMP '2026-11-01T00:00:00Z'");
    assertIsFile("tests/testdata/report/first-day.md", reportMarkdown(await ask()));
  });

  it("says what fired, what was noise, what never fired, what is silenced, what takes longest and what nobody tests", async () => {
    await sql(evaluation(WEEK));
    await sql(
      "INSERT INTO main.default.alert_silences (silence_id, match_owner, starts_at, ends_at, reason, created_by, created_at) VALUES " +
        "('s1', 'ben', TIMESTAMP '2026-11-23T00:00:00Z', TIMESTAMP '2026-11-24T00:00:00Z', 'the move', 'me', TIMESTAMP '2026-11-23T00:00:00Z'), " +
        "('s2', 'ana', TIMESTAMP '2026-11-01T00:00:00Z', TIMESTAMP '2026-11-02T00:00:00Z', 'is over', 'me', TIMESTAMP '2026-11-01T00:00:00Z')",
    );
    await sql(
      "UPDATE main.`default`.alert_configurations SET pause_status = 'PAUSED' WHERE alert_id = 'SEC-2'",
    );
    assertIsFile("tests/testdata/report/week.md", reportMarkdown(await ask()));
  });

  it("has the same figures in JSON, NULL where nobody said them", async () => {
    const { totals, owners, alerts, quiet, untestedChannels, enabled } = await ask();
    assert.deepEqual(totals, {
      alerts: 3,
      evaluations: 11,
      errors: 1,
      held_back: 0,
      episodes: 5,
      earlier_episodes: 0,
      open_episodes: 1,
      // SEC-1 goes on: 24 hours until now. 2 + 4 + 1 + 24 + 1.
      judged: 2,
      false_positives: 1,
      acknowledged: 2,
      resolved: 4,
      hours_firing: 32,
      messages: 6,
      // (30 + 90) / 2 and (120 + 240 + 60 + 60) / 4 minutes; 378 s of eight.
      false_positive_pct: 50,
      mean_minutes_to_acknowledge: 60,
      mean_minutes_to_ok: 120,
      query_minutes: 6.3,
      mean_query_seconds: 47.3,
    });
    assert.deepEqual(
      owners.map(({ owner, episodes, false_positive_pct: share }) => [owner, episodes, share]),
      [
        ["ana", 3, 50],
        ["ben", 1, null],
        ["no row any more", 1, null],
      ],
    );
    assert.deepEqual(
      alerts.map(({ alert_id: id, is_enabled }) => [id, is_enabled]),
      [
        ["COST-1", true],
        ["GONE-1", false],
        ["OLD-1", false],
        ["SEC-1", true],
        ["SEC-2", true],
      ],
    );
    assert.deepEqual(quiet, [
      { how: "silence", alerts: ["SEC-1", "SEC-2"], until: "2026-11-24T00:00:00.000Z", reason: "the move" },
      { how: "paused", alerts: ["SEC-2"] },
    ]);
    // The second is a seed, which the next up writes.
    assert.deepEqual(untestedChannels, [
      { name: "oncall", alerts: ["COST-1"] },
      { name: "default_email", alerts: [] },
    ]);
    assert.deepEqual(enabled, { CRITICAL: 1, WARNING: 1, INFO: 1 });
  });

  it("shows what rows say as text, whatever it is", async () => {
    const hostile = `<img src=x onerror=alert(1)> [a](javascript:b) | ::error:: \u202e`;
    const report: AlertReport = {
      ...(await ask()),
      quiet: [{ how: "row", alerts: [hostile], reason: hostile }],
    };
    assert.doesNotMatch(reportPage(report), /<img/);
    const [line = ""] = /^\| .*silenced in its row.*$/m.exec(reportMarkdown(report)) ?? [];
    assert.equal(
      line.split(" | ")[0],
      "| `<img` src=x `onerror=alert(1)>` `[a](javascript:b)` `\\|` `:\\u003aerror:: \\u202e`",
    );
    assert.doesNotMatch(reportText(report), /\u202e/);
  });

  it("says what an up has to make where the tables are older than the figures", async () => {
    await sql("CREATE SCHEMA main.older");
    for (const table of [
      "alert_configurations",
      "notification_destinations",
      "alert_silences",
      "alert_sync_metrics",
    ])
      await sql(`CREATE TABLE main.older.${table} AS SELECT * FROM main.default.${table}`);
    await sql(
      "CREATE TABLE main.older.alert_history AS SELECT * EXCEPT (acknowledged_at) FROM main.default.alert_history",
    );
    await assert.rejects(gather(connection(), { ...settings, goldSchema: "older" }, "prod", 7), {
      message:
        /^main\.older lacks a table or a column that the figures are made of: an up makes it\.\n\[UNRESOLVED_COLUMN/,
    });
  });
});
