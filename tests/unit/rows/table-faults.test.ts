import assert from "node:assert/strict";
import { checkConstraints } from "../../../alerting/tables/check-constraint";
import { NOTIFICATION_DESTINATIONS } from "../../../alerting/tables/notification-destinations";
import { brokenChecks, columnTypeFaults } from "../../../rows/table-faults";
import { ALERT_CONFIGURATIONS } from "../../../alerting/tables/alert-configurations";

const checks = checkConstraints(NOTIFICATION_DESTINATIONS);
const broken = (rows: Record<string, unknown>[]) => brokenChecks(NOTIFICATION_DESTINATIONS, rows, checks);
const rule =
  "is not one of EMAIL, SLACK, WEBHOOK, TEAMS, PAGERDUTY: the table cannot get its constraint chk_destination_type";

describe("cells that keep a table from a constraint", () => {
  it("are named with their row, NULL and missing columns among them", () => {
    const faults = broken([
      { destination_id: "a", destination_type: "EMAIL" },
      { destination_id: "b", destination_type: "mail" },
      { destination_id: "c" },
    ]);
    const fault = { table: "notification_destinations", column: "destination_type", rule };
    assert.deepEqual(faults, [
      { ...fault, row: "b", value: "mail" },
      { ...fault, row: "c", value: null },
    ]);
  });

  it("are not those that the constraint and whoever reads the row take: other letters, and blanks around them", () => {
    assert.deepEqual(broken([{ destination_id: "a", destination_type: " email " }]), []);
    assert.equal(broken([{ destination_id: "a", destination_type: "email\t" }]).length, 1);
  });
});

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
