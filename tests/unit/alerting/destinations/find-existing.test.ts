import assert from "node:assert/strict";
import type { ManagedDestination } from "../../../../alerting/destinations/plan-destinations";
import { findExisting } from "../../../../alerting/destinations/takeover";
import { formatFault } from "../../../../alerting/row-faults";

const TEAMS = { id: "d-1", displayName: "Ops", type: "MICROSOFT_TEAMS" };
const SLACK = { ...TEAMS, id: "d-2", type: "SLACK" };
const SECOND = { ...TEAMS, id: "d-3" };

function row(destinationId: string, plannedId = `to be made: ${destinationId}`): ManagedDestination {
  return {
    destinationId,
    displayName: "Ops",
    kind: "TEAMS" as const,
    plain: {},
    secrets: {},
    plannedId,
  };
}

/** Row → what it means, and what is wrong. */
function found(
  managed: ManagedDestination[],
  existing: Parameters<typeof findExisting>[1],
  claimedIds: ReadonlyMap<string, string> = new Map(),
) {
  const { managed: those, faults } = findExisting({ managed, claimedIds }, existing);
  return [those.map(({ existingId }) => existingId), faults.map(formatFault)];
}

describe("findExisting", () => {
  it("takes the one of the row's id among those of its name and kind", () => {
    assert.deepEqual(found([row("ops", "d-1")], [TEAMS, SLACK, SECOND]), [["d-1"], []]);
  });

  it("takes none for its id alone, and tells which one that is", () => {
    const renamed = { ...TEAMS, displayName: "Operations" };
    for (const other of [renamed, { ...TEAMS, type: "SLACK" }]) {
      const { managed, faults } = findExisting({ managed: [row("ops", "d-1")], claimedIds: new Map() }, [
        other,
        SECOND,
      ]);
      assert.deepEqual(managed, [{ ...row("ops", "d-1"), namedOther: other }]);
      assert.deepEqual(faults, []);
    }
  });

  it("takes the one of name and kind where the row has no id, or one that is gone", () => {
    for (const ops of [row("ops"), row("ops", "d-0")])
      assert.deepEqual(found([ops], [SLACK, TEAMS]), [["d-1"], []]);
  });

  it("takes none where there is none, or only what other rows have", () => {
    assert.deepEqual(found([row("ops")], [SLACK]), [[undefined], []]);
    assert.deepEqual(found([row("ops")], [TEAMS], new Map([["byHand", "d-1"]])), [[undefined], []]);
    assert.deepEqual(found([row("ops"), row("dev", "d-1")], [TEAMS]), [[undefined, "d-1"], []]);
  });

  it("takes none in place of one whose kind the row has changed", () => {
    assert.deepEqual(found([row("ops", "d-2")], [SLACK, TEAMS]), [[undefined], []]);
  });

  it("names both of two that could be meant", () => {
    assert.deepEqual(found([row("ops")], [TEAMS, SECOND])[1], [
      "notification_destinations row ops: databricks_destination_id: could be each of the destinations d-1 and d-3 of the " +
        'workspace, which are all called "Ops": write the id of the one that is meant, or delete the others',
    ]);
  });

  it("names both rows that could mean the same one", () => {
    const rival = (one: string, other: string) =>
      `notification_destinations row ${one}: databricks_destination_id: could be the destination d-1, and so could the row ` +
      `${other}: write its id into the row that means it, and into no other`;
    const both = [rival("ops", "dev"), rival("dev", "ops")];
    assert.deepEqual(found([row("ops"), row("dev")], [TEAMS])[1], both);
    assert.deepEqual(found([row("ops", "d-1"), row("dev", "d-1")], [TEAMS])[1], both);
  });
});
