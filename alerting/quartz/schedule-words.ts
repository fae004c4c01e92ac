/**
 * Schedules in words, for packs: `every 15 minutes`, `hourly`, `daily 08:00`, `weekdays 07:30`, `mondays, fridays 09:00`,
 * `monthly 1 06:00`, `monthly last 06:00`.
 */

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
const DAY_NAMES = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

const FORMS =
  "`every 15 minutes`, `every 2 hours`, `hourly`, `hourly :20`, `daily 08:00`, `weekdays 07:30`, `weekends 10:00`, " +
  "`mondays, fridays 09:00`, `monthly 1 06:00`, `monthly last 06:00`";

/** The Quartz expression, or why the words say none. */
export type ReadSchedule = { readonly cron: string } | { readonly rule: string };

/** What is no word of ours is taken for Quartz, and looked at where rows are read. */
export function readScheduleWords(text: string): ReadSchedule {
  const words = text.trim().replaceAll(/\s+/g, " ").toLowerCase();
  if (!/^[a-z]/.test(words)) return { cron: text.trim().replaceAll(/\s+/g, " ") };
  return (
    interval(words) ?? atTime(words) ?? { rule: `is no schedule: write ${FORMS}, or a Quartz expression` }
  );
}

function interval(words: string): ReadSchedule | undefined {
  const hourly = /^(?:hourly|every hour)(?: (?:at )?:([0-5]?\d))?$/.exec(words);
  if (hourly) return { cron: `0 ${Number(hourly[1] ?? 0)} * * * ?` };
  const [, count = "1", unit] = /^every (?:(\d+) )?(minute|hour)s?$/.exec(words) ?? [];
  if (unit === undefined) return undefined;
  const [every, whole] = [Number(count), unit === "minute" ? 60 : 24];
  // Quartz begins anew with each hour and each day: 0 */7 would wait 7 minutes, and then 4.
  if (every < 1 || every > whole || whole % every !== 0)
    return { rule: `cannot be every ${count} ${unit}s: ${whole} ${unit}s are no multiple of that` };
  if (unit === "minute")
    return { cron: every === 60 ? "0 0 * * * ?" : `0 ${every === 1 ? "*" : `*/${every}`} * * * ?` };
  return { cron: every === 24 ? "0 0 0 * * ?" : `0 0 ${every === 1 ? "*" : `*/${every}`} * * ?` };
}

function atTime(words: string): ReadSchedule | undefined {
  const [, days = "", hour, minute] = /^(.+?)(?: at)? (\d{1,2}):(\d{2})$/.exec(words) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59) return { rule: `has no time of day: ${hour}:${minute}` };
  const time = `0 ${Number(minute)} ${Number(hour)}`;
  if (/^(?:daily|every day)$/.test(days)) return { cron: `${time} * * ?` };
  if (days === "weekdays") return { cron: `${time} ? * MON-FRI` };
  if (days === "weekends") return { cron: `${time} ? * SAT,SUN` };
  const [, ofMonth] = /^monthly (\d{1,2}|last)$/.exec(days) ?? [];
  if (ofMonth !== undefined) {
    const day = Number(ofMonth);
    return ofMonth === "last" || (day >= 1 && day <= 31)
      ? { cron: `${time} ${ofMonth === "last" ? "L" : day} * ?` }
      : { rule: `has no such day of the month: ${ofMonth}` };
  }
  const named = days.replace(/^weekly /, "").split(/ ?(?:,| and ) ?/);
  const numbers = named.map((name) => DAY_NAMES.findIndex((day) => isDay(name, day)));
  if (numbers.includes(-1)) return undefined;
  return { cron: `${time} ? * ${numbers.map((number) => DAYS[number]).join(",")}` };
}

/** `mon`, `monday`, `mondays`. */
function isDay(name: string, day: string): boolean {
  return [day, `${day}s`, day.slice(0, 3)].includes(name);
}

/** The words that say the expression, where there are some; else the expression. */
export function scheduleInWords(cron: string): string {
  const [, minutes = "", hours = "", days = "", months, weekdays = ""] =
    /^0 (\S+) (\S+) (\S+) (\S+) (\S+)$/.exec(cron.trim().toUpperCase()) ?? [];
  if (months !== "*") return cron;
  const words = intervalWords(minutes, hours) ?? timeWords(minutes, hours, days, weekdays);
  if (words === undefined) return cron;
  const read = readScheduleWords(words);
  return "cron" in read && read.cron === cron.trim() ? words : cron;
}

function intervalWords(minutes: string, hours: string): string | undefined {
  if (hours === "*") {
    if (minutes === "*") return "every 1 minute";
    if (minutes.startsWith("*/")) return `every ${minutes.slice(2)} minutes`;
    return minutes === "0" ? "hourly" : `hourly :${minutes.padStart(2, "0")}`;
  }
  return minutes === "0" && hours.startsWith("*/") ? `every ${hours.slice(2)} hours` : undefined;
}

function timeWords(minutes: string, hours: string, days: string, weekdays: string): string | undefined {
  if (!/^\d+$/.test(minutes) || !/^\d+$/.test(hours)) return undefined;
  const time = `${hours.padStart(2, "0")}:${minutes.padStart(2, "0")}`;
  if (weekdays === "?") {
    if (days === "*") return `daily ${time}`;
    return `monthly ${days === "L" ? "last" : days} ${time}`;
  }
  if (weekdays === "MON-FRI") return `weekdays ${time}`;
  if (weekdays === "SAT,SUN") return `weekends ${time}`;
  const names = weekdays.split(",").map((day) => DAY_NAMES[DAYS.findIndex((known) => known === day)]);
  return names.includes(undefined) ? undefined : `${names.map((name) => `${name}s`).join(", ")} ${time}`;
}
