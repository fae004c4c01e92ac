import assert from "node:assert/strict";
import type { AuthoredDefinition } from "../../../../alerting/authored-alert";
import { compile } from "../../../../alerting/compile/compile";
import type { AlertDefinition } from "../../../../alerting/definition";
import { hashFields } from "../../../../alerting/definition-fields";
import { compareDefinitions } from "../../../../review/changes/alert-change";

const NATIVE: AlertDefinition = {
  displayName: "[INFO] Errors",
  queryText: "SELECT count(*) AS n FROM main.ops.errors WHERE ts > now() - INTERVAL 1 HOUR",
  warehouseId: "1",
  parentPath: "/Alerting",
  evaluation: {
    source: { name: "n" },
    comparisonOperator: "GREATER_THAN",
    threshold: { value: { doubleValue: 5 } },
    emptyResultState: "OK",
    notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
  },
  schedule: { quartzCronSchedule: "0 0/15 * * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
};
const AUTHORED: AuthoredDefinition = { ...NATIVE, firesFor: { times: 2, checks: 3 } };

function compiled(alert: AuthoredDefinition): AlertDefinition {
  const made = compile(alert);
  assert.ok(!("reason" in made));
  return made;
}

/** What the next up changes of an alert that was deployed so. */
function changes(was: AlertDefinition, is: AlertDefinition): unknown[] {
  return compareDefinitions({ definition: was, hashes: hashFields(was) }, was, is).fields.map(
    ({ field, before, after }) => [field, before, after],
  );
}

describe("what changes of a compiled alert", () => {
  const now = compiled(AUTHORED);

  it("is said as its author wrote it", () => {
    const often = { times: 3, checks: 5 };
    assert.deepEqual(changes(now, compiled({ ...AUTHORED, firesFor: often })), [
      ["firesFor", AUTHORED.firesFor, often],
    ]);
    assert.deepEqual(changes(NATIVE, now), [["firesFor", undefined, AUTHORED.firesFor]]);
  });

  it("is its schedule alone, where it looks back by another one", () => {
    const schedule = { ...NATIVE.schedule, quartzCronSchedule: "0 0/30 * * * ?" };
    assert.deepEqual(changes(now, compiled({ ...AUTHORED, schedule })), [
      ["schedule.quartzCronSchedule", "0 0/15 * * * ?", "0 0/30 * * * ?"],
    ]);
  });

  it("is the compiler, where that alone is another", () => {
    const queryText = now.queryText.replace("databricks-alerts 1:", "databricks-alerts 0:");
    assert.deepEqual(changes({ ...now, queryText }, now), [["compiler", undefined, undefined]]);
  });
});
