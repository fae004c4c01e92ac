import { durationText } from "../../messages/durations";
import { longestWait } from "../quartz/longest-wait";
import { evenAtLeast, evenInterval } from "./rhythm";

/** A row of which the schedule costs something, and what says how it may be changed. Times are in seconds. */
export interface CostedRow {
  readonly alertId: string;
  readonly cron: string;
  readonly zone: string;
  readonly runSeconds: number;
  /** What the row says: how late it may be noticed. */
  readonly noticeWithin?: number;
  /** How often the quickest of its sources gets new rows; left out where that is not known of each of them. */
  readonly arrivesEvery?: number;
  /** How far back its query looks at least; left out where it looks at all there is, or at the day. */
  readonly looksBack?: number;
  /** Its condition counts checks, or its query cannot be read: another rhythm may be another alert. */
  readonly keepsRhythm?: "counts checks" | "not analysed";
}

/** How often a row may run that runs at even intervals. */
export interface RowLimits {
  /** What it does as it is written. */
  readonly own: number;
  /** No more often: nothing new is there before. */
  readonly fastest: number;
  /** No less often. */
  readonly slowest: number;
  /** What allows it to run less often than it does, or why it may not. */
  readonly because: string;
}

/** Why the row is left alone, whatever it costs. */
export function reasonToKeep({ cron, noticeWithin }: CostedRow, now: Date): string | undefined {
  if (noticeWithin === undefined) return undefined;
  const wait = evenInterval(cron) ?? longestWait(cron, now);
  return wait !== undefined && wait > noticeWithin
    ? `it waits up to ${durationText(wait)} between two runs already, and notice_within allows ${durationText(noticeWithin)}`
    : undefined;
}

/**
 * The limits of a row at even intervals; nothing for one at times of its own. What a row says goes before what is measured of
 * its sources, and `unsaid`, how late it may be noticed where the row does not say, allows no more than that.
 */
export function limitsOf(row: CostedRow, unsaid: number | undefined): RowLimits | undefined {
  const { cron, noticeWithin, arrivesEvery, looksBack = Infinity, keepsRhythm } = row;
  const own = evenInterval(cron);
  if (own === undefined) return undefined;
  if (keepsRhythm !== undefined) return { own, fastest: own, slowest: own, because: KEEPS[keepsRhythm] };
  const arrival = arrivesEvery === undefined ? own : Math.max(own, evenAtLeast(arrivesEvery));
  const allowed = noticeWithin ?? Math.max(own, unsaid ?? own, arrival);
  // An event that no run looks at would never be noticed.
  const slowest = Math.min(allowed, Math.max(own, looksBack));
  const fastest = Math.min(arrival, slowest);
  return { own, fastest, slowest, because: because(row, { own, slowest, allowed, arrival }, unsaid) };
}

const KEEPS = {
  "counts checks": "its condition counts checks, so that it keeps its rhythm",
  "not analysed": "its query is not analysed, so that it keeps its rhythm",
} as const;

interface Weighed {
  readonly own: number;
  readonly slowest: number;
  readonly allowed: number;
  readonly arrival: number;
}

function because(
  { noticeWithin, arrivesEvery, looksBack }: CostedRow,
  { own, slowest, allowed, arrival }: Weighed,
  unsaid: number | undefined,
): string {
  if (looksBack !== undefined && allowed > slowest) {
    return looksBack < 60
      ? "its query looks at a day or an hour that may have just begun"
      : `its query looks back ${durationText(looksBack)}`;
  }
  if (slowest > own && arrivesEvery !== undefined && arrival > own && slowest === arrival)
    return `its sources get new rows every ${durationText(arrivesEvery)}`;
  if (noticeWithin !== undefined) return `notice_within is ${durationText(noticeWithin)}`;
  return unsaid !== undefined && slowest > own
    ? `--notice-within is ${durationText(unsaid)}`
    : "it says no notice_within, so that it keeps its rhythm";
}
