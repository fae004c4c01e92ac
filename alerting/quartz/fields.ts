import { ExpectedError } from "../../messages/expected-error";
import { shownValue } from "../../messages/words";

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

/** Why a text is no Quartz cron expression. */
export class CronSyntaxError extends ExpectedError {
  override readonly name = "CronSyntaxError";
}

/** `*`, or the numbers that a list of values, ranges and steps stands for, as `1,2,3`. */
export function numberList(text: string, field: QuartzField): string {
  if (text === "*") return text;

  const numbers = new Set(text.split(",").flatMap((element) => numbersOf(element, field)));
  return [...numbers].sort((a, b) => a - b).join(",");
}

/** One number or word of the field. */
export function fieldNumber(text: string, field: QuartzField): number {
  const word = field.words?.indexOf(text) ?? -1;
  const number = word >= 0 ? field.min + word : /^\d+$/.test(text) ? Number(text) : undefined;
  if (number === undefined || number < field.min || number > field.max) {
    const words = field.words ? ` or ${field.words[0]}-${field.words.at(-1)}` : "";
    throw new CronSyntaxError(
      `${field.name} ${shownValue(text)} is not one of ${field.min}-${field.max}${words}`,
    );
  }
  return number;
}

function numbersOf(element: string, field: QuartzField): number[] {
  const [range = "", step, ...more] = element.split("/");
  const [first = "", last, ...others] = range.split("-");
  if (more.length > 0 || others.length > 0)
    throw new CronSyntaxError(`${field.name} ${shownValue(element)} is not a value, a range or a step`);

  if (range === "*" || (range === "" && step !== undefined))
    return stepped(field.min, field.max, stepOf(step, field), field);

  const from = fieldNumber(first, field);
  if (last !== undefined) return stepped(from, fieldNumber(last, field), stepOf(step, field), field);

  return step === undefined ? [from] : stepped(from, field.max, stepOf(step, field), field);
}

function stepOf(text: string | undefined, field: QuartzField): number {
  if (text === undefined) return 1;

  const most = field.wraps ? field.max : field.max - field.min;
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw new CronSyntaxError(`${field.name} step ${shownValue(text)} is not one of 1-${most}`);

  return Number(text);
}

function stepped(from: number, to: number, step: number, field: QuartzField): number[] {
  if (from > to && !field.wraps)
    throw new CronSyntaxError(`${field.name} range ${from}-${to} ends before it starts`);

  const size = field.max - field.min + 1;
  const end = from > to ? to + size : to;
  const numbers: number[] = [];
  for (let number = from; number <= end; number += step)
    numbers.push(number > field.max ? number - size : number);

  return numbers;
}
