import cronstrue from "cronstrue";
import { CronSyntaxError } from "../quartz/fields";
import { parseQuartzCron } from "../quartz/parse-quartz-cron";
import { possibleCrons } from "../quartz/possible-crons";
import { dueDays } from "../quartz/runs";
import { remembered } from "../remembered";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import { PAUSE_STATUSES } from "../tables/allowed-values";
import type { AlertField } from "./alert-field";

/** The row's time zone if it is one of the IANA database. */
export function timeZone(row: Pick<AlertRow, "schedule_timezone">, notes: AlertNotes): string | undefined {
  const zone = row.schedule_timezone.trim();
  const proper = properZone(zone);
  if (proper === zone) return zone;

  const example = proper ?? "America/Los_Angeles";
  return notes.fault(
    "schedule_timezone",
    `is not an IANA time zone${proper ? "; did you mean" : ", for example"} ${example}${proper ? "?" : ""}`,
  );
}

/** The zone's name in its proper letters. The service's (Java's) names tell upper and lower case apart, Intl's do not. */
export const properZone = remembered((zone): string | undefined => {
  // Intl takes offsets such as +01:00 for zones.
  if (!/^[A-Za-z]/.test(zone)) return undefined;

  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
    return known.toLowerCase() === zone.toLowerCase() ? known : zone;
  } catch {
    return undefined;
  }
});

type CronCheck = { readonly valid: true } | { readonly valid: false; readonly reason: string };

/** The row's schedule, with single blanks, if Quartz accepts it or it can mean one thing only. */
export function quartzCron(row: Pick<AlertRow, "schedule_cron">, notes: AlertNotes): string | undefined {
  const check = checkQuartzCron(row.schedule_cron);
  if (check.valid) return row.schedule_cron.trim().replaceAll(/\s+/g, " ");

  const [meant, ...others] = meantCrons(row.schedule_cron);
  if (meant === undefined)
    return notes.fault("schedule_cron", `is no Quartz cron expression: ${check.reason}`);

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
    if (error instanceof CronSyntaxError) return { valid: false, reason: error.message };

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

export const QUARTZ_CRON: AlertField<"schedule.quartzCronSchedule"> = {
  path: "schedule.quartzCronSchedule",
  words: "the schedule",
  read: quartzCron,
  cells: ({ schedule }) => ({ schedule_cron: schedule.quartzCronSchedule }),
  // Quartz reads names of days and months in any case.
  canonical: (cron) => String(cron).trim().split(/\s+/).join(" ").toUpperCase(),
};

export const TIME_ZONE: AlertField<"schedule.timezoneId"> = {
  path: "schedule.timezoneId",
  words: "the time zone",
  hasFewValues: true,
  read: timeZone,
  cells: ({ schedule }) => ({ schedule_timezone: schedule.timezoneId }),
  canonical(zone) {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: String(zone) }).resolvedOptions().timeZone;
    } catch {
      return String(zone);
    }
  },
};

export const PAUSE_STATUS: AlertField<"schedule.pauseStatus"> = {
  path: "schedule.pauseStatus",
  words: "whether it is paused",
  hasFewValues: true,
  read: (row) => (row.is_enabled ? row.pause_status : "PAUSED"),
  // The alert of a disabled row is paused: one that runs again means an enabled row.
  cells({ schedule: { pauseStatus } }, { is_enabled }) {
    const known = PAUSE_STATUSES.find((status) => status === pauseStatus);
    if (known === undefined) return {};
    return { pause_status: known, ...(known === "UNPAUSED" && !is_enabled && { is_enabled: true }) };
  },
};
