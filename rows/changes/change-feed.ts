import { SYNC_COLUMNS } from "../../alerting/tables/alert-columns/about";
import {
  ALERT_CONFIGURATIONS,
  alertIdOf,
  type ReadAlertRow,
} from "../../alerting/tables/alert-configurations";
import { AUTHORSHIP_COLUMNS } from "../../alerting/tables/kept-columns";
import type { RawRow } from "../../alerting/tables/row-reader";
import { MOST_FEED_ROWS } from "../statements/read-changes";

/** A TIMESTAMP cell in milliseconds, in whatever form it was read. */
export function timeOf(cell: unknown): number | undefined {
  const time = cell instanceof Date ? cell.getTime() : typeof cell === "string" ? Date.parse(cell) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Delta keeps its history as long by default. */
const LONGEST_MS = 30 * DAY_MS;
/** Between a run's reading and its writing, and between two clocks. */
const MARGIN_MS = DAY_MS;
/** So far a clock may be ahead of another one, and what it told is believed. Far less than the margin, which it takes from. */
const CLOCK_AHEAD_MS = 10 * 60 * 1000;

/** Whether a time was yet to come at `now`: no run wrote it then, and whoever may write rows may have. */
export function isToCome(time: number, now: Date): boolean {
  return time > now.getTime() + CLOCK_AHEAD_MS;
}

/**
 * From when on the feed can matter to rows: from their last sync that went well. What a failed one was about was changed
 * before it; and a row that is gone cannot tell, but it was there when the latest of the others was synced. A time that is
 * yet to come would hide all that was done before it: it tells nothing.
 */
export function feedStart(
  changed: readonly ReadAlert[],
  isRowGone: boolean,
  all: readonly ReadAlert[],
  now: Date,
): Date {
  const earliest = now.getTime() - LONGEST_MS;
  const starts = changed.map(({ row }) => pastTimeOf(row, row.last_synced_at ?? row.created_at, now));
  if (isRowGone) {
    const synced = all.map(({ row }) => pastTimeOf(row, row.last_synced_at, now));
    starts.push(synced.reduce((a, b) => (b === undefined || (a !== undefined && a > b) ? a : b), undefined));
  }
  return new Date(Math.max(earliest, Math.min(...starts.map((start) => (start ?? earliest) - MARGIN_MS))));
}

type ReadAlert = Pick<ReadAlertRow, "row">;

/** What a cell of the row tells of when the row was as the workspace has it. */
function pastTimeOf(row: ReadAlert["row"], cell: string | null, now: Date): number | undefined {
  const time = row.last_sync_status === "ERROR" ? undefined : timeOf(cell);
  return time === undefined || isToCome(time, now) ? undefined : time;
}

/** What one version of the table did with one row. */
export interface RowEvent {
  readonly version: number;
  readonly at: Date;
  /** Left out for a row that came. */
  readonly before?: RawRow;
  /** Left out for a row that went. */
  readonly after?: RawRow;
  /** The row came or went because its `alert_id` was changed. */
  readonly isRenamed: boolean;
}

/** What the program writes, and what says who wrote: neither is what somebody meant to change. */
const NOT_COMPARED: ReadonlySet<string> = new Set(
  [...SYNC_COLUMNS, ...AUTHORSHIP_COLUMNS].map(({ name }): string => name).concat("last_synced_hash"),
);

/** Row → what became of it, the oldest first, from the rows of the change data feed. */
export function rowEvents(feed: readonly RawRow[]): ReadonlyMap<string, readonly RowEvent[]> {
  const events = new Map<string, Map<number, RowEvent>>();
  for (const image of wholeVersions(feed)) {
    const key = alertIdOf(image);
    const ofRow = events.get(key) ?? new Map<number, RowEvent>();
    const version = Number(image["_commit_version"]);
    const other = ofRow.get(version);
    const type = String(image["_change_type"]);
    const side = type === "insert" || type === "update_postimage" ? "after" : "before";
    ofRow.set(version, {
      ...(other ?? { version, at: new Date(timeOf(image["_commit_timestamp"]) ?? 0) }),
      [side]: image,
      // An update of the key alone has no other half under the same key.
      isRenamed: other === undefined && type.startsWith("update_"),
    });
    events.set(key, ofRow);
  }
  return new Map(
    [...events].map(([key, ofRow]) => [key, [...ofRow.values()].sort((a, b) => a.version - b.version)]),
  );
}

/** The columns that somebody changed; none where only a status was written. */
export function changedColumns({ before, after }: RowEvent): string[] {
  return before && after
    ? ALERT_CONFIGURATIONS.columns
        .map(({ name }) => name)
        .filter((name) => !NOT_COMPARED.has(name) && cellText(before[name]) !== cellText(after[name]))
    : [];
}

/** A feed that was cut off at its limit may hold half of its oldest version. */
function wholeVersions(feed: readonly RawRow[]): readonly RawRow[] {
  if (feed.length < MOST_FEED_ROWS) return feed;

  const oldest = Math.min(...feed.map((image) => Number(image["_commit_version"])));
  return feed.filter((image) => Number(image["_commit_version"]) !== oldest);
}

function cellText(cell: unknown): string {
  return JSON.stringify(cell ?? null);
}
