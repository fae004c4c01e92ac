import { Cron } from "croner";
import cronstrue from "cronstrue";
import type { AlertNotes } from "./alert-notes";
import { CronSyntaxError } from "./quartz/cron-syntax-error";
import { parseQuartzCron, type ParsedCron } from "./quartz/parse-quartz-cron";
import type { AlertRow } from "./tables/alert-configurations";

export type CronCheck = { readonly valid: true } | { readonly valid: false; readonly reason: string };

/** The row's schedule, with single blanks, if Quartz accepts it. */
export function quartzCron(row: Pick<AlertRow, "schedule_cron">, notes: AlertNotes): string | undefined {
  const check = checkQuartzCron(row.schedule_cron);
  return check.valid
    ? row.schedule_cron.trim().replaceAll(/\s+/g, " ")
    : notes.fault("schedule_cron", `is no Quartz cron expression: ${check.reason}`);
}

/** Whether Quartz accepts the expression and it ever comes due, at whatever date. */
export function checkQuartzCron(cron: string): CronCheck {
  try {
    const parsed = parseQuartzCron(cron);
    const comesDue = parsed.cannotForecast ?? scheduleOf(parsed, "UTC").nextRun(new Date(0)) !== null;
    return comesDue ? { valid: true } : { valid: false, reason: "no date matches it" };
  } catch (error) {
    if (error instanceof CronSyntaxError) {
      return { valid: false, reason: error.message };
    }
    throw error;
  }
}

/** The next `count` runs after `from`; `undefined` for the one form that cannot be forecast (`L-3W`). */
export function nextRuns(cron: string, zone: string, from: Date, count: number): Date[] | undefined {
  const parsed = parseQuartzCron(cron);
  return parsed.cannotForecast ? undefined : scheduleOf(parsed, zone).nextRuns(count, from);
}

/** In words: `At 08:00, Monday through Friday`. */
export function describeCron(cron: string): string {
  return cronstrue.toString(cron, { dayOfWeekStartIndexZero: false, use24HourTimeFormat: true });
}

function scheduleOf({ pattern, daysBeforeLast = 0 }: ParsedCron, timezone: string): Cron {
  return new Cron(pattern, {
    mode: "7-part",
    alternativeWeekdays: true,
    timezone,
    paused: true,
    // `L-3` is L, three days earlier.
    ...(daysBeforeLast > 0 ? { dayOffset: -daysBeforeLast } : {}),
  });
}
