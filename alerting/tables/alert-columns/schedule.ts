import { PAUSE_STATUSES } from "../allowed-values";
import type { ColumnSpec } from "../column-spec";

/** When the alert runs. */
export const SCHEDULE_COLUMNS = [
  {
    name: "schedule_cron",
    type: "STRING",
    nullable: false,
    default: "0 */5 * * * ?",
    business: "How often the alert is evaluated.",
    technical: "Quartz cron of 6 or 7 fields, seconds first; schedule.quartz_cron_schedule.",
  },
  {
    name: "schedule_timezone",
    type: "STRING",
    nullable: false,
    default: "America/Los_Angeles",
    business: "Whose clock the schedule follows.",
    technical: "IANA time zone; schedule.timezone_id.",
  },
  {
    name: "pause_status",
    type: "STRING",
    nullable: false,
    default: "UNPAUSED",
    values: PAUSE_STATUSES,
    check: true,
    business: "Whether a deployed alert is running or resting.",
    technical: "schedule.pause_status.",
  },
  {
    name: "is_enabled",
    type: "BOOLEAN",
    nullable: false,
    default: true,
    nullMeans: false,
    business: "Whether the alert is wanted at all.",
    technical: "FALSE or NULL pauses a deployed alert, or removes it with the setting deleteDisabled.",
  },
] as const satisfies readonly ColumnSpec[];
