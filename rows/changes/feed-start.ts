import type { RawRow } from "../../alerting/tables/row-reader";
import { timeOf } from "./cell-time";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Delta keeps its history as long by default. */
const LONGEST_MS = 30 * DAY_MS;
/** Between a run's reading and its writing, and between two clocks. */
const MARGIN_MS = DAY_MS;

/**
 * From when on the feed can matter to rows: from their last sync that went well. What a failed one was about was changed
 * before it; and a row that is gone cannot tell, but it was there when the latest of the others was synced.
 */
export function feedStart(
  changed: readonly RawRow[],
  isRowGone: boolean,
  all: readonly RawRow[],
  now: Date,
): Date {
  const earliest = now.getTime() - LONGEST_MS;
  const starts = changed.map(
    (row) => syncedAt(row) ?? (syncFailed(row) ? undefined : timeOf(row["created_at"])),
  );
  if (isRowGone) {
    starts.push(
      all.map(syncedAt).reduce((a, b) => (b === undefined || (a !== undefined && a > b) ? a : b), undefined),
    );
  }
  return new Date(Math.max(earliest, Math.min(...starts.map((start) => (start ?? earliest) - MARGIN_MS))));
}

function syncedAt(row: RawRow): number | undefined {
  return syncFailed(row) ? undefined : timeOf(row["last_synced_at"]);
}

function syncFailed(row: RawRow): boolean {
  return row["last_sync_status"] === "ERROR";
}
