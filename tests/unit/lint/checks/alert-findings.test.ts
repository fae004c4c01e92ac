import assert from "node:assert/strict";
import type { PlannedAlert } from "../../../../alerting/planned-alert";
import type { RemoteAlert } from "../../../../databricks/remote-alert";
import { quotaFindings as findingsOf } from "../../../../lint/checks/alert-findings";
import { alertInputs, remoteAlert } from "../../providers/definitions";
import { plannedAlert } from "../../alerting/planned-alert";

describe("quotaFindings", () => {
  const definition = alertInputs();
  const named = (displayName: string) => ({ ...definition, displayName });
  const added = (count: number): PlannedAlert[] =>
    Array.from({ length: count }, (_, index) => plannedAlert(`NEW-${index + 1}`, named(`New ${index + 1}`)));
  const quotaFindings = (alerts: readonly PlannedAlert[], live: readonly RemoteAlert[]) =>
    findingsOf(alerts, live, { adoptForeign: false });
  const remote = (active: number, trashed: number): RemoteAlert[] =>
    Array.from({ length: active + trashed }, (_, index) => ({
      ...remoteAlert(String(index)),
      lifecycleState: index < active ? "ACTIVE" : "DELETED",
    }));

  it("finds nothing while there is room", () => {
    assert.deepEqual(quotaFindings(added(2), remote(900, 98)), []);
  });

  it("is one finding, which names some of the new alerts without room, the trash counted", () => {
    const [finding, ...others] = quotaFindings(added(1000), remote(900, 98));
    assert.deepEqual(others, []);
    assert.equal(
      finding?.message,
      "The workspace holds 998 of 1000 alerts, 98 of them in the trash: there is room for 2 of 1000 new ones, " +
        "and none for NEW-3, NEW-4, NEW-5, NEW-6, NEW-7 and 993 more.",
    );
    assert.deepEqual(quotaFindings(added(3), remote(900, 98)), [
      {
        rule: "quota/full",
        severity: "error",
        alertId: "NEW-3",
        message:
          "The workspace holds 998 of 1000 alerts, 98 of them in the trash: there is room for 2 of 3 new ones, and none for NEW-3.",
        fix: "Purge alerts in the trash, delete alerts that nobody needs, or have the quota raised.",
      },
    ]);
  });

  it("counts alerts that move: until the end of the run both are there", () => {
    const moving = remote(600, 0).map(({ id }) =>
      plannedAlert(`ROW-${id}`, { ...definition, parentPath: "/Elsewhere" }, { databricksAlertId: id }),
    );
    assert.match(
      quotaFindings(moving, remote(600, 0))[0]?.message ?? "",
      /^The workspace holds 600 of 1000 alerts: there is room for 400 of 600 new ones, /,
    );
    assert.deepEqual(findingsOf(moving, remote(600, 0), { adoptForeign: true }), []);
    const staying = moving.map((alert) => ({ ...alert, definition }));
    assert.deepEqual(quotaFindings(staying, remote(600, 0)), []);
  });

  it("counts the rows that mean no alert that is there, whatever they name", () => {
    const full = remote(999, 0);
    const lost = plannedAlert("LOST", definition);
    assert.deepEqual(
      quotaFindings([lost], remote(1000, 0)),
      [],
      "one of its name is there: it is taken over",
    );
    const gone = plannedAlert("GONE", named("Gone"), { databricksAlertId: "deleted-by-hand" });
    const fresh = plannedAlert("FRESH", named("Fresh"));
    assert.match(
      quotaFindings([gone, fresh], full)[0]?.message ?? "",
      /room for 1 of 2 new ones, and none for FRESH/,
    );
  });
});
