import assert from "node:assert/strict";
import { tableGrants } from "../../../alerting/table-grants";

describe("tableGrants", () => {
  const names = { catalog: "main", goldSchema: "alerting", readers: ["all"], administrators: ["ops"] };
  const granted = (liveSilences: boolean) =>
    tableGrants({ ...names, liveSilences })
      .filter(({ type }) => type === "table")
      .map(
        ({ name, privileges }) => `${name.split(".").at(-1) ?? ""}: ${(privileges["ops"] ?? []).join(" ")}`,
      );

  it("lets readers read the tables, and administrators write the alerts", () => {
    assert.deepEqual(granted(false), [
      "alert_configurations: MODIFY SELECT",
      "notification_destinations: SELECT",
      "alert_history: SELECT",
      "alert_sync_metrics: SELECT",
    ]);
    assert.deepEqual(tableGrants({ ...names, readers: [], administrators: [], liveSilences: true }), []);
  });

  it("lets administrators write silences where there are any, and readers see who is quiet", () => {
    assert.deepEqual(granted(true).slice(4), [
      "alert_silences: MODIFY SELECT",
      "alert_silences_in_force: SELECT",
    ]);
  });
});
