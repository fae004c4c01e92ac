import type { RawRow } from "../../alerting/tables/row-reader";
import { shownText } from "../../messages/words";
import { timeOf } from "./cell-time";
import { changedColumns, type RowEvent } from "./row-event";

/** Version of the table → who wrote it. */
export type Authors = ReadonlyMap<number, string>;

/** So many changes of one row are told, the latest ones. */
const MOST_TOLD = 5;

/** `severity changed by maria@example.com at 2026-11-23 10:00:00 UTC`. */
export function describeChanges(changes: readonly RowEvent[], authors: Authors): string {
  const told = changes.slice(-MOST_TOLD).map((event) => describeChange(event, authors));
  const rest = changes.length - told.length;
  return [...(rest > 0 ? [`${rest} earlier changes`] : []), ...told].join("; ");
}

/** What the row itself says, where neither the feed nor the history can be read. */
export function describeAuthorship(row: RawRow): string | undefined {
  const [updatedAt, syncedAt] = [timeOf(row["updated_at"]), timeOf(row["last_synced_at"])];
  const author = signature(row);
  return author === undefined || updatedAt === undefined || (syncedAt !== undefined && updatedAt <= syncedAt)
    ? undefined
    : `changed by ${author} at ${moment(new Date(updatedAt))}, as its updated_by says`;
}

/** Who did it, as far as the history knows; else as the row was signed. */
export function authorOf({ version, before, after }: RowEvent, authors: Authors): string | undefined {
  const author = authors.get(version);
  return author === undefined ? signature(after, before) : shownText(author);
}

function describeChange(event: RowEvent, authors: Authors): string {
  const author = authorOf(event, authors);
  const signed = signature(event.after, event.before);
  const by = author === undefined ? "" : ` by ${author}`;
  // Somebody behind an application or a job, which writes in its own name.
  const behind = signed === undefined || signed === author ? "" : ` (updated_by ${signed})`;
  return `${deed(event)}${by}${behind} at ${moment(event.at)}`;
}

function deed(event: RowEvent): string {
  const { before, after, isRenamed } = event;
  if (before === undefined) {
    return isRenamed ? "given this alert_id" : "inserted";
  }
  if (after === undefined) {
    return isRenamed ? "given another alert_id" : "deleted";
  }
  return `${changedColumns(event).join(", ")} changed`;
}

/** `updated_by`, unless it is the signature of an earlier change. */
function signature(after: RawRow | undefined, before?: RawRow): string | undefined {
  const author = after?.["updated_by"];
  const isSignedAnew =
    author !== before?.["updated_by"] || timeOf(after?.["updated_at"]) !== timeOf(before?.["updated_at"]);
  return typeof author === "string" && isSignedAnew ? shownText(author) : undefined;
}

function moment(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
