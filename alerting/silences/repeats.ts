import { shownText } from "../../messages/words";
import { sqlLiteral } from "../../sql/quoting";
import { properZone } from "../fields/schedule";
import { zoneOffset } from "../quartz/runs";

/** As `dayofweek` of SQL counts them. */
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;

const DAY = `(?:${WEEKDAYS.join("|")})`;
const PATTERN = `^(${DAY}(?:,${DAY})*) ([0-2][0-9]:[0-5][0-9])-([0-2][0-9]:[0-5][0-9])$`;

const DAY_MS = 86_400_000;

/** Hours of the week: `SAT,SUN 22:00-06:00`. */
export interface WeeklyHours {
  readonly days: readonly string[];
  /** `22:00` */
  readonly from: string;
  /** At or before `from`: on the next day. */
  readonly to: string;
  readonly zone: string;
}

/** What the cells say, or what is wrong with one of them. */
export function readWeeklyHours(
  repeats: string,
  timezone: string | null,
): WeeklyHours | { readonly column: "repeats" | "repeats_timezone"; readonly rule: string } {
  const [, days = "", from = "", to = ""] = new RegExp(PATTERN).exec(repeats.trim().toUpperCase()) ?? [];
  if (days === "" || [from, to].some((time) => time >= "24:00")) {
    return {
      column: "repeats",
      rule: `must be days and hours such as SAT,SUN 22:00-06:00, and not ${shownText(repeats)}`,
    };
  }
  const zone = timezone ?? "UTC";
  if (zone !== "UTC" && !(zone.includes("/") && properZone(zone) === zone)) {
    return {
      column: "repeats_timezone",
      rule: `must be a time zone such as Europe/Zurich, and not ${shownText(zone)}`,
    };
  }
  return { days: days.split(","), from, to, zone };
}

/** When the hours end that `moment` is in; `undefined` where it is in none. As `windowEndSql` says it in SQL. */
export function windowEnd(hours: WeeklyHours, moment: Date): Date | undefined {
  const ends = DAYS_AROUND.flatMap((days) => {
    const day = new Date(moment.getTime() + days * DAY_MS);
    if (!hours.days.includes(WEEKDAYS[day.getUTCDay()] ?? "")) return [];
    const begin = instantOf(day, hours.from, hours.zone);
    const end = instantOf(
      new Date(day.getTime() + (hours.to <= hours.from ? DAY_MS : 0)),
      hours.to,
      hours.zone,
    );
    return begin <= moment.getTime() && moment.getTime() < end ? [end] : [];
  });
  return ends.length === 0 ? undefined : new Date(Math.max(...ends));
}

/** A zone's date is at most one off from that of UTC, and hours that go on at night began a day before. */
const DAYS_AROUND = [-2, -1, 0, 1] as const;

function instantOf(day: Date, time: string, zone: string): number {
  const wall = Date.parse(`${day.toISOString().slice(0, 10)}T${time}:00Z`);
  const near = wall - zoneOffset(zone, wall);
  return wall - zoneOffset(zone, near);
}

/**
 * The same in SQL, of a row with `repeats` and `repeats_timezone`. Nothing in it can fail: what is of another form, or no zone, gives
 * NULL.
 */
export function windowEndSql(): string {
  const ends = DAYS_AROUND.map((days) => {
    const day = `date_add(CAST(to_utc_timestamp(now(), current_timezone()) AS DATE), ${days})`;
    const name = `elt(dayofweek(${day}), ${WEEKDAYS.map(sqlLiteral).join(", ")})`;
    const begin = momentSql(day, partSql(2));
    const end = momentSql(
      `date_add(${day}, CASE WHEN ${partSql(3)} <= ${partSql(2)} THEN 1 ELSE 0 END)`,
      partSql(3),
    );
    return `CASE WHEN instr(${partSql(1)}, ${name}) > 0 AND ${begin} <= now() AND now() < ${end} THEN ${end} END`;
  });
  return `greatest(\n${ends.map((end) => `      ${end}`).join(",\n")})`;
}

function partSql(part: number): string {
  return `regexp_extract(upper(trim(repeats)), ${sqlLiteral(PATTERN)}, ${part})`;
}

function momentSql(day: string, time: string): string {
  return `try_cast(concat(CAST(${day} AS STRING), ' ', ${time}, ':00 ', coalesce(repeats_timezone, 'UTC')) AS TIMESTAMP)`;
}
