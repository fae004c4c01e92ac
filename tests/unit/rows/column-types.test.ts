import assert from "node:assert/strict";
import { ALERT_CONFIGURATIONS } from "../../../alerting/tables/alert-configurations";
import { columnTypeFaults } from "../../../rows/table-faults";

function faultsOf(types: Readonly<Record<string, string>>): string[] {
  const columns = ALERT_CONFIGURATIONS.columns.map(({ name, type }) => ({
    name: name.toUpperCase(),
    type: types[name] ?? type.toLowerCase(),
    isNullable: true,
    hasDefault: false,
    comment: "",
  }));
  return columnTypeFaults(ALERT_CONFIGURATIONS, { columns });
}

describe("the types of a table's columns", () => {
  it("may be other ones that hold the same", () => {
    const types = {
      threshold_value_double: "decimal(18, 6)",
      retrigger_seconds: "bigint",
      owner: "varchar(40)",
    };
    assert.deepEqual(faultsOf(types), []);
  });

  it("are told, all of them, where they cannot hold what the program writes", () => {
    assert.deepEqual(faultsOf({ notification_channels: "string", last_synced_at: "STRING" }), [
      "alert_configurations column notification_channels is STRING and should be ARRAY<STRING>: rename it " +
        "(ALTER TABLE … RENAME COLUMN notification_channels TO …), and an up adds one of the right type",
      "alert_configurations column last_synced_at is STRING and should be TIMESTAMP: rename it " +
        "(ALTER TABLE … RENAME COLUMN last_synced_at TO …), and an up adds one of the right type",
    ]);
  });

  it("of columns that are not there are no matter", () => {
    assert.deepEqual(columnTypeFaults(ALERT_CONFIGURATIONS, { columns: [] }), []);
  });
});
