import assert from "node:assert/strict";
import type { Cells } from "../../../../alerting/fields/alert-field";
import type { RawRow } from "../../../../alerting/tables/row-reader";
import { describeWrites, overlayPacks, type PackedRows } from "../../../../rows/packs/overlay";
import type { PackedAlert } from "../../../../rows/packs/pack-reader";

const PLACE = { file: "packs/cost/pack.yaml", line: 14, column: 9 };
const CELLS: Cells = {
  alert_id: "COST-001",
  alert_name: "Daily cost spike",
  agent_domain: "COST",
  severity: "WARNING",
  alert_query_template: "SELECT 1 AS pct",
  threshold_column: "pct",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 150,
  aggregation_type: "NONE",
  notification_channels: ["default_email"],
  owner: "finops",
};

function alert(cells: Cells = {}, version = "1.0.0", pack = "cost"): PackedAlert {
  const all = { ...CELLS, ...cells };
  const because = new Map();
  return {
    pack,
    version,
    alertId: all.alert_id ?? "",
    cells: all,
    place: PLACE,
    placeOf: () => PLACE,
    because,
  };
}

function overlay(
  alertRows: readonly RawRow[],
  alerts: readonly PackedAlert[],
  more: {
    readonly applied?: readonly string[];
    readonly passedOver?: readonly string[];
    readonly taken?: readonly string[];
  } = {},
): PackedRows {
  const names = more.taken ?? ["cost"];
  const packs = names.map((name) => ({
    name,
    file: `packs/${name}/pack.yaml`,
    version: "1.0.0",
    needs: [],
    parameters: {},
    values: new Map(),
    alerts: alerts.filter(({ pack }) => pack === name),
  }));
  return overlayPacks({
    alertRows,
    packs: { packs, available: ["cost"], faults: [] },
    applied: new Set(more.applied ?? ["cost"]),
    passedOver: new Set(more.passedOver),
  });
}

/** The row as an up of this alert leaves it, with what people and the program wrote since. */
function rowOf(packed: PackedAlert, cells: RawRow = {}): RawRow {
  const [row] = overlay([], [packed]).newRows;
  return { ...row, created_at: new Date(0), databricks_alert_id: "1", ...cells };
}

function withoutId(cells: Cells): object {
  return Object.fromEntries(Object.entries(cells).filter(([name]) => name !== "alert_id"));
}

function changed({ changedCells }: PackedRows) {
  return changedCells.map(({ column, base, table, pack, isConflict }) => [
    column,
    base,
    table,
    pack,
    isConflict,
  ]);
}

describe("packs laid over the table", () => {
  it("add a row with the defaults of columns that they do not say", () => {
    const { newRows, writes, alertRows } = overlay([], [alert()]);
    assert.deepEqual(alertRows, []);
    assert.deepEqual(describeWrites(writes), { "COST-001": "new" });
    const [row] = newRows;
    assert.equal(row?.["managed_by"], "pack:cost@1.0.0");
    assert.equal(row["created_by"], "pack:cost");
    assert.equal(row["schedule_cron"], "0 */5 * * * ?");
    assert.equal(row["is_enabled"], true);
    assert.deepEqual(JSON.parse(String(row["pack_base"])), withoutId(CELLS));
  });

  it("change nothing where the row says what they say", () => {
    const { writes, changedCells, alertRows } = overlay([rowOf(alert())], [alert()]);
    assert.deepEqual([writes, changedCells], [[], []]);
    assert.deepEqual(alertRows, [rowOf(alert())]);
  });

  it("change nothing where the driver gives cells in another form", () => {
    const row = rowOf(alert(), { notification_channels: '["default_email"]', threshold_value_double: "150" });
    assert.deepEqual(overlay([row], [alert()]).writes, []);
  });

  it("write what they changed and nobody else did", () => {
    const { writes, alertRows } = overlay([rowOf(alert())], [alert({ severity: "CRITICAL" }, "1.1.0")]);
    assert.deepEqual(describeWrites(writes), { "COST-001": "severity" });
    assert.equal(alertRows[0]?.["severity"], "CRITICAL");
    assert.equal(alertRows[0]["managed_by"], "pack:cost@1.1.0");
    assert.equal(alertRows[0]["databricks_alert_id"], "1");
  });

  it("say their new version though no cell changes", () => {
    const { writes } = overlay([rowOf(alert())], [alert({}, "1.1.0")]);
    assert.deepEqual(describeWrites(writes), { "COST-001": "managed_by pack:cost@1.1.0" });
  });

  it("leave what people changed and they did not, and tell it", () => {
    const packed = overlay([rowOf(alert(), { severity: "INFO" })], [alert({ owner: "ops" }, "1.1.0")]);
    assert.deepEqual(changed(packed), [["severity", "WARNING", "INFO", "WARNING", false]]);
    assert.deepEqual(describeWrites(packed.writes), { "COST-001": "owner" });
    assert.equal(packed.alertRows[0]?.["severity"], "INFO");
    const [row = {}] = packed.alertRows;
    assert.deepEqual(changed(overlay([row], [alert({ owner: "ops" }, "1.1.0")])), changed(packed));
  });

  it("leave the whole row where people and they changed one cell", () => {
    const row = rowOf(alert(), { severity: "INFO" });
    const packed = overlay([row], [alert({ severity: "CRITICAL", owner: "ops" }, "1.1.0")]);
    assert.deepEqual(changed(packed), [["severity", "WARNING", "INFO", "CRITICAL", true]]);
    assert.deepEqual([packed.writes, packed.alertRows], [[], [row]]);
  });

  it("agree with people who wrote what they say now", () => {
    const row = rowOf(alert(), { severity: "INFO" });
    const { writes, changedCells } = overlay([row], [alert({ severity: "INFO" }, "1.1.0")]);
    assert.deepEqual(
      [describeWrites(writes), changedCells],
      [{ "COST-001": "managed_by pack:cost@1.1.0" }, []],
    );
  });

  it("give a cell that they say no more its default back, unless people made it theirs", () => {
    const before = alert({ retrigger_seconds: 60, schedule_cron: "0 0 8 * * ?" });
    const { writes, alertRows } = overlay(
      [rowOf(before, { schedule_cron: "0 0 9 * * ?" })],
      [alert({}, "2.0.0")],
    );
    assert.deepEqual(describeWrites(writes), { "COST-001": "retrigger_seconds" });
    assert.equal(alertRows[0]?.["retrigger_seconds"], null);
    assert.equal(alertRows[0]["schedule_cron"], "0 0 9 * * ?");
  });

  it("take a cell that they say for the first time, unless people changed it before", () => {
    const said = alert({ notify_on_ok: true, retrigger_seconds: 60 }, "1.1.0");
    const packed = overlay([rowOf(alert(), { retrigger_seconds: 30 })], [said]);
    assert.deepEqual(changed(packed), [["retrigger_seconds", null, 30, 60, true]]);
    const { writes } = overlay([rowOf(alert())], [said]);
    assert.deepEqual(describeWrites(writes), { "COST-001": "notify_on_ok, retrigger_seconds" });
  });

  it("see a cell that people broke as theirs", () => {
    const packed = overlay([rowOf(alert(), { severity: "HIGH" })], [alert()]);
    assert.deepEqual(changed(packed), [["severity", "WARNING", "HIGH", "WARNING", false]]);
  });

  it("do not take a row that no pack manages, unless it says the same to the letter", () => {
    const own = { ...rowOf(alert()), managed_by: null, pack_base: null };
    const { faults, writes, alertRows } = overlay([{ ...own, owner: "ops" }], [alert()]);
    assert.deepEqual([writes, alertRows], [[], [{ ...own, owner: "ops" }]]);
    assert.deepEqual(faults, [
      {
        ...PLACE,
        rule: "id COST-001 is also that of a row of alert_configurations that no pack manages: choose another id, or take the row into a pack (npm run pack -- from-rows)",
      },
    ]);
    const same = overlay([own], [alert()]);
    assert.deepEqual(
      [same.faults, describeWrites(same.writes)],
      [[], { "COST-001": "managed_by pack:cost@1.0.0" }],
    );
  });

  it("take every difference for a conflict where the row has forgotten what they wrote", () => {
    for (const pack_base of [null, "[1", "[]", "{broken"]) {
      const row = rowOf(alert(), { pack_base });
      const packed = overlay([{ ...row, owner: "ops" }], [alert()]);
      assert.deepEqual(changed(packed), [["owner", null, "ops", "finops", true]]);
      assert.deepEqual([packed.writes, packed.faults], [[], []]);
      const same = overlay([row], [alert()]);
      assert.deepEqual(describeWrites(same.writes), { "COST-001": "managed_by pack:cost@1.0.0" });
    }
  });

  it("keep both of two rows that share an id, which is a fault of theirs", () => {
    const rows = [rowOf(alert()), rowOf(alert())];
    const { alertRows, writes, leaving } = overlay(rows, [alert()]);
    assert.deepEqual([alertRows, writes, leaving], [rows, [], []]);
  });

  it("delete a row that they left out, and those of a pack that is switched off", () => {
    const rows = [rowOf(alert())];
    const [left, off] = [overlay(rows, []), overlay(rows, [], { taken: [] })];
    assert.deepEqual(left.leaving, [{ alertId: "COST-001", pack: "cost", isOfTakenPack: true }]);
    assert.deepEqual(off.leaving, [{ alertId: "COST-001", pack: "cost", isOfTakenPack: false }]);
    for (const { writes, alertRows } of [left, off])
      assert.deepEqual([describeWrites(writes), alertRows], [{ "COST-001": "deleted" }, []]);
  });

  it("leave rows of a pack that no up has written from", () => {
    const rows = [rowOf(alert())];
    const { alertRows, writes, orphans } = overlay(rows, [], { taken: [], applied: [] });
    assert.deepEqual([alertRows, writes, orphans], [rows, [], [{ alertId: "COST-001", pack: "cost" }]]);
  });

  it("leave all rows of a pack that is passed over", () => {
    const rows = [rowOf(alert({ severity: "INFO" })), rowOf(alert({ alert_id: "COST-002" }))];
    const { alertRows, writes } = overlay(rows, [alert()], { passedOver: ["cost"] });
    assert.deepEqual([alertRows, writes], [rows, []]);
  });

  it("take an alert over from one another", () => {
    const moved = alert({ owner: "ops" }, "3.0.0", "team");
    const { writes, alertRows } = overlay([rowOf(alert())], [moved], { taken: ["cost", "team"] });
    assert.deepEqual(describeWrites(writes), { "COST-001": "owner" });
    assert.equal(alertRows[0]?.["managed_by"], "pack:team@3.0.0");
  });

  it("leave rows that say nothing of packs", () => {
    const rows = [
      { alert_id: "A-1" },
      { alert_id: "A-2", managed_by: "terraform" },
      { alert_id: "A-3", managed_by: 7 },
    ];
    assert.deepEqual(overlay(rows, []).alertRows, rows);
  });
});
