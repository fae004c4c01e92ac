import { shownValue } from "../../messages/words";
import { CronSyntaxError } from "./cron-syntax-error";
import type { QuartzField } from "./fields";

/** `*`, or the numbers that a list of values, ranges and steps stands for, as `1,2,3`. */
export function numberList(text: string, field: QuartzField): string {
  if (text === "*") {
    return text;
  }
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
  if (more.length > 0 || others.length > 0) {
    throw new CronSyntaxError(`${field.name} ${shownValue(element)} is not a value, a range or a step`);
  }
  if (range === "*" || (range === "" && step !== undefined)) {
    return stepped(field.min, field.max, stepOf(step, field), field);
  }
  const from = fieldNumber(first, field);
  if (last !== undefined) {
    return stepped(from, fieldNumber(last, field), stepOf(step, field), field);
  }
  return step === undefined ? [from] : stepped(from, field.max, stepOf(step, field), field);
}

function stepOf(text: string | undefined, field: QuartzField): number {
  if (text === undefined) {
    return 1;
  }
  const most = field.wraps ? field.max : field.max - field.min;
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > most) {
    throw new CronSyntaxError(`${field.name} step ${shownValue(text)} is not one of 1-${most}`);
  }
  return Number(text);
}

function stepped(from: number, to: number, step: number, field: QuartzField): number[] {
  if (from > to && !field.wraps) {
    throw new CronSyntaxError(`${field.name} range ${from}-${to} ends before it starts`);
  }
  const size = field.max - field.min + 1;
  const end = from > to ? to + size : to;
  const numbers: number[] = [];
  for (let number = from; number <= end; number += step) {
    numbers.push(number > field.max ? number - size : number);
  }
  return numbers;
}
