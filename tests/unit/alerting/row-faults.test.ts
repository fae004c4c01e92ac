import assert from "node:assert/strict";
import { formatFault, formatFaults } from "../../../alerting/row-faults";

const table = "alert_configurations";

describe("formatFaults", () => {
  it("groups the faults by row and counts both", () => {
    const message = formatFaults([
      {
        table,
        row: "COST-001",
        column: "severity",
        value: "HIGH",
        rule: "is not one of CRITICAL, WARNING, INFO",
      },
      { table, row: "#2", column: "alert_id", value: " ", rule: "alert_id is required" },
      { table, row: "COST-001", column: "retrigger_seconds", value: -1, rule: "must be 0 or more" },
      { table, row: "COST-003", column: "threshold_value_double", value: null, rule: "is wanted" },
    ]);
    assert.equal(
      message,
      [
        "4 faults in 3 rows of alert_configurations; nothing was changed.",
        "alert_configurations row COST-001",
        '  severity "HIGH" is not one of CRITICAL, WARNING, INFO',
        "  retrigger_seconds -1 must be 0 or more",
        "alert_configurations row #2",
        '  alert_id " ": alert_id is required',
        "alert_configurations row COST-003",
        "  threshold_value_double NULL is wanted",
      ].join("\n"),
    );
  });

  it("names each table that has faults", () => {
    const [first] = formatFaults([
      { table: "notification_destinations", row: "fax", rule: "is unknown" },
      { table, row: "COST-001", rule: "is unknown" },
    ]).split("\n");
    assert.equal(
      first,
      "2 faults in 1 row of notification_destinations and 1 row of alert_configurations; nothing was changed.",
    );
  });
});

describe("formatFault", () => {
  it("keeps a value on one line and shows its control characters", () => {
    assert.equal(
      formatFault({ table, row: "A\u001b[2J", column: "owner", value: "a\nb\u0000\u202e", rule: "is odd" }),
      'alert_configurations row A\\u001b[2J: owner "a\\nb\\u0000\\u202e" is odd',
    );
  });

  it("cuts a value at 200 characters", () => {
    const text = formatFault({ table, row: "A", column: "owner", value: "x".repeat(1000), rule: "is long" });
    assert.equal(text, `alert_configurations row A: owner "${"x".repeat(199)}…" is long`);
  });

  it("shows lists and maps as JSON", () => {
    const text = formatFault({
      table,
      row: "A",
      column: "tags",
      value: new Map([["a", 1n]]),
      rule: "is odd",
    });
    assert.equal(text, 'alert_configurations row A: tags {"a":"1"} is odd');
  });
});
