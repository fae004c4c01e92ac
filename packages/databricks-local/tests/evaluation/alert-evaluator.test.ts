import assert from "node:assert/strict";
import { isToBeTold } from "../../src/evaluation/alert-evaluator";

describe("isToBeTold", () => {
  const NOW = new Date("2026-11-23T10:00:00Z");
  const NEVER = null;
  const AN_HOUR_AGO = "2026-11-23T09:00:00.000Z";
  const subscriptions = [{ user_email: "finops@example.com" }];
  const rule = (retrigger_seconds?: number, notify_on_ok?: boolean) => ({
    subscriptions,
    ...(retrigger_seconds !== undefined && { retrigger_seconds }),
    ...(notify_on_ok !== undefined && { notify_on_ok }),
  });

  const CASES: readonly [string, boolean, ...Parameters<typeof isToBeTold>][] = [
    ["tells the first trigger", true, "TRIGGERED", NEVER, NOW, rule()],
    ["tells nobody without subscribers", false, "TRIGGERED", NEVER, NOW, { subscriptions: [] }],
    ["tells nobody without a notification", false, "TRIGGERED", NEVER, NOW, undefined],
    ["tells it once without retrigger_seconds", false, "TRIGGERED", AN_HOUR_AGO, NOW, rule()],
    ["tells it once with 0", false, "TRIGGERED", AN_HOUR_AGO, NOW, rule(0)],
    ["tells it at every evaluation with 1", true, "TRIGGERED", NOW.toISOString(), NOW, rule(1)],
    ["tells it again after N seconds", true, "TRIGGERED", AN_HOUR_AGO, NOW, rule(3600)],
    ["does not tell it again before", false, "TRIGGERED", AN_HOUR_AGO, NOW, rule(3601)],
    ["tells OK when asked to", true, "OK", AN_HOUR_AGO, NOW, rule(0, true)],
    ["does not tell OK when not asked to", false, "OK", AN_HOUR_AGO, NOW, rule(0, false)],
    ["does not tell OK where there was no trouble", false, "OK", NEVER, NOW, rule(0, true)],
    ["does not tell an error", false, "ERROR", NEVER, NOW, rule(1, true)],
    ["does not tell UNKNOWN", false, "UNKNOWN", AN_HOUR_AGO, NOW, rule(1, true)],
  ];
  for (const [what, expected, state, toldAt, now, notification] of CASES)
    it(what, () => assert.equal(isToBeTold(state, toldAt, now, notification), expected));
});
