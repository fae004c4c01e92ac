/**
 * How a moment is said: as a date or a timestamp, as a number of units since 1970, or as a text in a pattern of
 * `date_format`.
 */
export type TimeForm = "time" | "seconds" | "milliseconds" | "microseconds" | { readonly format: string };

/** Functions that make a number of a timestamp. */
export const TO_NUMBER: ReadonlyMap<string, TimeForm> = new Map<string, TimeForm>([
  ["unix_timestamp", "seconds"],
  ["to_unix_timestamp", "seconds"],
  ["unix_seconds", "seconds"],
  ["unix_millis", "milliseconds"],
  ["unix_micros", "microseconds"],
]);

/** Functions that make a timestamp of a number. */
export const TO_TIME: ReadonlyMap<string, TimeForm> = new Map<string, TimeForm>([
  ["from_unixtime", "seconds"],
  ["timestamp_seconds", "seconds"],
  ["timestamp_millis", "milliseconds"],
  ["timestamp_micros", "microseconds"],
]);

export const NUMBERS = ["seconds", "milliseconds", "microseconds"] as const;

/** The form of a number that was multiplied: seconds times 1000 are milliseconds. */
export function shifted(form: TimeForm, factor: number): TimeForm | undefined {
  const index = NUMBERS.findIndex((number) => number === form);
  const steps = Math.round(Math.log10(factor)) / 3;
  const isExact = Math.abs(factor / 1000 ** steps - 1) < 1e-9;
  return index < 0 || !Number.isInteger(steps) || !isExact ? undefined : NUMBERS[index + steps];
}

export function isSameForm(one: TimeForm, other: TimeForm): boolean {
  return typeof one === "object" && typeof other === "object" ? one.format === other.format : one === other;
}

export const UNIT_SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  quarter: 7_776_000,
  year: 31_536_000,
};

/** The length of a unit in seconds, by its name in singular or plural; a month has 30 days, a year 365. */
export function unitSeconds(unit: string | undefined): number | undefined {
  const name = unit?.trim().toLowerCase() ?? "";
  return UNIT_SECONDS[name] ?? UNIT_SECONDS[name.replace(/s$/, "")];
}

/** Patterns whose texts are in the order of the times that they say. */
const ORDERED = /^yyyy(?:[-/.]?MM(?:[-/.]?dd(?:[ -]?HH(?::?mm(?::?ss)?)?)?)?)?$/;

/** Whether a later time is a larger value in this form. */
export function isOrdered(form: TimeForm): boolean {
  return typeof form !== "object" || ORDERED.test(form.format);
}

/**
 * What holds of the rows that were there at a moment, an expression of type TIMESTAMP: `read` is the column as the form has it. A row
 * without a time was there at any moment, as far as can be told.
 */
export function wasThere(column: string, read: string, form: TimeForm, moment: string): string {
  return `(${read} <= ${momentAs(form, moment)} OR ${column} IS NULL)`;
}

function momentAs(form: TimeForm, moment: string): string {
  switch (form) {
    case "time":
      return moment;
    case "seconds":
      return `unix_seconds(${moment})`;
    case "milliseconds":
      return `unix_millis(${moment})`;
    case "microseconds":
      return `unix_micros(${moment})`;
    default:
      return `date_format(${moment}, '${form.format}')`;
  }
}
