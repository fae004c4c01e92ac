import { QUARTZ_FIELDS, type QuartzField } from "../alerts/quartz-cron";

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

/** A day, and what rules ask about it. */
interface Day {
  readonly day: number;
  /** SUN is 1. */
  readonly weekday: number;
  readonly daysInMonth: number;
}

type DayRule = (day: Day) => boolean;

const SUNDAY = 1;
const SATURDAY = 7;

/**
 * The field "day of month": `?`, `L`, `L-3`, `LW`, `15W` or plain values.
 *
 * @see https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html
 */
function dayOfMonthRule(field: QuartzField, text: string): DayRule {
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
function dayOfWeekRule(field: QuartzField, text: string): DayRule {
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

/** The values that a field of Quartz's grammar stands for: lists of `*`, `n`, `n-m`, each with an optional `/step`. */
function fieldValues(field: QuartzField, text: string): ReadonlySet<number> {
  return new Set(text.split(",").flatMap((element) => elementValues(field, element)));
}

function elementValues(field: QuartzField, element: string): number[] {
  const [range = "", step] = element.split("/");
  if (range === "*" || range === "") return every(field, field.min, field.max, Number(step ?? 1));
  const [first = "", last] = range.split("-");
  const from = fieldValue(field, first);
  if (last !== undefined) return every(field, from, fieldValue(field, last), Number(step ?? 1));
  return step === undefined ? [from] : every(field, from, field.max, Number(step));
}

/** A number, or the number of a word: JAN is 1, SUN is 1. */
function fieldValue({ words = [], min }: QuartzField, text: string): number {
  const word = words.indexOf(text);
  return word === -1 ? Number(text) : word + min;
}

/** A range that ends before it begins goes on over the field's end: `FRI-MON`, `22-2`. */
function every({ min, max }: QuartzField, from: number, to: number, step: number): number[] {
  const size = max - min + 1;
  const end = to < from ? to + size : to;
  const values: number[] = [];
  for (let value = from; value <= end; value += step) values.push(min + ((value - min) % size));
  return values;
}
