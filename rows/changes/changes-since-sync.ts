import { SEEDED_BY } from "../seeds";
import type { RawRow } from "../../alerting/tables/row-reader";
import { timeOf } from "./cell-time";
import { changedColumns, type RowEvent } from "./row-event";

/** Which definition a row has; `undefined` for a row that has none. */
export type HashOf = (row: RawRow) => string | undefined;

/**
 * What people did with a row since it was last synced: since it last was what `last_synced_hash` says. Where it never
 * was that (a setting is part of the hash, too), since the program last wrote down a success. What the program itself
 * writes, status and seeds, is nobody's change.
 */
export function changesSinceSync(
  row: RawRow,
  events: readonly RowEvent[],
  hashOf: HashOf,
): readonly RowEvent[] {
  const synced = row["last_synced_hash"];
  const wasSynced = ({ before }: RowEvent) =>
    before !== undefined && typeof synced === "string" && hashOf(before) === synced;
  const changes = events.filter(isSomebodys);
  const sinceHash = changes.findLastIndex(wasSynced);
  if (sinceHash >= 0) {
    return changes.slice(sinceHash);
  }
  const lastSuccess = events.findLast((event) => isSuccess(event, row))?.version ?? -1;
  return changes.filter(({ version }) => version > lastSuccess);
}

/** How a row went that is there no more. */
export function departure(events: readonly RowEvent[]): RowEvent | undefined {
  const last = events.at(-1);
  return last?.after === undefined ? last : undefined;
}

function isSomebodys(event: RowEvent): boolean {
  return event.before === undefined
    ? event.after?.["created_by"] !== SEEDED_BY
    : event.after === undefined || changedColumns(event).length > 0;
}

/** The success that `row` tells of, or an earlier one: this run may have written another since the row was read. */
function isSuccess({ before, after }: RowEvent, row: RawRow): boolean {
  const [was, is, read] = [
    timeOf(before?.["last_synced_at"]),
    timeOf(after?.["last_synced_at"]),
    timeOf(row["last_synced_at"]),
  ];
  return (
    is !== undefined &&
    is !== was &&
    read !== undefined &&
    is <= read &&
    after?.["last_sync_status"] !== "ERROR"
  );
}
