import { randomUUID } from "node:crypto";
import { readSilence, type Silence } from "../../alerting/silences/silence";
import { MOST_DAYS } from "../../alerting/tables/alert-silences";
import { readDuration } from "../../messages/durations";
import { shownText } from "../../messages/words";
import type { SilenceOptions } from "../silence";

/** Column → what the command line calls it. */
const OPTIONS: Readonly<Record<string, string>> = {
  match_alert_id: "alert_id",
  match_domain: "--domain",
  match_severity: "--severity",
  match_owner: "--owner",
  match_tag: "--tag",
  starts_at: "--from",
  ends_at: "--until",
  reason: "--because",
  repeats: "--repeats",
  repeats_timezone: "--zone",
  ticket_url: "--ticket",
};

export interface AskedSilence {
  readonly row: Readonly<Record<string, string | null>>;
  readonly silence: Silence;
  /** Sentences, one for each thing that is wrong. */
  readonly faults: readonly string[];
}

/** The row that the command line asks for, with all that is wrong with it. */
export function askedSilence(alertId: string | undefined, options: SilenceOptions, now: Date): AskedSilence {
  const faults: string[] = [];
  const start = options.from === undefined ? now : readMoment(options.from);
  if (start === undefined) faults.push(`--from ${shownText(options.from ?? "")}: ${NO_MOMENT}`);
  const end = endOf(options, start ?? now, faults);
  const row = {
    silence_id: randomUUID().slice(0, 8),
    match_alert_id: alertId ?? null,
    match_domain: options.domain?.trim().toUpperCase() ?? null,
    match_severity: options.severity?.trim().toUpperCase() ?? null,
    match_owner: options.owner ?? null,
    match_tag: options.tag ?? null,
    starts_at: (start ?? now).toISOString(),
    ends_at: (end ?? start ?? now).toISOString(),
    reason: options.because ?? "",
    repeats: options.repeats?.trim().toUpperCase() ?? null,
    repeats_timezone: options.zone ?? null,
    ticket_url: options.ticket ?? null,
  };
  const silence = readSilence(row);
  const ofRow = silence.faults.map(({ column = "", rule }) =>
    column === "reason" && row.reason.trim() === ""
      ? "--because: say why, for whoever wonders about the quiet"
      : `${OPTIONS[column] ?? column}: ${rule}`,
  );
  if (options.zone !== undefined && options.repeats === undefined)
    faults.push("--zone: says whose hours --repeats names, which is not given");
  if (end !== undefined && end <= now && end >= (start ?? now))
    faults.push(`--until: ${end.toISOString()} is over already`);
  return { row, silence, faults: [...faults, ...ofRow] };
}

const NO_MOMENT = "must be a moment such as 2026-12-24 08:00, which is UTC, or 2026-12-24T08:00+01:00";

function endOf({ for: time, until }: SilenceOptions, start: Date, faults: string[]): Date | undefined {
  if ((time === undefined) === (until === undefined)) {
    faults.push(`--for or --until: give one of them, as no silence lasts longer than ${MOST_DAYS} days`);
    return undefined;
  }
  if (until !== undefined) {
    const end = readMoment(until);
    if (end === undefined) faults.push(`--until ${shownText(until)}: ${NO_MOMENT}`);
    return end;
  }
  const seconds = readDuration(time ?? "");
  if (seconds !== undefined) return new Date(start.getTime() + seconds * 1000);
  faults.push(`--for ${shownText(time ?? "")}: must be a time such as 30m, 4h, 2d or 1w`);
  return undefined;
}

function readMoment(text: string): Date | undefined {
  const [, day = "", time = "", zone = "Z"] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?$/i.exec(
      text.trim().replace(/ UTC$/, "Z"),
    ) ?? [];
  const read = new Date(`${day}T${time}${zone}`);
  return Number.isNaN(read.getTime()) ? undefined : read;
}
