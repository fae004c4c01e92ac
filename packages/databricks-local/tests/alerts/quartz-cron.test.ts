import assert from "node:assert/strict";
import { faultOfQuartzCron } from "../../src/alerts/quartz-cron";

describe("faultOfQuartzCron", () => {
  const GOOD = [
    "0 0 8 * * ?",
    "0 */5 * * * ?",
    "0 0/15 * * * ?",
    "0 /5 * * * ?",
    "0 0,30 8-18/2 ? * MON-FRI",
    "0 0 22-2 * * ?",
    "0 0 8 ? * fri-mon",
    "0 0 8 ? JAN,JUL 2#1",
    "0 0 8 ? * 6L",
    "0 0 8 ? * L",
    "0 0 0 L * ?",
    "0 0 0 L-3 * ?",
    "0 0 0 LW * ?",
    "0 0 0 15W * ?",
    "0 0 8 * * ? 2026-2030",
    "  0 0  8 * * ?  ",
  ];
  for (const expression of GOOD) {
    it(`takes ${expression}`, () => {
      assert.equal(faultOfQuartzCron(expression), undefined);
    });
  }

  const marks = "'?' must stand in exactly one of day of month and day of week";
  const BAD: readonly [expression: string, fault: string][] = [
    ["", "it must have 6 or 7 fields, not 0"],
    ["0 8 * * *", "it must have 6 or 7 fields, not 5"],
    ["@daily", "it must have 6 or 7 fields, not 1"],
    ["0 0 8 * * * * *", "it must have 6 or 7 fields, not 8"],
    ["0 0 8 * * *", marks],
    ["0 0 8 ? * ?", marks],
    ["60 0 8 * * ?", "'60' is not allowed in the field seconds"],
    ["0 60 8 * * ?", "'60' is not allowed in the field minutes"],
    ["0 0 24 * * ?", "'24' is not allowed in the field hours"],
    ["0 0 8 0 * ?", "'0' is not allowed in the field day of month"],
    ["0 0 8 32 * ?", "'32' is not allowed in the field day of month"],
    ["0 0 8 * 13 ?", "'13' is not allowed in the field month"],
    ["0 0 8 * FEBR ?", "'FEBR' is not allowed in the field month"],
    ["0 0 8 ? * 0", "'0' is not allowed in the field day of week"],
    ["0 0 8 ? * 8", "'8' is not allowed in the field day of week"],
    ["0 0 8 ? * 2#6", "'2#6' is not allowed in the field day of week"],
    ["0 0 8 * * ? 1969", "'1969' is not allowed in the field year"],
    ["0 */0 * * * ?", "'*/0' is not allowed in the field minutes"],
    ["0 5-  * * * ?", "'5-' is not allowed in the field minutes"],
    ["0 1,,2 * * * ?", "'' is not allowed in the field minutes"],
    ["? 0 8 * * ?", "'?' is not allowed in the field seconds"],
  ];
  for (const [expression, fault] of BAD) {
    it(`refuses '${expression}'`, () => {
      assert.equal(faultOfQuartzCron(expression), fault);
    });
  }
});
