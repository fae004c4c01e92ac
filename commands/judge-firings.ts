import { z } from "zod";
import { FEEDBACK_VALUES } from "../alerting/tables/allowed-values";
import type { SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { ExpectedError } from "../messages/expected-error";
import { counted, shownText } from "../messages/words";
import { readFirings, type Said, type WantedFirings, writeFeedback } from "../rows/statements/firings";
import type { Settings } from "../settings/settings";
import type { FeedbackOptions, UnjudgedOptions } from "./feedback";
import { onConnection } from "./on-connection";

type Names = Pick<Settings, "catalog" | "goldSchema">;
type Sql = Pick<SqlSession, "query" | "execute">;

const Firing = z
  .object({
    evaluation_id: z.string(),
    alert_id: z.string(),
    alert_name: z.string(),
    severity: z.string(),
    at: z.coerce.number(),
    value: z.string().nullable(),
    ml_score: z.number().nullable(),
    ml_suppressed: z.boolean().nullable(),
    feedback: z.enum(FEEDBACK_VALUES).nullable().catch(null),
  })
  .transform(({ evaluation_id, alert_id, alert_name, at, ml_score, ml_suppressed, ...rest }) => ({
    evaluationId: evaluation_id,
    alertId: alert_id,
    alertName: alert_name,
    at: new Date(at),
    score: ml_score,
    isHeldBack: ml_suppressed === true,
    ...rest,
  }));

/** An evaluation that fired, or that a score held back. */
type Firing = z.output<typeof Firing>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** So many are shown where it is not clear which is meant. */
const MOST_SHOWN = 5;

/** Judges the firing, or those of a time, and says so. */
export async function judge(alertId: string, options: FeedbackOptions): Promise<void> {
  const { said, period } = readJudgement(options);
  await onConnection(options, async ({ sql }, names) => {
    const judged = await judgeFirings(sql, names, { alertId, period, said });
    console.log(
      options.json
        ? JSON.stringify(judged, undefined, 2)
        : [...judged.map(describe), `${counted(judged.length, "firing")} ${saidOf(said)}.`].join("\n"),
    );
  });
}

function saidOf(said: Said): string {
  return said === null ? "no longer judged" : said === "ACKNOWLEDGED" ? "acknowledged" : `judged ${said}`;
}

/** Lists what is not judged yet, and says how that is done. */
export async function listUnjudged(alertId: string | undefined, options: UnjudgedOptions): Promise<void> {
  const days = Number(options.days);
  if (!(days > 0 && days <= 3650))
    throw new ExpectedError(`--days ${shownText(options.days)} must be a number of days, at most 3650.`);
  await onConnection(options, async ({ sql }, names) => {
    const now = Date.now();
    const wanted = { from: new Date(now - days * DAY_MS), to: new Date(now + DAY_MS), isUnjudged: true };
    const found = await firingsOf(sql, names, { ...wanted, ...(alertId !== undefined && { alertId }) });
    const [newest] = found;
    const verdict =
      newest === undefined
        ? `Nothing to judge: no firing of the last ${counted(days, "day")} is without a judgement.`
        : `${counted(found.length, "firing")} of the last ${counted(days, "day")} not judged. To judge one: ` +
          `npm run feedback -- ${shownText(newest.alertId)} --at ${quoted(newest.at)} --true-positive, or --false-positive.`;
    console.log(
      options.json ? JSON.stringify(found, undefined, 2) : [...found.map(describe), verdict].join("\n"),
    );
  });
}

/** The last one, or all that begin in a time. */
export type Period = "last" | (Pick<WantedFirings, "from" | "to"> & { readonly isSeveral: boolean });

/** Finds what is meant, and writes the judgement only where that is clear. */
export async function judgeFirings(
  sql: Sql,
  names: Names,
  wanted: { readonly alertId: string; readonly period: Period; readonly said: Said },
): Promise<readonly Firing[]> {
  const { alertId, period, said } = wanted;
  const ever = { alertId, from: new Date(0), to: new Date(Date.now() + DAY_MS) };
  const found = await firingsOf(sql, names, period === "last" ? ever : { alertId, ...period });
  const meant = period === "last" ? found.slice(0, 1) : found;
  if (meant.length === 0) {
    const others = (await firingsOf(sql, names, ever)).slice(0, MOST_SHOWN);
    throw new ExpectedError(
      [
        `alert_history has no firing of ${shownText(alertId)}${period === "last" ? "" : ` from ${utc(period.from)} until ${utc(period.to)}`}.`,
        ...(others.length === 0
          ? ["Name a row by its alert_id. What an alert did is there once alerting_history_job has run."]
          : ["Its last ones:", ...others.map(describe), "Name one of them by --at."]),
      ].join("\n"),
    );
  }
  if (meant.length > 1 && period !== "last" && !period.isSeveral) {
    throw new ExpectedError(
      [
        `${shownText(alertId)} fired ${meant.length} times from ${utc(period.from)} until ${utc(period.to)}:`,
        ...meant.slice(0, MOST_SHOWN).map(describe),
        ...(meant.length > MOST_SHOWN ? ["…"] : []),
        `Name one by its second in --at, or all of them by --until ${quoted(period.to)}.`,
      ].join("\n"),
    );
  }
  const ids = meant.map(({ evaluationId }) => evaluationId);
  await write(sql, names, ids, said);
  return said === "ACKNOWLEDGED" ? meant : meant.map((firing) => ({ ...firing, feedback: said }));
}

async function write(sql: Sql, names: Names, ids: readonly string[], said: Said): Promise<void> {
  try {
    await sql.execute(writeFeedback(names, ids, said), { idempotent: true });
  } catch (error) {
    if (!(error instanceof SqlStatementError && error.isColumnNotFound)) throw error;
    throw new ExpectedError(
      `${names.catalog}.${names.goldSchema}.alert_history has no column acknowledged_at yet: an up adds it. Nothing was written.`,
      { cause: error },
    );
  }
}

async function firingsOf(sql: Sql, names: Names, wanted: WantedFirings): Promise<Firing[]> {
  try {
    return z.array(Firing).parse(await sql.query(readFirings(names, wanted)));
  } catch (error) {
    if (!(error instanceof SqlStatementError && error.isTableNotFound)) throw error;
    const table = `${names.catalog}.${names.goldSchema}.alert_history`;
    throw new ExpectedError(`There is no table ${table} yet, or you may not read it: an up makes it.`, {
      cause: error,
    });
  }
}

/** What is said, and of which time; all that is wrong with it at once. */
export function readJudgement({ at, until, ...options }: FeedbackOptions): {
  readonly said: Said;
  readonly period: Period;
} {
  const said = options.falsePositive
    ? "FALSE_POSITIVE"
    : options.truePositive
      ? "TRUE_POSITIVE"
      : options.acknowledge
        ? "ACKNOWLEDGED"
        : null;
  const isLast = at === "last";
  const [from, to] = [at, until].map((text) => (text === undefined ? undefined : readTime(text)));
  const faults = [
    ...(said === null && !options.clear
      ? ["Say what the firing was: --true-positive, --false-positive, --acknowledge, or --clear."]
      : []),
    ...(at === undefined
      ? ["Say which firing: --at last, or its time in UTC, such as --at '2026-11-09 13:00'."]
      : []),
    ...(at !== undefined && !isLast && from === undefined ? [noTime("--at", at)] : []),
    ...(until !== undefined && to === undefined ? [noTime("--until", until)] : []),
    ...(isLast && until !== undefined ? ["--at last is one firing, and goes without --until."] : []),
    ...(from && to && to.to <= from.from ? ["--until is before --at."] : []),
  ];
  if (faults.length > 0) throw new ExpectedError(faults.join("\n"));
  if (from === undefined) return { said, period: "last" };
  return { said, period: { from: from.from, to: (to ?? from).to, isSeveral: to !== undefined } };
}

function noTime(option: string, text: string): string {
  return `${option} ${shownText(text)} is no time: write 2026-11-09, 2026-11-09 13:00, or 2026-11-09T13:00:05Z.`;
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(\.\d{1,3})?)?)?( ?UTC|Z|[+-]\d{2}:\d{2})?$/;

/** A day, a minute, a second or a millisecond: as long as it is written. */
function readTime(text: string): { readonly from: Date; readonly to: Date } | undefined {
  const [, day, minute = "00:00", second = "00", fraction = "", zone = "Z"] = TIME.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  const offset = /UTC|Z/.test(zone) ? "Z" : zone;
  const from = new Date(`${day}T${minute}:${second}${fraction}${offset}`);
  if (Number.isNaN(from.getTime())) return undefined;
  const [, isMinute, isSecond, isFraction] = TIME.exec(text.trim())?.slice(1) ?? [];
  const length = isFraction ? 1 : isSecond ? 1000 : isMinute ? 60_000 : DAY_MS;
  return { from, to: new Date(from.getTime() + length) };
}

function describe({ alertId, at, severity, value, score, isHeldBack, feedback, alertName }: Firing): string {
  const what = isHeldBack ? "held back" : "fired";
  return [
    `  ${shownText(alertId)}  ${utc(at)}  ${severity}  ${what} at ${value === null ? "no figure" : shownText(value)}`,
    ...(score === null ? [] : [`score ${Math.round(score * 100) / 100}`]),
    ...(feedback === null ? [] : [feedback]),
    shownText(alertName),
  ].join("  ");
}

function utc(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** As a command line takes it. */
function quoted(time: Date): string {
  return `'${time.toISOString().slice(0, 19).replace("T", " ")}'`;
}
