import cronstrue from "cronstrue";
import type { AlertNotes } from "./alert-notes";
import { CronSyntaxError } from "./quartz/cron-syntax-error";
import { dueDays } from "./quartz/due-days";
import { parseQuartzCron } from "./quartz/parse-quartz-cron";
import { remembered } from "./remembered";
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
export const checkQuartzCron = remembered((cron: string): CronCheck => {
  try {
    const parsed = parseQuartzCron(cron);
    const comesDue = parsed.cannotForecast ?? dueDays(parsed, new Date(0)).next().done === false;
    return comesDue ? { valid: true } : { valid: false, reason: "no date matches it" };
  } catch (error) {
    if (error instanceof CronSyntaxError) {
      return { valid: false, reason: error.message };
    }
    throw error;
  }
});

/** In words: `At 08:00, Monday through Friday`. */
export function describeCron(cron: string): string {
  return cronstrue.toString(cron, { dayOfWeekStartIndexZero: false, use24HourTimeFormat: true });
}
