import assert from "node:assert/strict";
import { byDay } from "../../../../commands/import/compare-legacy";

const at = (time: string, state: string) => ({ at: new Date(time), state });

describe("what two alerts came to", () => {
  it("is held together by days of UTC, and alike where both fired or neither did", () => {
    const legacy = [
      at("2026-11-01T06:00:00Z", "OK"),
      at("2026-11-02T06:00:00Z", "TRIGGERED"),
      at("2026-11-03T06:00:00Z", "TRIGGERED"),
      at("2026-11-03T23:59:59Z", "UNKNOWN"),
      at("2026-11-04T06:00:00Z", "OK"),
    ];
    const row = [
      at("2026-11-01T06:01:00Z", "ERROR"),
      at("2026-11-02T06:01:00Z", "TRIGGERED"),
      at("2026-11-03T06:01:00Z", "OK"),
      at("2026-11-05T00:00:00Z", "OK"),
    ];
    assert.deepEqual(byDay(legacy, row), [
      { day: "2026-11-01", legacy: { OK: 1 }, row: { ERROR: 1 }, isAlike: true },
      { day: "2026-11-02", legacy: { TRIGGERED: 1 }, row: { TRIGGERED: 1 }, isAlike: true },
      { day: "2026-11-03", legacy: { TRIGGERED: 1, UNKNOWN: 1 }, row: { OK: 1 }, isAlike: false },
      { day: "2026-11-04", legacy: { OK: 1 }, row: {} },
      { day: "2026-11-05", legacy: {}, row: { OK: 1 } },
    ]);
  });
});
