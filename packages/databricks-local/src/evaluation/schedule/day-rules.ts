import type { QuartzField } from "../../alerts/quartz-cron";
import { fieldValue, fieldValues } from "./field-values";

/** A day, and what rules ask about it. */
export interface Day {
  readonly day: number;
  /** SUN is 1. */
  readonly weekday: number;
  readonly daysInMonth: number;
}

export type DayRule = (day: Day) => boolean;

const SUNDAY = 1;
const SATURDAY = 7;

/**
 * The field "day of month": `?`, `L`, `L-3`, `LW`, `15W` or plain values.
 *
 * @see https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html
 */
export function dayOfMonthRule(field: QuartzField, text: string): DayRule {
  if (text === "?") return () => true;
  if (text === "LW") return (date) => date.day === nearestWorkday(date, date.daysInMonth);
  if (text.startsWith("L")) {
    const before = Number(text.slice("L-".length));
    return ({ day, daysInMonth }) => day === daysInMonth - before;
  }
  if (text.endsWith("W")) {
    const wanted = Number(text.slice(0, -1));
    return (date) => date.daysInMonth >= wanted && date.day === nearestWorkday(date, wanted);
  }
  const values = fieldValues(field, text);
  return ({ day }) => values.has(day);
}

/** The field "day of week": `?`, `L` (Saturday), `FRIL` or `6L`, `MON#2` or plain values. */
export function dayOfWeekRule(field: QuartzField, text: string): DayRule {
  if (text === "?") return () => true;
  if (text === "L") return ({ weekday }) => weekday === SATURDAY;
  if (text.includes("#")) {
    const [name = "", count = ""] = text.split("#");
    const wanted = fieldValue(field, name);
    return ({ weekday, day }) => weekday === wanted && Math.ceil(day / 7) === Number(count);
  }
  if (/.L$/.test(text)) {
    const wanted = fieldValue(field, text.slice(0, -1));
    return ({ weekday, day, daysInMonth }) => weekday === wanted && day + 7 > daysInMonth;
  }
  const values = fieldValues(field, text);
  return ({ weekday }) => values.has(weekday);
}

/** The day from Monday to Friday that is nearest to the wanted one and in the same month. */
function nearestWorkday({ day, weekday, daysInMonth }: Day, wanted: number): number {
  const wantedWeekday = ((((weekday - 1 + wanted - day) % 7) + 7) % 7) + 1;
  if (wantedWeekday === SATURDAY) return wanted === 1 ? wanted + 2 : wanted - 1;
  if (wantedWeekday === SUNDAY) return wanted === daysInMonth ? wanted - 2 : wanted + 1;
  return wanted;
}
