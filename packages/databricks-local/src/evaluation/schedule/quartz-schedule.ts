import { QUARTZ_FIELDS, type QuartzField } from "../../alerts/quartz-cron";
import { dayOfMonthRule, dayOfWeekRule, type DayRule } from "./day-rules";
import { fieldValues } from "./field-values";

/** A Quartz cron expression that was checked before, ready to be asked. */
export class QuartzSchedule {
  readonly seconds: ReadonlySet<number>;
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly #months: ReadonlySet<number>;
  readonly #years: ReadonlySet<number>;
  readonly #dayRules: readonly DayRule[];

  constructor(expression: string) {
    const texts = expression.trim().toUpperCase().split(/\s+/);
    const [seconds, minutes, hours, days, months, weekdays, years = "*"] = texts;
    this.seconds = fieldValues(field(0), seconds ?? "");
    this.minutes = fieldValues(field(1), minutes ?? "");
    this.hours = fieldValues(field(2), hours ?? "");
    this.#months = fieldValues(field(4), months ?? "");
    this.#years = fieldValues(field(6), years);
    this.#dayRules = [dayOfMonthRule(field(3), days ?? ""), dayOfWeekRule(field(5), weekdays ?? "")];
  }

  /** Whether the schedule has runs on the day that these UTC fields show. */
  hasDay(wall: Date): boolean {
    const year = wall.getUTCFullYear();
    const month = wall.getUTCMonth() + 1;
    if (!this.#months.has(month) || !this.#years.has(year)) return false;
    const day = {
      day: wall.getUTCDate(),
      weekday: wall.getUTCDay() + 1,
      daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    };
    return this.#dayRules.every((rule) => rule(day));
  }
}

function field(index: number): QuartzField {
  const found = QUARTZ_FIELDS[index];
  if (found === undefined) throw new RangeError(`Quartz has no field ${index}`);
  return found;
}
