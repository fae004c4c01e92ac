import type { QuartzField } from "../../alerts/quartz-cron";

/** The values that a field of Quartz's grammar stands for: lists of `*`, `n`, `n-m`, each with an optional `/step`. */
export function fieldValues(field: QuartzField, text: string): ReadonlySet<number> {
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
export function fieldValue({ words = [], min }: QuartzField, text: string): number {
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
