import assert from "node:assert/strict";
import { planAlerts } from "../../../alerting/plan-alerts";
import type { RawRow } from "../../../alerting/tables/row-reader";
import { readStack } from "../../../commands/stack-files";
import { SEED_ALERTS, SEED_DESTINATIONS } from "../../../rows/seeding";

const { settings } = readStack("dev", {});
const [SEED] = SEED_ALERTS;

/** `column rule` of what is wrong with the seed row when it has these cells, too. */
function faultsOf(cells: RawRow): string[] {
  const { faults } = planAlerts({
    alertRows: [{ ...SEED, ...cells }],
    destinationRows: SEED_DESTINATIONS,
    settings,
    warehouseId: "w",
  });
  return faults.map(({ column, rule }) => `${column} ${rule}`);
}

const LONG = "x".repeat(10_001);

/** A cell that would hold up whoever reads it, and what is said of it. */
const CELLS: readonly (readonly [RawRow, string])[] = [
  [
    { alert_query_template: `SELECT 1 AS value -- ${"x".repeat(100_000)}` },
    "alert_query_template is longer than 100,000 characters",
  ],
  [{ tags: { waive: LONG } }, "tags is longer than 10,000 characters"],
  [{ tags: { [LONG]: "" } }, "tags is longer than 10,000 characters"],
  [
    { tags: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`t${n}`, "x"])) },
    "tags has more than 100 entries",
  ],
  [{ tags: JSON.stringify({ waive: LONG }) }, "tags is longer than 10,000 characters"],
  [
    { notification_channels: Array.from({ length: 101 }, (_, n) => `a${n}@example.com`) },
    "notification_channels has more than 100 entries",
  ],
  [
    { notification_channels: [`${LONG}@example.com`] },
    "notification_channels is longer than 10,000 characters",
  ],
  [{ alert_description: LONG }, "alert_description is longer than 10,000 characters"],
  [{ owner: LONG }, "owner is longer than 10,000 characters"],
  [{ runbook_url: `https://example.com/${LONG}` }, "runbook_url is longer than 10,000 characters"],
  [
    { use_custom_template: true, custom_subject_template: "x".repeat(1_001) },
    "custom_subject_template is longer than 1,000 characters",
  ],
  [
    { use_custom_template: true, custom_body_template: "x".repeat(100_001) },
    "custom_body_template is longer than 100,000 characters",
  ],
];

describe("a cell that is longer than any has to be", () => {
  for (const [cells, fault] of CELLS) {
    it(`is a fault of its row: ${fault}`, () => {
      assert.ok(faultsOf(cells).includes(fault), faultsOf(cells).join("\n"));
    });
  }

  it("is none where it is as long as it may be", () => {
    assert.deepEqual(faultsOf({ alert_description: LONG.slice(1), owner: LONG.slice(1) }), []);
  });
});
