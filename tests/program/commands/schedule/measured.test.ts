import assert from "node:assert/strict";
import { z } from "zod";
import { sourceArrivals } from "../../../../commands/schedule/source-arrivals";
import { pricePerDbu } from "../../../../commands/schedule/warehouse-price";
import { ALERT_CONFIGURATIONS } from "../../../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../../../alerting/tables/alert-history";
import { createTable } from "../../../../rows/statements/define-tables";
import { readAlertRows } from "../../../../rows/statements/read-rows";
import { readRunTimes } from "../../../../rows/statements/source-history";
import { writeSchedules } from "../../../../rows/statements/write-schedules";
import { useConnection } from "../../review/use-connection";

const NAMES = { catalog: "main", goldSchema: "default" };

describe("what is measured of schedules", () => {
  const { connection } = useConnection({ setup: ["sample/system/billing.sql"] });
  const run = (sql: string) => connection().sql.execute({ sql });
  const advance = (seconds: number) =>
    connection().rest.post("/_local/clock", { advanceSeconds: seconds }, z.unknown());

  it("is how often a table was written, and said of tables of which it cannot be told", async () => {
    await run("CREATE TABLE main.default.events (n INT)");
    await run("CREATE TABLE main.default.quiet (n INT)");
    await run("CREATE VIEW main.default.shown AS SELECT 1 AS n");
    const tables = new Set([
      "system.billing.usage",
      "main.default.events",
      "main.default.quiet",
      "main.default.shown",
      "main.default.gone",
      "events",
    ]);
    const { everySeconds, notMeasured } = await sourceArrivals(tables, connection().sql);
    assert.deepEqual([...everySeconds], [["system.billing.usage", 14_400]]);
    assert.deepEqual(
      notMeasured.map((text) => text.replace(/\[.*/, "[…")),
      [
        "main.default.events: it was written 0 times, which tells no rhythm",
        "main.default.quiet: it was written 0 times, which tells no rhythm",
        "main.default.shown: […",
        "main.default.gone: […",
        "events: the query does not name its catalog and schema",
      ],
    );
  });

  it("is the list price that the workspace has for warehouses like this one, or the one that is given", async () => {
    assert.deepEqual(await pricePerDbu(connection(), 0.5), {
      amount: 0.5,
      currency: "USD",
      source: "by --price",
    });
    const serverless = { ...connection().warehouse, enable_serverless_compute: true };
    assert.deepEqual(await pricePerDbu({ sql: connection().sql, warehouse: serverless }, undefined), {
      amount: 0.7,
      currency: "USD",
      source: "by system.billing.list_prices for all of serverless",
    });
    const classic = { ...serverless, enable_serverless_compute: false, warehouse_type: "CLASSIC" };
    assert.deepEqual(await pricePerDbu({ sql: connection().sql, warehouse: classic }, undefined), {
      amount: 0.22,
      currency: "USD",
      source:
        "the list price of Premium on AWS in us-east-1 for classic, since system.billing.list_prices has none for classic; --price gives your own",
    });
  });

  it("is the median time between writes", async () => {
    for (let write = 0; write < 6; write++) {
      await run("INSERT INTO main.default.events VALUES (1)");
      await advance(3_600);
    }
    const { everySeconds } = await sourceArrivals(new Set(["main.default.events"]), connection().sql);
    const [every = 0] = everySeconds.values();
    assert.ok(Math.abs(every - 3_600) < 60, String(every));
  });

  it("is how long checks took, and not that one which was only seen afterwards took no time", async () => {
    await connection().sql.execute(createTable(NAMES, ALERT_HISTORY));
    for (const [id, ms] of [
      ["one", 4_000],
      ["two", 6_000],
      ["api:1:one", 0],
      ["api:1:two", 0],
      ["api:1:three", 0],
    ] as const) {
      await run(
        `INSERT INTO main.default.alert_history (evaluation_id, alert_id, alert_name, agent_domain, severity, evaluation_timestamp, evaluation_date, evaluation_status, threshold_operator, threshold_value_type, query_duration_ms)
         VALUES ('${id}', 'A', 'A', 'COST', 'INFO', now(), current_date(), 'OK', '>', 'DOUBLE', ${ms})`,
      );
    }
    assert.deepEqual(await connection().sql.query(readRunTimes(NAMES)), [
      { alert_id: "A", median_ms: 5_000 },
    ]);
  });

  it("is written into rows that are still as they were read, and into no other", async () => {
    await connection().sql.execute(createTable(NAMES, ALERT_CONFIGURATIONS));
    for (const id of ["A", "B", "C", "D", "E"]) {
      await run(
        `INSERT INTO main.default.alert_configurations (alert_id, alert_name, agent_domain, severity, alert_query_template, threshold_column, threshold_operator, threshold_value_type, notification_channels, notify_on_ok, use_custom_template, owner, created_by, created_at, schedule_cron, notice_within)
         VALUES ('${id}', '${id}', 'COST', 'INFO', 'SELECT 1 AS n', 'n', '>', 'DOUBLE', array('x'), FALSE, FALSE, 'me', 'me', now(), '0 */15 * * * ?', '4h')`,
      );
    }
    const read = await connection().sql.query(readAlertRows(NAMES));
    await run(
      "UPDATE main.`default`.alert_configurations SET schedule_cron = '0 0 8 * * ?' WHERE alert_id = 'B'",
    );
    await run("UPDATE main.`default`.alert_configurations SET notice_within = NULL WHERE alert_id = 'C'");
    await run(
      "UPDATE main.`default`.alert_configurations SET alert_query_template = 'SELECT 2 AS n' WHERE alert_id = 'D'",
    );
    await run("DELETE FROM main.`default`.alert_configurations WHERE alert_id = 'E'");
    const statement = writeSchedules(
      NAMES,
      read.map((raw) => ({ alertId: String(raw["alert_id"]), cron: "0 7 */4 * * ?", raw })),
    );
    // Once more changes nothing.
    for (let time = 0; time < 2; time++) await connection().sql.execute(statement, { idempotent: true });
    const rows = await connection().sql.query(readAlertRows(NAMES));
    assert.deepEqual(
      rows.map(({ alert_id, schedule_cron, updated_by }) => [alert_id, schedule_cron, updated_by !== null]),
      [
        ["A", "0 7 */4 * * ?", true],
        ["B", "0 0 8 * * ?", false],
        ["C", "0 */15 * * * ?", false],
        ["D", "0 */15 * * * ?", false],
      ],
    );
  });
});
