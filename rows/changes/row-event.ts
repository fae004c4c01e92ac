import { MOST_FEED_ROWS } from "../statements/read-row-changes";
import { SYNC_COLUMNS } from "../../alerting/tables/alert-columns/sync";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { AUTHORSHIP_COLUMNS } from "../../alerting/tables/authorship-columns";
import type { RawRow } from "../../alerting/tables/row-reader";
import { timeOf } from "./cell-time";

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
    const key = String(image["alert_id"]);
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
  if (feed.length < MOST_FEED_ROWS) {
    return feed;
  }
  const oldest = Math.min(...feed.map((image) => Number(image["_commit_version"])));
  return feed.filter((image) => Number(image["_commit_version"]) !== oldest);
}

function cellText(cell: unknown): string {
  return JSON.stringify(cell ?? null);
}
