/**
 * Quartz's cron grammar, strictly: 6 or 7 fields, and `?` in exactly one of the two day fields. Written out because
 * cron libraries refuse what Quartz takes (`L-3`, `5/15`, `FRI-MON`) or take what it refuses (`?` in both day fields).
 *
 * @see https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html
 */
export interface QuartzField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
  /** Forms that stand alone, besides `*`, lists, ranges and steps. */
  readonly special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

export const QUARTZ_FIELDS: readonly QuartzField[] = [
  { name: "seconds", min: 0, max: 59 },
  { name: "minutes", min: 0, max: 59 },
  { name: "hours", min: 0, max: 23 },
  { name: "day of month", min: 1, max: 31, special: /^(\?|L|LW|L-([1-9]|[12]\d|30)|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", min: 1, max: 12, words: MONTHS },
  {
    name: "day of week",
    min: 1,
    max: 7,
    words: WEEKDAYS,
    special: /^(\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/,
  },
  { name: "year", min: 1970, max: 2199 },
];
const DAY_OF_MONTH = 3;
const DAY_OF_WEEK = 5;

/** What is wrong with the expression, or nothing. */
export function faultOfQuartzCron(expression: string): string | undefined {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  if (parts.length < 6 || parts.length > 7)
    return `it must have 6 or 7 fields, not ${expression.trim() === "" ? 0 : parts.length}`;

  const marks = [parts[DAY_OF_MONTH], parts[DAY_OF_WEEK]].filter((part) => part === "?").length;
  if (marks !== 1) return "'?' must stand in exactly one of day of month and day of week";
  return QUARTZ_FIELDS.slice(0, parts.length)
    .map((field, index) => faultOfField(field, parts[index] ?? ""))
    .find((fault) => fault !== undefined);
}

function faultOfField(field: QuartzField, text: string): string | undefined {
  if (field.special?.test(text) === true) return undefined;
  const wrong = text.split(",").find((element) => !isElement(field, element));
  return wrong === undefined ? undefined : `'${wrong}' is not allowed in the field ${field.name}`;
}

/** `*`, `n`, `n-m`, each with an optional `/step`; `/step` alone counts from the smallest value. */
function isElement(field: QuartzField, element: string): boolean {
  const [range = "", step, ...more] = element.split("/");
  if (more.length > 0) return false;
  if (step !== undefined && !isNumberIn(step, 1, field.max)) return false;
  if (range === "*") return true;
  if (range === "") return step !== undefined;
  const [from = "", to, ...rest] = range.split("-");
  return rest.length === 0 && isValue(field, from) && (to === undefined || isValue(field, to));
}

function isValue(field: QuartzField, text: string): boolean {
  return field.words?.includes(text) === true || isNumberIn(text, field.min, field.max);
}

function isNumberIn(text: string, min: number, max: number): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

/** Ids of the JVM's list that `Intl` knows too, in their exact case; offsets such as `+02:00` are no ids. */
export function isTimeZone(id: string): boolean {
  if (!/^[A-Z]/.test(id)) return false;
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: id }).resolvedOptions().timeZone;
    return known === id || known.toLowerCase() !== id.toLowerCase();
  } catch {
    return false;
  }
}
