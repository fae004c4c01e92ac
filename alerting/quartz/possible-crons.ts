import { CronSyntaxError, numberList, type QuartzField, WEEKDAYS } from "./fields";

/** Cron of Unix counts weekdays from Sunday as 0, and has Sunday as 7, too. */
const UNIX_DAY_OF_WEEK: QuartzField = {
  name: "day-of-week",
  min: 0,
  max: 7,
  words: WEEKDAYS,
  wraps: false,
};

/**
 * What an expression that Quartz refuses may mean, in Quartz's words, which it may refuse as well. Two habits are known:
 * five fields, as cron of Unix has them, and `*` where Quartz wants `?`.
 */
export function possibleCrons(cron: string): string[] {
  const fields = cron.trim().toUpperCase().split(/\s+/);
  return (fields.length === 5 ? ofFiveFields(fields) : [withQuestionMark(fields)]).filter(
    (text) => text !== undefined,
  );
}

/** Cron of Unix; where that sets a day of the month and nothing else, a Quartz one without its weekday is as likely. */
function ofFiveFields(fields: readonly string[]): (string | undefined)[] {
  const [, , third, month, weekday = ""] = fields;
  if (fields.includes("?")) return [["0", ...fields].join(" ")];

  const unix = withQuestionMark(["0", ...fields.slice(0, 4), unixWeekdays(weekday)]);
  return third !== "*" && month === "*" && weekday === "*" ? [unix, [...fields, "?"].join(" ")] : [unix];
}

/** With `?` in the day field that asks for no day; nothing where both ask for one. */
function withQuestionMark(fields: readonly string[]): string | undefined {
  const [seconds, minutes, hours, day, month, weekday, ...year] = fields;
  if (day === "?" || weekday === "?") return undefined;

  if (weekday === "*") return [seconds, minutes, hours, day, month, "?", ...year].join(" ");

  return day === "*" ? [seconds, minutes, hours, "?", month, weekday, ...year].join(" ") : undefined;
}

/** The days by name, since Quartz counts them from Sunday as 1. */
function unixWeekdays(text: string): string {
  const numbers = unixWeekdayNumbers(text);
  if (numbers === undefined) return text;

  const days = [...new Set(numbers.map((day) => day % WEEKDAYS.length))].sort((a, b) => a - b);
  const names = days.map((day) => WEEKDAYS[day]);
  const isRun = days.length > 2 && Number(days.at(-1)) - Number(days[0]) === days.length - 1;
  return days.length === WEEKDAYS.length ? "*" : isRun ? `${names[0]}-${names.at(-1)}` : names.join(",");
}

/** Nothing for `*`, and for what is no field of Unix: that stays as it is, and Quartz has its say. */
function unixWeekdayNumbers(text: string): number[] | undefined {
  try {
    return text === "*" ? undefined : numberList(text, UNIX_DAY_OF_WEEK).split(",").map(Number);
  } catch (error) {
    if (error instanceof CronSyntaxError) return undefined;

    throw error;
  }
}
