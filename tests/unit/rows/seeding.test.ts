import assert from "node:assert/strict";
import { ALERT_CONFIGURATIONS } from "../../../alerting/tables/alert-configurations";
import {
  pendingSeeds,
  seedKeys,
  SEED_PROPERTY,
  namesIn,
  seedProperty,
  seedsFor,
} from "../../../rows/seeding";

const TO_TRY = { seeds: true };

describe("seeding", () => {
  it("has all rows to insert while nothing is remembered, destinations first", () => {
    assert.deepEqual(
      pendingSeeds(namesIn(undefined), TO_TRY).map(({ table, rows }) => [table.name, rows.length]),
      [
        ["notification_destinations", 1],
        ["alert_configurations", 2],
      ],
    );
  });

  it("remembers what was inserted, also keys that it no longer knows", () => {
    const property = seedProperty(namesIn("OLD-001, COST-012"), TO_TRY)[SEED_PROPERTY];
    assert.equal(property, "COST-012,OLD-001,TEST-001,default_email");
    assert.deepEqual(pendingSeeds(namesIn(property), TO_TRY), []);
    assert.deepEqual(seedKeys(TO_TRY).sort(), ["COST-012", "TEST-001", "default_email"]);
  });

  it("has no alerts to try the program with unless the stack wants them", () => {
    assert.deepEqual(seedKeys(), ["default_email"]);
    assert.deepEqual(
      pendingSeeds(namesIn(undefined)).map(({ table }) => table.name),
      ["notification_destinations"],
    );
  });

  it("has the watchdog of silences where they are heeded", () => {
    const settings = { liveSilences: true, ...TO_TRY };
    assert.deepEqual(seedKeys(settings).sort(), ["COST-012", "SILENCES-001", "TEST-001", "default_email"]);
    const seeded = namesIn("COST-012,TEST-001,default_email");
    const rows = pendingSeeds(seeded, settings).flatMap((seeds) => seeds.rows);
    assert.deepEqual(
      rows.map(({ alert_id, owner }) => [alert_id, owner]),
      [["SILENCES-001", "alerting-framework"]],
    );
    assert.deepEqual(pendingSeeds(seeded), []);
  });

  it("leaves a row that is there as it is", () => {
    const rows = seedsFor(ALERT_CONFIGURATIONS, [{ alert_id: "COST-012" }], namesIn("TEST-001"), TO_TRY);
    assert.deepEqual(rows, []);
  });

  it("gives way to a row that has a seed's display name under another alert_id", () => {
    const mine = { alert_id: "MINE-1", severity: "WARNING", alert_name: "Tag Coverage Drop" };
    const ids = (row: object) =>
      seedsFor(ALERT_CONFIGURATIONS, [{ ...mine, ...row }], namesIn("TEST-001"), TO_TRY).map(
        ({ alert_id }) => alert_id,
      );
    assert.deepEqual(ids({}), []);
    assert.deepEqual(ids({ severity: "INFO" }), ["COST-012"]);
  });
});
