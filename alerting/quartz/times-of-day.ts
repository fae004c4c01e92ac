import { HOURS, MINUTES, SECONDS, type QuartzField } from "./fields";
import type { ParsedCron } from "./parse-quartz-cron";

/** The times at which the schedule runs on a day on which it runs, in seconds from midnight, in order. */
export function timesOfDay({ pattern }: Pick<ParsedCron, "pattern">): number[] {
  const [seconds = "", minutes = "", hours = ""] = pattern.split(" ");
  const [s, m, h] = [numbers(seconds, SECONDS), numbers(minutes, MINUTES), numbers(hours, HOURS)];
  return h.flatMap((hour) => m.flatMap((minute) => s.map((second) => hour * 3_600 + minute * 60 + second)));
}

/** A field of a parsed pattern is `*` or a list of numbers. */
function numbers(field: string, { min, max }: QuartzField): number[] {
  return field === "*"
    ? Array.from({ length: max - min + 1 }, (_, index) => min + index)
    : field
        .split(",")
        .map(Number)
        .sort((a, b) => a - b);
}
