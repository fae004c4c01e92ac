const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** As short as it stays clear, seen from `now`: `08:00`, `23 Nov 08:00`, `23 Nov 2025 08:00`. */
export function shortTime(moment: Date, now: Date): string {
  if (dayOfYear.format(moment) === dayOfYear.format(now)) return time.format(moment);
  const isThisYear = moment.getFullYear() === now.getFullYear();
  return `${(isThisYear ? day : dayOfYear).format(moment)} ${time.format(moment)}`;
}

/** `in 3 h`, `5 min ago`, `now`. */
export function relativeTime(moment: Date, now: Date): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 5) return "now";
  const words = duration(Math.abs(seconds));
  return seconds > 0 ? `in ${words}` : `${words} ago`;
}

/** Its largest unit, rounded down: `40 s`, `5 min`, `3 h`, `2 d`. */
export function duration(seconds: number): string {
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

/** How long something took: `120 ms`, `1.5 s`, from a minute on as `duration` says it. */
export function exactDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  const seconds = milliseconds / 1000;
  return seconds < MINUTE ? `${seconds.toFixed(1)} s` : duration(seconds);
}

const SIGNIFICANT_DIGITS = 6;

/** A value as it fits into a list: a number with at most six digits that count, any other text as it is. */
export function shortNumber(text: string): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || !text.includes(".")) return text;
  return String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}
