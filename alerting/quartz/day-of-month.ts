import { shownValue } from "../../messages/words";
import { CronSyntaxError } from "./cron-syntax-error";
import { DAY_OF_MONTH } from "./fields";
import { fieldNumber, numberList } from "./number-list";

/** A day-of-month field in the words of `croner`. */
export interface DayOfMonth {
  readonly pattern: string;
  /** `L-3`: as many days before the last. */
  readonly daysBeforeLast?: number;
  /** `L-3W`, which `croner` cannot follow. */
  readonly cannotForecast?: true;
}

/** Checks the field; L and W stand alone, as Quartz wants it. */
export function dayOfMonth(text: string): DayOfMonth {
  if (text === "?" || text === "L" || text === "LW") {
    return { pattern: text === "?" ? "*" : text };
  }
  const beforeLast = /^L-(\d{1,2})(W?)$/.exec(text);
  if (beforeLast) {
    const days = Number(beforeLast[1]);
    if (days > 30) {
      throw new CronSyntaxError(`day-of-month ${shownValue(text)} counts more than 30 days back`);
    }
    return { pattern: "L", daysBeforeLast: days, ...(beforeLast[2] ? { cannotForecast: true } : {}) };
  }
  if (/^\d+W$/.test(text)) {
    return { pattern: `${fieldNumber(text.slice(0, -1), DAY_OF_MONTH)}W` };
  }
  if (/[LW]/.test(text)) {
    throw new CronSyntaxError(`day-of-month ${shownValue(text)}: L, LW, L-3 and 15W can only stand alone`);
  }
  return { pattern: numberList(text, DAY_OF_MONTH) };
}
