import assert from "node:assert/strict";
import { alertIdOf } from "../../../../alerting/tables/alert-configurations";
import type { RawRow } from "../../../../alerting/tables/row-reader";
import { changeNotes, noteLine } from "../../../../rows/changes/describe-changes";
import { SEEDED_BY } from "../../../../rows/seeding";
import { MOST_FEED_ROWS } from "../../../../rows/statements/read-changes";

const ROW = {
  alert_id: "COST-012",
  severity: "WARNING",
  threshold_value_double: 80,
  created_by: "me",
  last_sync_status: "CREATED",
  last_synced_hash: "WARNING 80",
  last_synced_at: new Date("2026-11-23T10:00:00Z"),
};
const AUTHORS = new Map([
  [2, "maria@example.com"],
  [3, "bob@example.com"],
  [4, "deployer"],
]);
const FIELDS = "alert_configurations row COST-012: ";

type Change = "insert" | "delete" | "update_preimage" | "update_postimage";

const hashOf = (row: RawRow) => `${String(row["severity"])} ${String(row["threshold_value_double"])}`;

/** A row of the feed. Version n was written at 11:0n. */
function image(version: number, change: Change, cells: RawRow = {}): RawRow {
  return {
    ...ROW,
    ...cells,
    _change_type: change,
    _commit_version: version,
    _commit_timestamp: new Date(`2026-11-23T11:0${version}:00Z`),
  };
}

function update(version: number, before: RawRow, after: RawRow): RawRow[] {
  return [image(version, "update_postimage", after), image(version, "update_preimage", before)];
}

function changedRow(cells: RawRow) {
  const raw: RawRow = { ...ROW, ...cells };
  return { alertId: alertIdOf(raw), raw };
}

/** What is told of `row` and of the rows that are gone. */
function told(feed: readonly RawRow[], row: RawRow | undefined, gone: readonly string[] = []): string[] {
  const { byRow, summary } = changeNotes(
    row ? [changedRow(row)] : [],
    gone,
    { feed, authors: AUTHORS },
    hashOf,
  );
  return [
    ...[...byRow].map(([alertId, note]) => noteLine(alertId, note)),
    ...(summary === undefined ? [] : [summary]),
  ];
}

describe("the notes on changed rows", () => {
  it("say who changed which columns, and when", () => {
    const severe = { severity: "CRITICAL" };
    const both = { severity: "CRITICAL", threshold_value_double: 75 };
    assert.deepEqual(told([...update(3, severe, both), ...update(2, {}, severe)], both), [
      `${FIELDS}severity changed by maria@example.com at 2026-11-23 11:02:00 UTC; ` +
        "threshold_value_double changed by bob@example.com at 2026-11-23 11:03:00 UTC",
      "Since the last sync: 1 row changed, by bob@example.com, maria@example.com.",
    ]);
  });

  it("begin with what was last synced", () => {
    const cells = { threshold_value_double: 75, last_synced_hash: "WARNING 75" };
    const feed = [
      ...update(2, {}, { threshold_value_double: 75 }),
      ...update(
        4,
        { threshold_value_double: 75 },
        { ...cells, last_synced_at: new Date("2026-11-23T11:03:30Z") },
      ),
    ];
    const synced = { ...cells, last_synced_at: new Date("2026-11-23T11:03:30Z") };
    // The hash differs since a setting does: nobody changed the row.
    assert.deepEqual(told(feed, { ...synced, last_synced_hash: "WARNING 75 elsewhere" }), []);
    const severe = { ...synced, severity: "INFO" };
    assert.deepEqual(told([...feed, ...update(5, synced, severe)], severe), [
      `${FIELDS}severity changed at 2026-11-23 11:05:00 UTC`,
      "Since the last sync: 1 row changed.",
    ]);
  });

  it("know a change that came between the reading and the writing of a run", () => {
    const late = { threshold_value_double: 75 };
    const written = {
      ...late,
      last_sync_status: "UPDATED",
      last_synced_at: new Date("2026-11-23T11:03:30Z"),
    };
    assert.deepEqual(
      told([...update(2, {}, late), ...update(4, late, written)], written)[0],
      `${FIELDS}threshold_value_double changed by maria@example.com at 2026-11-23 11:02:00 UTC`,
    );
  });

  it("do not take for a sync what says that it was later than it was written", () => {
    const late = { threshold_value_double: 75 };
    const forged = {
      ...late,
      last_synced_hash: "forged",
      last_synced_at: new Date("2999-01-01T00:00:00Z"),
    };
    assert.equal(
      told([...update(2, {}, late), ...update(4, late, forged)], forged)[0],
      `${FIELDS}threshold_value_double changed by maria@example.com at 2026-11-23 11:02:00 UTC`,
    );
  });

  it("do not take a failure for a sync", () => {
    const changed = { threshold_value_double: -1 };
    const failed = {
      ...changed,
      last_sync_status: "ERROR",
      last_synced_at: new Date("2026-11-23T11:03:30Z"),
    };
    const feed = [...update(2, {}, changed), ...update(4, changed, failed)];
    assert.equal(told(feed, { ...failed, last_synced_hash: null }).length, 2);
  });

  it("tell of rows that came, went or got another alert_id", () => {
    const insert = (cells: RawRow) =>
      told([image(2, "insert", cells)], { last_synced_hash: null, last_synced_at: null });
    assert.equal(insert({})[0], `${FIELDS}inserted by maria@example.com at 2026-11-23 11:02:00 UTC`);
    assert.deepEqual(insert({ created_by: SEEDED_BY }), []);
    assert.deepEqual(told([image(3, "delete")], undefined, ["COST-012"]), [
      `${FIELDS}deleted by bob@example.com at 2026-11-23 11:03:00 UTC`,
      "Since the last sync: 1 row deleted, by bob@example.com.",
    ]);
    assert.equal(
      told([image(3, "update_preimage")], undefined, ["COST-012"])[0],
      `${FIELDS}given another alert_id by bob@example.com at 2026-11-23 11:03:00 UTC`,
    );
    assert.equal(
      told([image(3, "update_postimage")], { last_synced_hash: null, last_synced_at: null })[0],
      `${FIELDS}given this alert_id by bob@example.com at 2026-11-23 11:03:00 UTC`,
    );
  });

  it("name who signed the row where an application wrote it", () => {
    const signed = {
      severity: "INFO",
      updated_by: "eve@example.com",
      updated_at: new Date("2026-11-23T11:02:00Z"),
    };
    assert.equal(
      told(update(2, {}, signed), signed)[0],
      `${FIELDS}severity changed by maria@example.com (updated_by eve@example.com) at 2026-11-23 11:02:00 UTC`,
    );
  });

  it("fall back to the row's signature, if it is later than the last sync", () => {
    const signed = { updated_by: "eve@example.com", updated_at: new Date("2026-11-23T11:02:00Z") };
    assert.deepEqual(told([], signed), [
      `${FIELDS}changed by eve@example.com at 2026-11-23 11:02:00 UTC, as its updated_by says`,
      "Since the last sync: 1 row changed.",
    ]);
    assert.deepEqual(told([], { ...signed, updated_at: new Date("2026-11-23T09:00:00Z") }), []);
    assert.deepEqual(told([], {}, ["COST-007"]), []);
  });

  it("show hostile text in one line", () => {
    const feed = [
      image(9, "delete", { alert_id: "A\n\u001b[31m" }),
      ...update(9, {}, { severity: "INFO", updated_by: "x\u202e\n" }),
    ];
    assert.deepEqual(told(feed, { severity: "INFO" }, ["A\n\u001b[31m"]).slice(0, 2), [
      `${FIELDS}severity changed by x\\u202e\\n at 2026-11-23 11:09:00 UTC`,
      "alert_configurations row A\\n\\u001b[31m: deleted at 2026-11-23 11:09:00 UTC",
    ]);
  });

  it("tell the latest five of many changes", () => {
    const feed = [1, 2, 3, 4, 5, 6, 7].flatMap((n) =>
      update(n, { threshold_value_double: n }, { threshold_value_double: n + 1 }),
    );
    const [note] = told(feed, { threshold_value_double: 8 });
    assert.equal(
      note?.startsWith(`${FIELDS}2 earlier changes; threshold_value_double changed by bob@example.com`),
      true,
    );
    assert.equal(note?.split("; ").length, 6);
  });

  it("are about a row whose alert_id looks like the end of its own name", () => {
    const alert_id = "COST: 012";
    const feed = update(2, { alert_id }, { alert_id, severity: "CRITICAL" });
    const rows = [changedRow({ alert_id, severity: "CRITICAL" })];
    const { byRow } = changeNotes(rows, [], { feed, authors: AUTHORS }, hashOf);
    assert.deepEqual(
      [...byRow],
      [["COST: 012", "severity changed by maria@example.com at 2026-11-23 11:02:00 UTC"]],
    );
  });

  it("leave out the oldest version of a feed that was cut off", () => {
    const whole = update(3, {}, { severity: "INFO" });
    const rest = Array.from({ length: MOST_FEED_ROWS - 2 }, () =>
      image(2, "update_postimage", { alert_id: "B" }),
    );
    const { byRow } = changeNotes(
      [changedRow({ severity: "INFO" }), changedRow({ alert_id: "B" })],
      [],
      { feed: [...whole, ...rest], authors: AUTHORS },
      hashOf,
    );
    assert.deepEqual([...byRow.keys()], ["COST-012"]);
  });
});
