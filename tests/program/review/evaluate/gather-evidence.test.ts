import assert from "node:assert/strict";
import type { AuthoredAlert } from "../../../../alerting/authored-alert";
import { NO_COMPARISON } from "../../../../review/changes/alert-change";
import { gatherEvidence } from "../../../../review/gather-evidence";
import { replayedAlert } from "../replay/replayed-alert";
import { useConnection } from "../use-connection";

describe("gatherEvidence", () => {
  const { connection, countStatements } = useConnection();
  const statesOf = async (before: AuthoredAlert, after: AuthoredAlert) => {
    const change = { ...NO_COMPARISON, alertId: "A-1", kind: "changed" as const };
    const options = { now: () => new Date(), values: "numbers" as const, say: () => undefined };
    const found = await gatherEvidence(new Map([[change, { before, after }]]), connection().sql, options);
    const { now } = found.get(change) ?? {};
    return [now?.before?.state, now?.after?.state];
  };
  const fires = replayedAlert("SELECT 11 AS v");

  it("asks once what both sides ask alike", async () => {
    countStatements();
    const subject = { ...fires, customSummary: "another" };
    assert.deepEqual(await statesOf(fires, subject), ["TRIGGERED", "TRIGGERED"]);
    const alike = countStatements();
    await statesOf(fires, replayedAlert("SELECT 11 AS v", { threshold: { value: { doubleValue: 12 } } }));
    assert.ok(alike < countStatements());
  });

  it("asks both sides where only what holds a firing back is another", async () => {
    const silenced = { ...fires, silencedUntil: "2999-01-01T00:00:00.000Z" };
    assert.deepEqual(await statesOf(fires, silenced), ["TRIGGERED", "OK"]);
  });
});
