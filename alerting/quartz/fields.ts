/** A field of a Quartz cron expression. */
export interface QuartzField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Words for numbers, from `min` on. */
  readonly words?: readonly string[];
  /** Ranges such as 22-2 or FRI-MON run over the end. */
  readonly wraps: boolean;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
export const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

export const SECONDS: QuartzField = { name: "seconds", min: 0, max: 59, wraps: true };
export const MINUTES: QuartzField = { name: "minutes", min: 0, max: 59, wraps: true };
export const HOURS: QuartzField = { name: "hours", min: 0, max: 23, wraps: true };
export const DAY_OF_MONTH: QuartzField = { name: "day-of-month", min: 1, max: 31, wraps: true };
export const MONTH: QuartzField = { name: "month", min: 1, max: 12, words: MONTHS, wraps: true };
/** Sunday is 1. */
export const DAY_OF_WEEK: QuartzField = { name: "day-of-week", min: 1, max: 7, words: WEEKDAYS, wraps: true };
export const YEAR: QuartzField = { name: "year", min: 1970, max: 2099, wraps: false };
