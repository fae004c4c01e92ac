import assert from "node:assert/strict";
import { ALERT_HISTORY } from "../../../alerting/tables/alert-history";
import type { ColumnSpec, ConfigTableSpec } from "../../../alerting/tables/column-spec";
import { tableProperties } from "../../../alerting/tables/config-tables";
import { hasAllColumns, type LiveTable, specHash, upgradeTable } from "../../../rows/table-upgrade";

const NAMES = { catalog: "c", goldSchema: "s" };
const COMPLETE: LiveTable = {
  columns: ALERT_HISTORY.columns.map(({ name, type }) => ({
    name,
    type,
    isNullable: false,
    hasDefault: true,
    comment: "Theirs",
  })),
  properties: new Map([
    ...Object.entries(tableProperties(ALERT_HISTORY)),
    ["delta.constraints.chk_evaluation_status", "theirs"],
  ]),
  constraints: [
    { name: "their_key", type: "PRIMARY KEY", column: "evaluation_id" },
    { name: "fk_alert_history_alert_configurations", type: "FOREIGN KEY", column: "alert_id" },
  ],
};
const upgrade = (live: Partial<LiveTable>) =>
  upgradeTable(NAMES, ALERT_HISTORY, { ...COMPLETE, ...live }).map(({ sql }) =>
    sql.replace("ALTER TABLE `c`.`s`.`alert_history` ", ""),
  );

describe("a table's upgrade", () => {
  it("does nothing to a table that has everything, however it is worded", () => {
    assert.deepEqual(upgrade({}), []);
  });

  it("knows a column in whatever case the workspace gives its name", () => {
    const columns = COMPLETE.columns.map((column) => ({ ...column, name: column.name.toUpperCase() }));
    assert.deepEqual(upgrade({ columns }), []);
    assert.equal(hasAllColumns(ALERT_HISTORY, { columns }), true);
    assert.equal(hasAllColumns(ALERT_HISTORY, { columns: columns.slice(1) }), false);
  });

  it("adds a missing column", () => {
    assert.deepEqual(upgrade({ columns: COMPLETE.columns.filter(({ name }) => name !== "feedback") }), [
      "ADD COLUMNS (`feedback` STRING COMMENT 'Business: Whether people found the firing justified. " +
        "Technical: Set by people; NULL: not judged.')",
    ]);
  });

  it("takes NULL out of the key's column before it is the key", () => {
    const columns = COMPLETE.columns.map((column) => ({ ...column, isNullable: true }));
    assert.deepEqual(upgrade({ columns, constraints: COMPLETE.constraints.slice(1) }), [
      "ALTER COLUMN `evaluation_id` SET NOT NULL",
      "ADD CONSTRAINT `pk_alert_history` PRIMARY KEY (`evaluation_id`)",
    ]);
  });

  it("adds the foreign key where there is none on that column, whatever the name of one that is there", () => {
    const [primary] = COMPLETE.constraints;
    const withKey = (column: string) =>
      upgrade({
        constraints: [
          ...(primary ? [primary] : []),
          { name: "fk_alert_history_alert", type: "FOREIGN KEY", column },
        ],
      });
    assert.deepEqual(withKey("alert_id"), []);
    assert.deepEqual(withKey("agent_domain"), [
      "ADD CONSTRAINT `fk_alert_history_alert_configurations` FOREIGN KEY (`alert_id`) REFERENCES `c`.`s`.`alert_configurations`",
    ]);
  });

  it("adds missing constraints and sets missing properties, and no other", () => {
    const properties = new Map([...COMPLETE.properties].filter(([key]) => !/layer|constraints/.test(key)));
    assert.deepEqual(upgrade({ properties }), [
      "SET TBLPROPERTIES ('layer' = 'gold')",
      "ADD CONSTRAINT `chk_evaluation_status` CHECK (evaluation_status IN ('OK', 'TRIGGERED', 'ERROR'))",
    ]);
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
