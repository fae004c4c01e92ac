import { parseQuartzCron } from "../quartz/parse-quartz-cron";
import { durationText } from "../../messages/durations";
import { evenIntervals, everyInterval, movedTimes } from "./rhythm";
import { type CostedRow, limitsOf, reasonToKeep, type RowLimits } from "./row-limits";
import { WarehouseUse, type WarehouseTimes } from "./warehouse-use";

/** So many evaluations a workspace runs at once; what is beyond them is skipped. The figure is not Databricks' own. */
export const MOST_EVALUATIONS_AT_ONCE = 250;

/** The minute of an hour that rows meet in, where none is shared yet: not the top, where all the world's jobs begin. */
const WAVE_MINUTE = 7;

export interface UseFigures {
  readonly hoursPerDay: number;
  readonly evaluationsAtOnce: number;
}

export interface ProposedRow extends CostedRow {
  /** The proposed one; the row's own where that is best. */
  readonly proposed: string;
  readonly reason: string;
  /** How many hours a day the warehouse is up because of this row alone. */
  readonly hoursNow: number;
  readonly hoursProposed: number;
}

export interface ProposedSchedules {
  readonly waveMinute: number;
  readonly now: UseFigures;
  readonly proposed: UseFigures;
  readonly rows: readonly ProposedRow[];
}

export interface ProposalOptions {
  readonly now: Date;
  /** How late it may be noticed where a row does not say. @default such a row keeps its rhythm */
  readonly unsaid?: number;
  /** Of UTC's hours. @default the one that most rows run in already */
  readonly waveMinute?: number;
}

/** A schedule that a row can have, and why it would. */
interface Candidate {
  readonly cron: string;
  readonly reason: string;
}

/**
 * Schedules with which the warehouse is up for less time: rows meet in one minute of an hour, and run less often where that is
 * allowed and saves time. A row that saves nothing by a change is not changed. No row runs more often than it did, and none
 * has a longer wait than its `noticeWithin`.
 */
export function proposeSchedules(
  rows: readonly CostedRow[],
  times: WarehouseTimes,
  options: ProposalOptions,
): ProposedSchedules {
  const [use, proposedUse] = [new WarehouseUse(times, options.now), new WarehouseUse(times, options.now)];
  for (const row of rows) use.add(row);
  const waveMinute = options.waveMinute ?? sharedMinute(rows, use);
  const candidates = rows.map((row, index) => candidatesOf(row, minuteOf(index, row, waveMinute), options));
  const chosen = choose(rows, candidates, proposedUse);
  const [now, proposed] = [figures(use), figures(proposedUse)];
  return {
    waveMinute,
    now,
    proposed,
    rows: rows.map((row, index) => {
      const { cron, reason } = chosen[index] ?? { cron: row.cron, reason: "" };
      return {
        ...row,
        proposed: cron,
        reason,
        hoursNow: use.hoursBecauseOf(row, now.hoursPerDay),
        hoursProposed: proposedUse.hoursBecauseOf({ ...row, cron }, proposed.hoursPerDay),
      };
    }),
  };
}

function figures(use: WarehouseUse): UseFigures {
  return { hoursPerDay: use.hoursPerDay(), evaluationsAtOnce: use.mostAtOnce() };
}

/** The minute that most of the rows that run once an hour run in, if two do so, and it is not the top of the hour. */
function sharedMinute(rows: readonly CostedRow[], use: WarehouseUse): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const [minute, ...others] = new Set(use.minutesOf(row).map((at) => at % 60));
    if (minute !== undefined && minute !== 0 && others.length === 0)
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
  }
  const [best] = [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best?.[0] ?? WAVE_MINUTE;
}

/** Rows beyond those that may run at once come when these are done, while the warehouse is up anyway. */
function minuteOf(index: number, { runSeconds }: CostedRow, wave: number): number {
  const later = Math.floor(index / MOST_EVALUATIONS_AT_ONCE) * Math.max(1, Math.ceil(runSeconds / 60));
  return (wave + later) % 60;
}

/** From the row as it is to what changes most and may save most. */
function candidatesOf(row: CostedRow, minute: number, { now, unsaid }: ProposalOptions): Candidate[] {
  const { cron, zone } = row;
  const kept = reasonToKeep(row, now);
  if (kept !== undefined) return [{ cron, reason: kept }];
  if (parseQuartzCron(cron).cannotForecast) return [{ cron, reason: "its runs cannot be forecast" }];
  const limits = limitsOf(row, unsaid);
  if (limits === undefined) {
    const moved = movedTimes(cron, minute, zone, now);
    const asIs = { cron, reason: "it runs at times of its own" };
    return moved === undefined || moved.laterMinutes === 0
      ? [asIs]
      : [asIs, { cron: moved.cron, reason: `${moved.laterMinutes}m later, to meet the others` }];
  }
  const { own, fastest, slowest, because } = limits;
  const even = evenIntervals(fastest, slowest).map((seconds) => ({
    cron: everyInterval(seconds, minute, zone, now),
    reason: seconds === own ? "to meet the others" : slowerText(limits, seconds),
  }));
  const asIs = { cron, reason: because };
  return even.length === 0 || own >= fastest ? [asIs, ...even.filter((one) => one.cron !== cron)] : even;
}

function slowerText({ own, because }: RowLimits, seconds: number): string {
  return `every ${durationText(seconds)} instead of every ${durationText(own)}: ${because}`;
}

/** So little is no saving. */
const NO_HOURS = 1e-6;

/** Each first as it saves most, then each as near to what it is as costs nothing. */
function choose(
  rows: readonly CostedRow[],
  candidates: readonly (readonly Candidate[])[],
  use: WarehouseUse,
): (Candidate | undefined)[] {
  const chosen = candidates.map((of) => of.at(-1));
  for (const [index, row] of rows.entries()) use.add({ ...row, cron: chosen[index]?.cron ?? row.cron });
  const least = use.hoursPerDay();
  const isUnlimited = rows.length <= MOST_EVALUATIONS_AT_ONCE || use.mostAtOnce() > MOST_EVALUATIONS_AT_ONCE;
  const isFree = () =>
    use.hoursPerDay() <= least + NO_HOURS && (isUnlimited || use.mostAtOnce() <= MOST_EVALUATIONS_AT_ONCE);
  for (const [index, row] of rows.entries()) {
    for (const candidate of candidates[index] ?? []) {
      const current = { ...row, cron: chosen[index]?.cron ?? row.cron };
      if (candidate.cron === current.cron) break;
      use.remove(current);
      use.add({ ...row, cron: candidate.cron });
      if (isFree()) {
        chosen[index] = candidate;
        break;
      }
      use.remove({ ...row, cron: candidate.cron });
      use.add(current);
    }
  }
  return chosen;
}
