import assert from "node:assert/strict";
import { parseQuartzCron } from "../quartz/parse-quartz-cron";
import { durationText } from "../../messages/durations";
import { evenIntervals, everyInterval, movedTimes } from "./rhythm";
import { type CostedRow, limitsOf, reasonToKeep, type RowLimits } from "./row-limits";
import { WarehouseUse, type WarehouseTimes } from "./warehouse-use";

/** So many evaluations a workspace runs at once; what is beyond them is skipped. The figure is not Databricks' own. */
export const MOST_EVALUATIONS_AT_ONCE = 250;

/** The minute of an hour that rows meet in, where none is shared yet: not the top, where all the world's jobs begin. */
const WAVE_MINUTE = 7;

/** So little is no saving. */
const NO_HOURS = 1e-6;

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
  const use = new WarehouseUse(times, options.now);
  for (const row of rows) use.add(row);
  const empty = () => new WarehouseUse(times, options.now, use);
  const minutes = options.waveMinute === undefined ? waveMinutes(rows, use) : [options.waveMinute];
  const { waveMinute, candidates } = bestWave(rows, minutes, empty, options);
  const proposedUse = empty();
  const now = figures(use);
  const chosen = choose(rows, candidates, proposedUse);
  if (proposedUse.hoursPerDay() > now.hoursPerDay - NO_HOURS) keepAll(rows, candidates, chosen, proposedUse);
  const proposed = figures(proposedUse);
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

/** Where nothing is saved in all, nothing is changed. */
function keepAll(
  rows: readonly CostedRow[],
  candidates: readonly (readonly Candidate[])[],
  chosen: (Candidate | undefined)[],
  use: WarehouseUse,
): void {
  for (const [index, row] of rows.entries()) {
    use.remove({ ...row, cron: chosen[index]?.cron ?? row.cron });
    use.add(row);
    const asIs = candidates[index]?.find(({ cron }) => cron === row.cron);
    chosen[index] = asIs ?? { cron: row.cron, reason: "another schedule would save nothing" };
  }
}

function figures(use: WarehouseUse): UseFigures {
  return { hoursPerDay: use.hoursPerDay(), evaluationsAtOnce: use.mostAtOnce() };
}

/** So many minutes are tried. */
const MOST_WAVES = 12;

/**
 * Minutes in which rows may meet, the likeliest first: one that several rows that run once an hour share, our own, and those of
 * rows that may have to stay where they are; behind the top of the hour, where one is there.
 */
function waveMinutes(rows: readonly CostedRow[], use: WarehouseUse): number[] {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const [minute, ...others] = new Set(use.minutesOf(row).map((at) => at % 60));
    if (minute === undefined || others.length > 0) continue;
    const own = minute === 0 ? 1 : minute;
    counts.set(own, (counts.get(own) ?? 0) + (minute === 0 ? 0 : 1));
  }
  const used = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const shared = used.filter(([, count]) => count > 1).map(([minute]) => minute);
  return [...new Set([...shared.slice(0, 1), WAVE_MINUTE, ...used.map(([minute]) => minute)])].slice(
    0,
    MOST_WAVES,
  );
}

/** The first of the minutes with which the warehouse is up for the least time. */
function bestWave(
  rows: readonly CostedRow[],
  minutes: readonly number[],
  empty: () => WarehouseUse,
  options: ProposalOptions,
) {
  const tried = minutes.map((waveMinute) => {
    const candidates = rows.map((row, index) => candidatesOf(row, minuteOf(index, row, waveMinute), options));
    const use = empty();
    for (const [index, row] of rows.entries())
      use.add({ ...row, cron: candidates[index]?.at(-1)?.cron ?? row.cron });
    return { waveMinute, candidates, hours: use.hoursPerDay() };
  });
  const [first, ...others] = tried;
  assert.ok(first !== undefined, "there is a minute to try");
  return others.reduce((best, one) => (one.hours < best.hours - NO_HOURS ? one : best), first);
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
    if (moved === undefined || moved.laterMinutes === 0)
      return [{ cron, reason: "it runs at times of its own" }];
    return [
      { cron, reason: "it runs at times of its own, and another minute would save nothing" },
      { cron: moved.cron, reason: `${moved.laterMinutes}m later, to meet the others` },
    ];
  }
  const { own, fastest, slowest, because } = limits;
  const even = evenIntervals(fastest, slowest).map((seconds) => ({
    cron: everyInterval(seconds, minute, zone, now),
    reason: seconds === own ? "to meet the others" : slowerText(limits, seconds),
  }));
  const asIs = { cron, reason: slowest > own ? "running it less often would save nothing" : because };
  return even.length === 0 || own >= fastest ? [asIs, ...even.filter((one) => one.cron !== cron)] : even;
}

function slowerText({ own, because }: RowLimits, seconds: number): string {
  return `every ${durationText(seconds)} instead of every ${durationText(own)}: ${because}`;
}

/** Each first as it saves most, then each as near to what it is as costs nothing. */
function choose(
  rows: readonly CostedRow[],
  candidates: readonly (readonly Candidate[])[],
  use: WarehouseUse,
): (Candidate | undefined)[] {
  const chosen = candidates.map((of) => of.at(-1));
  for (const [index, row] of rows.entries()) use.add({ ...row, cron: chosen[index]?.cron ?? row.cron });
  let least = use.hoursPerDay();
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
        least = Math.min(least, use.hoursPerDay());
        chosen[index] = candidate;
        break;
      }
      use.remove({ ...row, cron: candidate.cron });
      use.add(current);
    }
  }
  return chosen;
}
