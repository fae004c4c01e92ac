import { shownValue } from "../../messages/words";
import { CronSyntaxError } from "./cron-syntax-error";
import { DAY_OF_WEEK } from "./fields";
import { fieldNumber, numberList } from "./number-list";

/** Checks a day-of-week field and says it in the words of `croner`; L and # stand alone, as Quartz wants it. */
export function dayOfWeek(text: string): string {
  if (text === "?") {
    return "*";
  }
  if (text === "L") {
    return String(DAY_OF_WEEK.max);
  }
  const [, nthDay, nth] = /^(\w+)#(\w+)$/.exec(text) ?? [];
  if (nthDay !== undefined && nth !== undefined) {
    if (!/^[1-5]$/.test(nth)) {
      throw new CronSyntaxError(`day-of-week ${shownValue(text)}: the number after # is not one of 1-5`);
    }
    return `${fieldNumber(nthDay, DAY_OF_WEEK)}#${nth}`;
  }
  const [, lastDay] = /^(\d+|[A-Z]{3})L$/.exec(text) ?? [];
  if (lastDay !== undefined) {
    return `${fieldNumber(lastDay, DAY_OF_WEEK)}L`;
  }
  if (/#|L(?!\w)/.test(text)) {
    throw new CronSyntaxError(`day-of-week ${shownValue(text)}: 6L and 6#3 can only stand alone`);
  }
  return numberList(text, DAY_OF_WEEK);
}
