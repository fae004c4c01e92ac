import assert from "node:assert/strict";
import { ALERT_CONFIGURATIONS } from "../../../../alerting/tables/alert-configurations";
import { CONFIG_TABLES } from "../../../../alerting/tables/config-tables";
import { type RawRow, rowReader } from "../../../../alerting/tables/row-reader";

describe("CONFIG_TABLES", () => {
  it("has the columns of the earlier framework, then ours", () => {
    const counts = CONFIG_TABLES.map(({ name, columns }) => {
      const ours = columns.filter((column) => column.ours).length;
      return [name, columns.length - ours, ours];
    });
    assert.deepEqual(counts, [
      ["alert_configurations", 37, 21],
      ["notification_destinations", 12, 2],
      ["alert_history", 23, 2],
      ["alert_sync_metrics", 20, 0],
      ["alert_silences", 14, 0],
    ]);
  });

  it("adds only columns that a table with rows can take", () => {
    for (const column of CONFIG_TABLES.flatMap(({ columns }) => columns).filter(({ ours }) => ours)) {
      assert.equal(column.nullable, true, column.name);
      assert.equal(column.default, undefined, column.name);
    }
  });

  it("says of every column in one line each what it means and what it does", () => {
    for (const { name, business, technical } of CONFIG_TABLES.flatMap(({ columns }) => columns)) {
      assert.match(business, /^[A-Z].*\.$/, name);
      assert.match(technical, /^[A-Za-z{].*\.$/, name);
    }
  });
});

describe("rowReader", () => {
  it("reads a row of a table that lacks our columns", () => {
    const { row, broken } = rowReader(ALERT_CONFIGURATIONS)({
      alert_id: "A",
      alert_name: "A",
      agent_domain: "COST",
      alert_query_template: "SELECT 1 AS n",
      threshold_column: "n",
      threshold_operator: ">",
      threshold_value_type: "DOUBLE",
      owner: "o",
      created_by: "c",
    });
    assert.deepEqual(broken, []);
    assert.equal(row.run_as, null);
    assert.equal(row.severity, "WARNING");
    assert.equal(row.is_enabled, true);
    assert.deepEqual(row.notification_channels, []);
  });

  it("takes NULL in is_enabled for not enabled, as the earlier framework did", () => {
    const isEnabled = (raw: RawRow) => rowReader(ALERT_CONFIGURATIONS)(raw).row.is_enabled;
    assert.deepEqual(
      [isEnabled({ is_enabled: null }), isEnabled({ is_enabled: true }), isEnabled({})],
      [false, true, true],
    );
  });
});
