import assert from "node:assert/strict";
import { ALERT_CONFIGURATIONS } from "../../../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../../../alerting/tables/alert-history";
import type { ColumnSpec, ConfigTableSpec } from "../../../../alerting/tables/column-spec";
import { CONFIG_TABLES, specHash } from "../../../../alerting/tables/config-tables";
import { type RawRow, rowReader } from "../../../../alerting/tables/row-reader";

describe("CONFIG_TABLES", () => {
  it("has the columns of the earlier framework, then ours", () => {
    const counts = CONFIG_TABLES.map(({ name, columns }) => {
      const ours = columns.filter((column) => column.ours).length;
      return [name, columns.length - ours, ours];
    });
    assert.deepEqual(counts, [
      ["alert_configurations", 37, 3],
      ["notification_destinations", 12, 0],
      ["alert_history", 23, 1],
      ["alert_sync_metrics", 20, 0],
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

describe("specHash", () => {
  const hash = specHash(ALERT_HISTORY);
  const hashOf = (change: Partial<ConfigTableSpec>) => specHash({ ...ALERT_HISTORY, ...change });
  const columns: readonly ColumnSpec[] = ALERT_HISTORY.columns;

  it("stays the same where an upgrade would change nothing: reworded comments, another order", () => {
    assert.equal(hashOf({ comment: "Other words." }), hash);
    assert.equal(
      hashOf({ columns: columns.map((column) => ({ ...column, business: "Other.", technical: "Words." })) }),
      hash,
    );
    assert.equal(hashOf({ columns: [...columns].reverse() }), hash);
  });

  it("changes with every column, default, property, key and constraint that an upgrade adds", () => {
    const withFirst = (change: Partial<ColumnSpec>) =>
      hashOf({ columns: columns.map((column, index) => (index === 0 ? { ...column, ...change } : column)) });
    const changed = [
      hash,
      hashOf({ columns: columns.slice(1) }),
      hashOf({ primaryKey: "alert_id" }),
      hashOf({ foreignKeys: [] }),
      withFirst({ default: "x" }),
      withFirst({ values: ["x"], check: true }),
      withFirst({ type: "INT" }),
    ];
    assert.equal(new Set(changed).size, changed.length);
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
