import cronstrue from "cronstrue";
import type { AlertNotes } from "./alert-notes";
import { CronSyntaxError } from "./quartz/cron-syntax-error";
import { dueDays } from "./quartz/due-days";
import { parseQuartzCron } from "./quartz/parse-quartz-cron";
import { possibleCrons } from "./quartz/possible-crons";
import { remembered } from "./remembered";
import type { AlertRow } from "./tables/alert-configurations";

export type CronCheck = { readonly valid: true } | { readonly valid: false; readonly reason: string };

/** The row's schedule, with single blanks, if Quartz accepts it or it can mean one thing only. */
export function quartzCron(row: Pick<AlertRow, "schedule_cron">, notes: AlertNotes): string | undefined {
  const check = checkQuartzCron(row.schedule_cron);
  if (check.valid) {
    return row.schedule_cron.trim().replaceAll(/\s+/g, " ");
  }
  const [meant, ...others] = meantCrons(row.schedule_cron);
  if (meant === undefined) {
    return notes.fault("schedule_cron", `is no Quartz cron expression: ${check.reason}`);
  }
  if (others.length > 0) {
    const meanings = [meant, ...others].map(inWords).join(" or ");
    return notes.fault("schedule_cron", `is no Quartz cron expression: ${check.reason}; write ${meanings}`);
  }
  notes.warning(
    "schedule_cron",
    `is no Quartz cron expression and is read as ${inWords(meant)}: write it so`,
  );
  return meant;
}

/** What an expression that Quartz refuses can mean all the same, each meaning once. */
const meantCrons = remembered((cron: string): readonly string[] => {
  const accepted = possibleCrons(cron).filter((text) => checkQuartzCron(text).valid);
  return [...new Map(accepted.map((text) => [parseQuartzCron(text).pattern, text])).values()];
});

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

/** In words: `At 08:00, Monday through Friday`; as it stands where there are none (`0 0 8 L-3W * ?`). */
export function describeCron(cron: string): string {
  try {
    return cronstrue.toString(cron, { dayOfWeekStartIndexZero: false, use24HourTimeFormat: true });
  } catch {
    return cron;
  }
}

function inWords(cron: string): string {
  return `"${cron}" (${describeCron(cron)})`;
}
