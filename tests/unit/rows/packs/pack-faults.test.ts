import assert from "node:assert/strict";
import { refusePackFaults } from "../../../../rows/packs/pack-faults";
import type { Pack, PackedAlert } from "../../../../rows/packs/pack-reader";
import type { FileFaultsError, PlacedFault } from "../../../../rows/packs/yaml-file";
import { PLAN_SETTINGS } from "../../alerting/read-testdata";

function alert(pack: string, alertId: string, name: string, severity = "WARNING"): PackedAlert {
  const place = { file: `packs/${pack}/pack.yaml`, line: Number(alertId.slice(-1)), column: 5 };
  const cells = {
    alert_id: alertId,
    alert_name: name,
    agent_domain: "COST",
    severity: severity as "WARNING",
    alert_query_template: "SELECT 1 AS pct",
    threshold_column: "pct",
    threshold_operator: ">",
    threshold_value_double: 1,
    notification_channels: ["nobody-made-it"],
    owner: "finops",
  } as const;
  return { pack, version: "1.0.0", alertId, cells, place, placeOf: () => place, because: new Map() };
}

function packsOf(...alerts: readonly (readonly PackedAlert[])[]) {
  const packs = alerts.map((own, index): Pack => ({
    name: `p${index}`,
    file: "",
    version: "1.0.0",
    needs: [],
    parameters: {},
    values: new Map(),
    alerts: own,
  }));
  return { packs, available: [], faults: [] };
}

describe("what is wrong with packs alone", () => {
  it("is nothing where two packs, which no stack need take together, have alerts of one name", () => {
    refusePackFaults(packsOf([alert("a", "A-1", "Spike")], [alert("b", "B-1", "Spike")]), PLAN_SETTINGS);
  });

  it("is not told twice of a cell that could not be read from its file, and always once", () => {
    const unread = alert("a", "A-1", "Spike");
    const cells = { ...unread.cells, alert_query_template: "" };
    const told = (faults: readonly PlacedFault[]) => {
      try {
        refusePackFaults({ ...packsOf([{ ...unread, cells }]), faults }, PLAN_SETTINGS);
      } catch (error) {
        return (error as FileFaultsError).faults.map(({ rule }) => rule);
      }
      return [];
    };
    assert.deepEqual(told([{ ...unread.place, rule: "query q.sql is no file" }]), ["query q.sql is no file"]);
    assert.deepEqual(told([]), ['alert_query_template "": query_template is required']);
  });

  it("is told of all rows, each at its place", () => {
    const packs = packsOf(
      [alert("a", "A-1", "Spike"), alert("a", "A-2", "Spike")],
      [alert("b", "B-3", "Other", "HIGH")],
    );
    assert.throws(() => refusePackFaults(packs, PLAN_SETTINGS), {
      name: "FileFaultsError",
      message: [
        "3 faults in 2 files; nothing was changed.",
        '  packs/a/pack.yaml:1:5: alert_name "[WARNING] Spike" is also that of row A-2: a display name must be unique in /Alerting',
        '  packs/a/pack.yaml:2:5: alert_name "[WARNING] Spike" is also that of row A-1: a display name must be unique in /Alerting',
        '  packs/b/pack.yaml:3:5: severity "HIGH" is not one of CRITICAL, WARNING, INFO',
      ].join("\n"),
    });
  });

  it("is told of a silence that is none, as it is of a row", () => {
    const told = (cells: Readonly<Record<string, string>>) => {
      const packed = alert("a", "A-1", "Spike");
      refusePackFaults(packsOf([{ ...packed, cells: { ...packed.cells, ...cells } }]), PLAN_SETTINGS);
    };
    told({ silenced_until: "2026-12-31T00:00:00Z", silence_reason: "year's end" });
    const place = "packs/a/pack.yaml:1:5";
    assert.throws(() => told({ silenced_until: "soon" }), {
      message: `1 fault in 1 file; nothing was changed.\n  ${place}: silenced_until "soon" must be a point in time`,
    });
    assert.throws(() => told({ silenced_until: "2026-12-31T00:00:00Z", silence_reason: " " }), {
      message: `1 fault in 1 file; nothing was changed.\n  ${place}: silence_reason " ": silenced_until needs a reason: who reads it asks why`,
    });
  });
});
