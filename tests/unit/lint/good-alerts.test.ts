import assert from "node:assert/strict";
import { lintRows, readGoodAlerts } from "./lint-testdata";

describe("good alerts", () => {
  const alerts = readGoodAlerts();
  const findings = lintRows(alerts.map(([, row]) => row));

  it("are at least 20", () => {
    assert.ok(alerts.length >= 20);
  });

  for (const [name, row] of alerts) {
    it(`have nothing that a rule finds: ${name}`, () => {
      assert.deepEqual(
        findings.filter(({ alertId }) => alertId === row["alert_id"]),
        [],
      );
    });
  }
});
