import assert from "node:assert/strict";
import { TemporaryEngine } from "databricks-local/testing/sql/temporary-engine";
import { silencesInForce } from "../../../../alerting/silences/in-force-view";
import { covers, type MatchedRow, quietUntil, readSilence } from "../../../../alerting/silences/silence";
import { ALERT_CONFIGURATIONS } from "../../../../alerting/tables/alert-configurations";
import { ALERT_SILENCES, SILENCES_IN_FORCE } from "../../../../alerting/tables/alert-silences";
import { createObject } from "../../../../rows/statements/define-objects";
import { createTable } from "../../../../rows/statements/define-tables";
import { insertSeedRows } from "../../../../rows/statements/write-rows";
import { SAMPLE } from "../../../sample";

const NAMES = { catalog: "health_monitor", goldSchema: "gold" };

const ALERTS: readonly MatchedRow[] = [
  {
    alert_id: "COST-012",
    agent_domain: "COST",
    severity: "WARNING",
    owner: "FinOps",
    tags: { team: "billing" },
  },
  {
    alert_id: "COST-01%",
    agent_domain: "COST",
    severity: "CRITICAL",
    owner: "finops",
    tags: { team: "a=b" },
  },
  { alert_id: "SEC!_1", agent_domain: "SECURITY", severity: "CRITICAL", owner: "soc", tags: null },
  { alert_id: "it's \\ \"", agent_domain: "QUALITY", severity: "INFO", owner: "soc", tags: {} },
  // It reads no silences: none covers it.
  { alert_id: "SILENCES-001", agent_domain: "COST", severity: "WARNING", owner: "finops", tags: null },
];

/** It is Monday, 10:00 in UTC. */
const NOW = new Date("2026-11-23T10:00:00Z");

const WORK = { starts_at: "2026-11-23T09:00:00Z", ends_at: "2026-11-23T13:00:00Z", reason: "work" };
type Cells = Readonly<Record<string, unknown>>;

/** Name → what the silence says besides, until when it holds at `NOW`, and which of the alerts, A to D, are quiet by it. */
const SILENCES: Readonly<Record<string, readonly [Cells, string]>> = {
  "one alert": [{ match_alert_id: "COST-012" }, "13:00 A"],
  "all whose id begins so": [{ match_alert_id: "COST-*" }, "13:00 A B"],
  "any character": [{ match_alert_id: "COST-01?" }, "13:00 A B"],
  "a per cent sign is one": [{ match_alert_id: "COST-01%" }, "13:00 B"],
  "an exclamation mark and a line": [{ match_alert_id: "SEC!_*" }, "13:00 C"],
  "a quote and a backslash": [{ match_alert_id: "it's \\ *" }, "13:00 D"],
  "letters differ": [{ match_alert_id: "cost-012" }, ""],
  everything: [{ match_alert_id: "*" }, "13:00 A B C D"],
  "a domain": [{ match_domain: "cost" }, "13:00 A B"],
  "a severity of a domain": [{ match_domain: "COST", match_severity: "CRITICAL" }, "13:00 B"],
  "an owner": [{ match_owner: " FINOPS " }, "13:00 A B"],
  "a tag": [{ match_tag: "team=billing" }, "13:00 A"],
  "a tag with an equals sign": [{ match_tag: " team = a=b " }, "13:00 B"],
  "not yet": [{ match_alert_id: "*", starts_at: "2026-11-23T10:00:01Z" }, ""],
  "no longer": [{ match_alert_id: "*", ends_at: "2026-11-23T10:00:00Z" }, ""],
  "from this very moment": [{ match_alert_id: "*", starts_at: "2026-11-23T10:00:00Z" }, "13:00 A B C D"],
  "90 days": [{ match_alert_id: "*", ends_at: "2027-02-21T09:00:00Z" }, "09:00 A B C D"],
  "hours of today": [{ match_alert_id: "*", repeats: "MON 09:00-11:00" }, "11:00 A B C D"],
  "hours elsewhere": [
    { match_alert_id: "*", repeats: "MON 10:30-11:15", repeats_timezone: "Europe/Zurich" },
    "10:15 A B C D",
  ],
  "hours that began yesterday": [{ match_alert_id: "*", repeats: "SUN,TUE 22:00-10:01" }, "10:01 A B C D"],
  "hours of another day": [{ match_alert_id: "*", repeats: "TUE,SUN 09:00-11:00" }, ""],
  "hours far in the east": [
    { match_alert_id: "*", repeats: "tue 00:00-00:30", repeats_timezone: "Pacific/Kiritimati" },
    "10:30 A B C D",
  ],
  "hours beyond the end": [{ match_alert_id: "*", repeats: "MON 09:00-23:59" }, "13:00 A B C D"],
};

/** None of these covers an alert, and none breaks the view. */
const WRONG: Readonly<Record<string, Cells>> = {
  "of nobody": {},
  "an end before its start": { match_alert_id: "*", starts_at: WORK.ends_at, ends_at: WORK.starts_at },
  "more than 90 days": { match_alert_id: "*", ends_at: "2027-02-21T09:00:01Z" },
  "no reason": { match_alert_id: "*", reason: " " },
  "an unknown domain": { match_domain: "KITCHEN" },
  "an unknown severity": { match_severity: "'; DROP TABLE x; --" },
  "a tag without a value": { match_tag: "team" },
  "a tag without a key": { match_tag: "=billing" },
  "a zone that is none": {
    match_alert_id: "*",
    repeats: "MON 00:00-23:59",
    repeats_timezone: "Mars/Olympus",
  },
  "a zone that is SQL": {
    match_alert_id: "*",
    repeats: "MON 00:00-23:59",
    repeats_timezone: "' || raise_error('x')",
  },
  "hours that are none": { match_alert_id: "*", repeats: "MON 09:00-25:00" },
  "days that are none": { match_alert_id: "*", repeats: "EVERYDAY 00:00-23:59" },
  "no hours": { match_alert_id: "*", repeats: "" },
  "a pattern of LIKE": { match_alert_id: "\\" },
};

describe("The view of silences in force", () => {
  let engine: TemporaryEngine;
  const rowOf = (id: string, cells: Cells) => ({ silence_id: id, ...WORK, ...cells });

  before(async () => {
    engine = await TemporaryEngine.open(SAMPLE, { catalog: "health_monitor", schema: "gold" });
    await engine.rows(
      "CREATE TABLE alert_configurations (alert_id STRING, agent_domain STRING, severity STRING, owner STRING, " +
        "created_at TIMESTAMP, tags MAP<STRING,STRING>)",
    );
    await run(createTable(NAMES, ALERT_SILENCES));
    await run(insertSeedRows(NAMES, ALERT_CONFIGURATIONS, ALERTS, []));
    const definition = silencesInForce(NAMES);
    await run(createObject(NAMES, { kind: "VIEW", name: SILENCES_IN_FORCE, definition }));
  });
  after(() => engine.close());

  function run({ sql, parameters = {} }: ReturnType<typeof insertSeedRows>): Promise<unknown[][]> {
    const bound = Object.entries(parameters).map(([name, value]) => ({
      name,
      type: "STRING",
      value: String(value),
    }));
    return engine.rows(sql, bound);
  }

  const inForce = () =>
    engine.rows(`SELECT alert_id, silenced_until FROM ${SILENCES_IN_FORCE} ORDER BY alert_id`);

  async function silence(rows: readonly Cells[]) {
    await engine.rows("DELETE FROM alert_silences");
    await run(insertSeedRows(NAMES, ALERT_SILENCES, rows, []));
  }

  it("says of every silence what the program says of its row", async () => {
    const differing: string[] = [];
    for (const [id, [cells, expected]] of Object.entries(SILENCES)) {
      const row = rowOf(id, cells);
      await silence([row]);
      const read = readSilence(row);
      assert.deepEqual(read.faults, [], id);
      const until = quietUntil(read, NOW)?.toISOString();
      const said = until === undefined ? [] : ALERTS.filter((alert) => covers(read, alert));
      const asked = await inForce();
      assert.deepEqual(asked, said.map(({ alert_id }) => [alert_id, until]).sort(), id);
      const letters = said.map((alert) => ` ${"ABCD"[ALERTS.indexOf(alert)]}`).join("");
      const found = `${letters === "" ? "" : until?.slice(11, 16)}${letters}`;
      if (found !== expected) differing.push(`${id}: ${found} instead of ${expected}`);
    }
    assert.deepEqual(differing, []);
  });

  it("has no row for a silence that is wrong, and does not fail", async () => {
    const rows = Object.entries(WRONG).map(([id, cells]) => rowOf(id, cells));
    await silence(rows);
    assert.deepEqual(await inForce(), []);
    const faultless = rows.filter((row) => readSilence(row).faults.length === 0);
    assert.deepEqual(
      faultless.map(({ silence_id }) => silence_id),
      ["a pattern of LIKE"],
    );
  });

  it("has one row for an alert that several silence, of the one that ends last", async () => {
    await silence([
      rowOf("short", { match_alert_id: "COST-012", ends_at: "2026-11-23T10:30:00Z" }),
      rowOf("long", { match_domain: "COST", match_severity: "WARNING", reason: "the longer one" }),
    ]);
    const rows = await engine.rows(`SELECT * FROM ${SILENCES_IN_FORCE}`);
    assert.deepEqual(rows, [["COST-012", "long", "2026-11-23T13:00:00.000Z", "the longer one"]]);
  });
});
