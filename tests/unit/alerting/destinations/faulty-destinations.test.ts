import assert from "node:assert/strict";
import { faultsOfNaming, faultyDestinations } from "../../../../alerting/destinations/faulty-destinations";
import { type AlertPlan, planAlerts } from "../../../../alerting/plan-alerts";
import { formatCell } from "../../../../alerting/row-faults";
import { type GoodAlert, PLAN_SETTINGS, readAlerts, WAREHOUSE_ID } from "../read-testdata";

const SECRET = "https://hooks.example.com/that-nobody-may-see";
const HAS = "names a destination whose row of notification_destinations has faults";
const GOOD_ROW = readAlerts<GoodAlert>("good").find(([name]) => name === "row defaults")?.[1].row ?? {};

function destination(id: unknown, cells: Record<string, unknown> = {}) {
  return {
    destination_id: id,
    destination_name: "x",
    destination_type: "EMAIL",
    owner: "me",
    created_by: "me",
    is_enabled: true,
    ...cells,
  };
}

function alert(id: string, channels: readonly string[], cells: Record<string, unknown> = {}) {
  return { ...GOOD_ROW, alert_id: id, alert_name: id, notification_channels: channels, ...cells };
}

/** Row → what is wrong with it for the destinations that it names. */
function naming(
  alertRows: readonly Record<string, unknown>[],
  destinationRows: readonly Record<string, unknown>[],
) {
  const plan: AlertPlan = planAlerts({
    alertRows,
    destinationRows,
    settings: PLAN_SETTINGS,
    warehouseId: WAREHOUSE_ID,
  });
  const faulty = faultyDestinations(plan.faults, destinationRows);
  const faults = faultsOfNaming(faulty, plan.rows, plan.alerts);
  return {
    faulty: faulty.map(({ row, destinationId }) => [row, destinationId]),
    faults: faults.map((fault) => [fault.row, formatCell(fault)]),
  };
}

describe("rows of destinations with faults", () => {
  it("are faults of the alerts that name them, each once, and of no others", () => {
    const { faulty, faults } = naming(
      [alert("A", ["ops", " ops "]), alert("B", ["fine"]), alert("C", ["fine", "ops"])],
      [destination("ops", { destination_type: "PIGEON" }), destination("fine")],
    );
    assert.deepEqual(faulty, [["ops", "ops"]]);
    const fault = `notification_channels "ops" ${HAS}: destination_type is not one of EMAIL, SLACK, WEBHOOK, TEAMS, PAGERDUTY`;
    assert.deepEqual(faults, [
      ["A", fault],
      ["C", fault],
    ]);
  });

  it("are both meant where two share an id", () => {
    const { faulty, faults } = naming([alert("A", ["ops"])], [destination("ops"), destination("ops")]);
    assert.deepEqual(faulty, [["ops (#2)", "ops"]]);
    assert.deepEqual(faults, [
      [
        "A",
        `notification_channels "ops" ${HAS}: destination_id is used by an earlier row: it must be unique`,
      ],
    ]);
  });

  it("concern no alert where none can name them", () => {
    const { faulty, faults } = naming([alert("A", ["#1", "ops"])], [destination(null), destination("ops")]);
    assert.deepEqual(faulty, [["#1", undefined]]);
    assert.deepEqual(faults, []);
  });

  it("concern no row that is not declared", () => {
    const rows = [alert("A", ["ops"], { is_enabled: false })];
    assert.deepEqual(naming(rows, [destination("ops", { destination_type: "PIGEON" })]).faults, []);
  });

  it("show nobody what config_json holds", () => {
    const rows = [destination("ops", { config_json: SECRET.repeat(300) })];
    const plan = planAlerts({
      alertRows: [alert("A", ["ops"])],
      destinationRows: rows,
      settings: PLAN_SETTINGS,
      warehouseId: WAREHOUSE_ID,
    });
    const said = [
      ...plan.faults,
      ...faultsOfNaming(faultyDestinations(plan.faults, rows), plan.rows, plan.alerts),
    ].map(formatCell);
    assert.deepEqual(said, [
      "config_json is longer than 10,000 characters",
      `notification_channels "ops" ${HAS}: config_json is longer than 10,000 characters`,
    ]);
  });
});
