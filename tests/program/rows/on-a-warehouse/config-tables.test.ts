import assert from "node:assert/strict";
import { TemporaryEngine } from "databricks-local/testing/sql/temporary-engine";
import { ALERT_CONFIGURATIONS } from "../../../../alerting/tables/alert-configurations";
import { checkConstraints } from "../../../../alerting/tables/check-constraint";
import { CONFIG_TABLES } from "../../../../alerting/tables/config-tables";
import { NOTIFICATION_DESTINATIONS } from "../../../../alerting/tables/notification-destinations";
import type { Statement } from "../../../../databricks/run-statement";
import { SEED_ALERTS, SEED_DESTINATIONS } from "../../../../rows/seeding";
import { addMissingColumns, createTable } from "../../../../rows/statements/define-tables";
import { readAlertRows } from "../../../../rows/statements/read-rows";
import {
  readTableColumns,
  readTableConstraints,
  readTableProperties,
} from "../../../../rows/statements/read-tables";
import { recordOutcomes } from "../../../../rows/statements/record-outcomes";
import { insertSeedRows } from "../../../../rows/statements/write-rows";
import { completeTable, type LiveTable, upgradeTable } from "../../../../rows/table-upgrade";
import { SAMPLE } from "../../../sample";

const NAMES = { catalog: "health_monitor", goldSchema: "gold" };

describe("The product's own statements", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open(SAMPLE, { catalog: "health_monitor", schema: "gold" });
    for (const table of CONFIG_TABLES) {
      await run(createTable(NAMES, table));
      for (const statement of completeTable(NAMES, table)) await run(statement);
    }
  });

  after(() => engine.close());

  function run({ sql, parameters = {} }: Statement): Promise<unknown[][]> {
    const bound = Object.entries(parameters).map(([name, value]) => ({
      name,
      type: typeof value === "boolean" ? "BOOLEAN" : typeof value === "number" ? "DOUBLE" : "STRING",
      value: value === null ? null : String(value),
    }));
    return engine.rows(sql, bound);
  }

  it("create the config tables with all columns, keys and CHECK constraints", async () => {
    for (const table of CONFIG_TABLES) {
      const columns = await run(readTableColumns(NAMES, [table.name]));
      assert.deepEqual(
        columns.map(([, name, type, nullable]) => [name, type, nullable]),
        table.columns.map(({ name, type, nullable }) => [name, type.toLowerCase(), nullable ? "YES" : "NO"]),
      );
      const constraints = await run(readTableConstraints(NAMES, [table.name]));
      const properties = await run(readTableProperties(NAMES, table.name));
      const live: LiveTable = {
        columns: columns.map(([, name, type, nullable, byDefault, comment]) => ({
          name: String(name),
          type: String(type),
          isNullable: nullable === "YES",
          hasDefault: byDefault !== null,
          comment: String(comment),
        })),
        properties: new Map(properties.map(([key, value]) => [String(key), String(value)])),
        constraints: constraints.map(([, name, type, column]) => ({
          name: String(name),
          type: String(type),
          column: String(column),
        })),
      };
      assert.deepEqual(
        upgradeTable(NAMES, table, live),
        [],
        "what createTable left out, or made in another way",
      );
      const kinds = constraints.map(([, , kind]) => kind);
      assert.deepEqual(kinds.sort(), [...(table.foreignKeys ?? []).map(() => "FOREIGN KEY"), "PRIMARY KEY"]);
      const checks = properties.filter(([key]) => String(key).startsWith("delta.constraints."));
      assert.equal(checks.length, checkConstraints(table).length);
    }
  });

  it("add columns", async () => {
    const added = {
      name: "added_later",
      type: "MAP<STRING,STRING>",
      business: "it's",
      technical: "a test",
    } as const;
    await run(addMissingColumns(NAMES, "alert_history", [added]));
    const columns = await run(readTableColumns(NAMES, ["alert_history"]));
    assert.deepEqual(columns.at(-1)?.slice(1, 3), ["added_later", "map<string,string>"]);
  });

  it("insert seed rows once, record outcomes, and read the rows back", async () => {
    assert.deepEqual(await run(insertSeedRows(NAMES, NOTIFICATION_DESTINATIONS, SEED_DESTINATIONS, [])), [
      [1, 0, 0, 1],
    ]);
    const seed = insertSeedRows(NAMES, ALERT_CONFIGURATIONS, SEED_ALERTS, ["severity", "alert_name"]);
    assert.deepEqual(await run(seed), [[SEED_ALERTS.length, 0, 0, SEED_ALERTS.length]]);
    assert.deepEqual(await run(seed), [[0, 0, 0, 0]]);
    const outcome = {
      alertId: "COST-012",
      status: "CREATED",
      databricksAlertId: "a1",
      displayName: "[WARNING] Tag Coverage Drop",
      error: null,
      syncedAt: "2026-11-23T10:00:01.500Z",
      hash: "h",
    } as const;
    assert.deepEqual(await run(recordOutcomes(NAMES, [outcome])), [[1, 1, 0, 0]]);
    const result = await engine.session.execute(readAlertRows(NAMES).sql);
    const cell = (name: string) =>
      result.rows[0]?.[result.columns.findIndex((column) => column.name === name)];
    assert.equal(cell("alert_id"), "COST-012");
    assert.equal(cell("databricks_alert_id"), "a1");
    assert.equal(cell("last_synced_at"), "2026-11-23T10:00:01.500Z");
    assert.deepEqual(cell("notification_channels"), ["default_email"]);
    assert.equal(cell("severity"), "WARNING");
  });

  it("ask the sample for the shipped alert's value, which is below its threshold", async () => {
    const [alert] = SEED_ALERTS;
    const query = alert.alert_query_template
      .replaceAll("${catalog}", "health_monitor")
      .replaceAll("${gold_schema}", "gold");
    const [[coverage, message] = []] = await engine.rows(query);
    assert.ok(Number(coverage) > 70 && Number(coverage) < 76);
    assert.match(
      String(message),
      /^7\d\.\d % of the list cost of the last 7 days \(\d+\.\d\d\) carries at least one tag$/,
    );
  });
});
