import { shownText } from "../../messages/words";
import type { Fault } from "../row-faults";
import type { AlertRow } from "../tables/alert-configurations";
import { ALERT_SILENCES, MOST_DAYS, SILENCES_WATCHDOG, type SilenceRow } from "../tables/alert-silences";
import { rowReader, type RawRow } from "../tables/row-reader";
import { readWeeklyHours, type WeeklyHours, windowEnd } from "./repeats";

/** What a silence says of the alerts that it covers: all that is given must be so. */
export const MATCH_COLUMNS = [
  "match_alert_id",
  "match_domain",
  "match_severity",
  "match_owner",
  "match_tag",
] as const;

/** A row of alert_silences, as it was read. */
export interface Silence {
  readonly row: SilenceRow;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly hours?: WeeklyHours;
  /** A row with faults covers no alert. */
  readonly faults: readonly Fault[];
}

/** What an alert is matched by. */
export type MatchedRow = Pick<AlertRow, "alert_id" | "agent_domain" | "severity" | "owner" | "tags">;

const read = rowReader(ALERT_SILENCES);
const DAY_MS = 86_400_000;

export function readSilence(raw: RawRow): Silence {
  const { row, broken } = read(raw);
  const faults: Fault[] = [];
  const fault = (column: string, rule: string) =>
    faults.push({ table: ALERT_SILENCES.name, row: row.silence_id, column, rule });
  for (const { column, rule } of broken) fault(column, rule);

  const [startsAt, endsAt] = [new Date(row.starts_at), new Date(row.ends_at)];
  if (endsAt < startsAt) fault("ends_at", `is before the start, ${row.starts_at}`);
  if (endsAt.getTime() - startsAt.getTime() > MOST_DAYS * DAY_MS) {
    fault(
      "ends_at",
      `is more than ${MOST_DAYS} days after the start: who wants it quieter for good changes the alert`,
    );
  }
  if (MATCH_COLUMNS.every((column) => row[column] === null))
    fault("match_alert_id", `names no alerts: give one of ${MATCH_COLUMNS.join(", ")}`);
  for (const column of ["match_domain", "match_severity"] as const) {
    const [value, values] = [row[column], valuesOf(column)];
    if (value !== null && !values.includes(value.trim().toUpperCase()))
      fault(column, `is not one of ${values.join(", ")}`);
  }
  if (row.match_tag !== null && !/[^=\s].*=/.test(row.match_tag))
    fault("match_tag", `must be key=value, and not ${shownText(row.match_tag)}`);

  const hours = row.repeats === null ? undefined : readWeeklyHours(row.repeats, row.repeats_timezone);
  if (hours && "rule" in hours) fault(hours.column, hours.rule);
  return { row, startsAt, endsAt, ...(hours && !("rule" in hours) && { hours }), faults };
}

function valuesOf(column: "match_domain" | "match_severity"): readonly string[] {
  const spec = ALERT_SILENCES.columns.find(({ name }) => name === column);
  return spec && "values" in spec ? spec.values : [];
}

/** Whether the silence is about the alert, whenever it is in force. The view says the same in SQL (`in-force-view.ts`). */
export function covers({ row, faults }: Pick<Silence, "row" | "faults">, alert: MatchedRow): boolean {
  if (faults.length > 0 || alert.alert_id === SILENCES_WATCHDOG) return false;
  const { match_alert_id: id, match_domain: domain, match_severity: severity, match_owner: owner } = row;
  return (
    (id === null || globPattern(id).test(alert.alert_id)) &&
    (domain === null || isSame(domain, alert.agent_domain)) &&
    (severity === null || isSame(severity, alert.severity)) &&
    (owner === null || isSame(owner, alert.owner)) &&
    (row.match_tag === null || hasTag(alert, row.match_tag))
  );
}

function globPattern(glob: string): RegExp {
  const literal = glob.replaceAll(/[\\^$.+()[\]{}|/]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function hasTag({ tags }: MatchedRow, tag: string): boolean {
  const at = tag.indexOf("=");
  const key = tag.slice(0, at).trim();
  return tags?.[key]?.trim() === tag.slice(at + 1).trim();
}

/** Until when the silence holds at `moment`; `undefined` where it does not. */
export function quietUntil(silence: Silence, moment: Date): Date | undefined {
  const { startsAt, endsAt, hours, faults } = silence;
  if (faults.length > 0 || moment < startsAt || moment >= endsAt) return undefined;
  const end = hours ? windowEnd(hours, moment) : endsAt;
  return end && end > endsAt ? endsAt : end;
}
