import { shownValue } from "../../messages/words";
import { CronSyntaxError, DAY_OF_MONTH, DAY_OF_WEEK, fieldNumber, numberList } from "./fields";

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
  if (text === "?" || text === "L" || text === "LW") return { pattern: text === "?" ? "*" : text };

  const beforeLast = /^L-(\d{1,2})(W?)$/.exec(text);
  if (beforeLast) {
    const days = Number(beforeLast[1]);
    if (days > 30)
      throw new CronSyntaxError(`day-of-month ${shownValue(text)} counts more than 30 days back`);

    return { pattern: "L", daysBeforeLast: days, ...(beforeLast[2] && { cannotForecast: true }) };
  }
  if (/^\d+W$/.test(text)) return { pattern: `${fieldNumber(text.slice(0, -1), DAY_OF_MONTH)}W` };

  if (/[LW]/.test(text))
    throw new CronSyntaxError(`day-of-month ${shownValue(text)}: L, LW, L-3 and 15W can only stand alone`);

  return { pattern: numberList(text, DAY_OF_MONTH) };
}

/** Checks a day-of-week field and says it in the words of `croner`; L and # stand alone, as Quartz wants it. */
export function dayOfWeek(text: string): string {
  if (text === "?") return "*";

  if (text === "L") return String(DAY_OF_WEEK.max);

  const [, nthDay, nth] = /^(\w+)#(\w+)$/.exec(text) ?? [];
  if (nthDay !== undefined && nth !== undefined) {
    if (!/^[1-5]$/.test(nth))
      throw new CronSyntaxError(`day-of-week ${shownValue(text)}: the number after # is not one of 1-5`);

    return `${fieldNumber(nthDay, DAY_OF_WEEK)}#${nth}`;
  }
  const [, lastDay] = /^(\d+|[A-Z]{3})L$/.exec(text) ?? [];
  if (lastDay !== undefined) return `${fieldNumber(lastDay, DAY_OF_WEEK)}L`;

  if (/#|L(?!\w)/.test(text))
    throw new CronSyntaxError(`day-of-week ${shownValue(text)}: 6L and 6#3 can only stand alone`);

  return numberList(text, DAY_OF_WEEK);
}
