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

const ABOVE_100 = {
  threshold_column: "n",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 100,
};

function readingHours(text: string): string {
  return `SELECT count(*) AS n FROM main.ops.errors WHERE ts > now() - INTERVAL 1 HOUR AND note <> '${text}'`;
}

describe("a cell that is longer than any has to be", () => {
  for (const [cells, fault] of CELLS) {
    it(`is a fault of its row: ${fault}`, () => {
      assert.ok(faultsOf(cells).includes(fault), faultsOf(cells).join("\n"));
    });
  }

  it("is told of beside the row's other faults, whatever it would be compiled into", () => {
    const CHINESE = { alert_query_template: readingHours("漢".repeat(99_800)), ...ABOVE_100 };
    const SIZE = "a query of 27.6 MiB, and a statement of a SQL warehouse has at most 16 MiB";
    assert.deepEqual(faultsOf({ ...CHINESE, severity: "HIGH", fires_for: "90 of 96" }), [
      "severity is not one of CRITICAL, WARNING, INFO",
      `fires_for is compiled into ${SIZE}: it asks the row's query at each of 96 checks. Look back on fewer checks, or write a shorter query`,
    ]);
    assert.deepEqual(faultsOf({ ...CHINESE, fires_for: "2 of 3", recover_value_double: 80 }), []);
    assert.deepEqual(
      faultsOf({
        alert_query_template: readingHours("x".repeat(99_800)),
        ...ABOVE_100,
        fires_for: "90 of 96",
      }),
      [],
    );
  });

  it("is told of at recover_value_double, where that is what looks back furthest", () => {
    // The parameter's value is 1,000 times in each of the copies.
    const query = readingHours(`' || concat(${Array.from({ length: 1_000 }, () => ":a").join(", ")}) || '`);
    const cells = {
      ...ABOVE_100,
      alert_query_template: query,
      query_parameters: { a: `'${"x".repeat(900)}'` },
    };
    assert.deepEqual(faultsOf({ ...cells, recover_value_double: 80, fires_for: "2 of 3" }), [
      "recover_value_double is compiled into a query of 21.7 MiB, and a statement of a SQL warehouse has at most 16 MiB: it asks the row's query at each of 25 checks. Leave it out, or write a shorter query",
    ]);
  });

  it("is told of where it is a parameter that makes the query so long, before that is made", () => {
    const query = `SELECT ${Array.from({ length: 30_000 }, () => ":a").join(",")}, 1 AS value`;
    assert.deepEqual(
      faultsOf({ alert_query_template: query, query_parameters: { a: `'${"x".repeat(9_900)}'` } }),
      [
        "query_parameters make the query a text of 283.4 MiB, and a statement of a SQL warehouse has at most 16 MiB: write shorter values, or fewer places for them into the query",
      ],
    );
  });

  it("is none where it is as long as it may be", () => {
    assert.deepEqual(faultsOf({ alert_description: LONG.slice(1), owner: LONG.slice(1) }), []);
  });
});
