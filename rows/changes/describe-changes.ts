import type { AlertCandidate } from "../../alerting/planned-alert";
import { formatFault } from "../../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { shownText } from "../../messages/words";
import { SEEDED_BY } from "../seeding";
import { changedColumns, isToCome, type RowEvent, rowEvents, timeOf } from "./change-feed";

/** Which definition a row has; `undefined` for a row that has none. */
export type HashOf = (row: RawRow) => string | undefined;

/**
 * What people did with a row since it was last synced: since it last was what `last_synced_hash` says. Where it never
 * was that (a setting is part of the hash, too), since the program last wrote down a success. What the program itself
 * writes, status and seeds, is nobody's change.
 */
function changesSinceSync(row: RawRow, events: readonly RowEvent[], hashOf: HashOf): readonly RowEvent[] {
  const synced = row["last_synced_hash"];
  const wasSynced = ({ before }: RowEvent) =>
    before !== undefined && typeof synced === "string" && hashOf(before) === synced;
  const changes = events.filter(isSomebodys);
  const sinceHash = changes.findLastIndex(wasSynced);
  if (sinceHash >= 0) return changes.slice(sinceHash);

  const lastSuccess = events.findLast((event) => isSuccess(event, row))?.version ?? -1;
  return changes.filter(({ version }) => version > lastSuccess);
}

/** How a row went that is there no more. */
function departure(events: readonly RowEvent[]): RowEvent | undefined {
  const last = events.at(-1);
  return last?.after === undefined ? last : undefined;
}

function isSomebodys(event: RowEvent): boolean {
  return event.before === undefined
    ? event.after?.["created_by"] !== SEEDED_BY
    : event.after === undefined || changedColumns(event).length > 0;
}

/**
 * The success that `row` tells of, or an earlier one: this run may have written another since the row was read. What says that it was
 * later than it was written is none.
 */
function isSuccess({ at, before, after }: RowEvent, row: RawRow): boolean {
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
    !isToCome(is, at) &&
    after?.["last_sync_status"] !== "ERROR"
  );
}

/** Version of the table → who wrote it. */
export type Authors = ReadonlyMap<number, string>;

/** So many changes of one row are told, the latest ones. */
const MOST_TOLD = 5;

/** `severity changed by maria@example.com at 2026-11-23 10:00:00 UTC`. */
function describeChanges(changes: readonly RowEvent[], authors: Authors): string {
  const told = changes.slice(-MOST_TOLD).map((event) => describeChange(event, authors));
  const rest = changes.length - told.length;
  return [...(rest > 0 ? [`${rest} earlier changes`] : []), ...told].join("; ");
}

/** What the row itself says, where neither the feed nor the history can be read. */
function describeAuthorship(row: RawRow): string | undefined {
  const [updatedAt, syncedAt] = [timeOf(row["updated_at"]), timeOf(row["last_synced_at"])];
  const author = signature(row);
  return author === undefined || updatedAt === undefined || (syncedAt !== undefined && updatedAt <= syncedAt)
    ? undefined
    : `changed by ${author} at ${moment(new Date(updatedAt))}, as its updated_by says`;
}

/** Who did it, as far as the history knows; else as the row was signed. */
function authorOf({ version, before, after }: RowEvent, authors: Authors): string | undefined {
  const author = authors.get(version);
  return author === undefined ? signature(after, before) : shownText(author);
}

function describeChange(event: RowEvent, authors: Authors): string {
  const author = authorOf(event, authors);
  const signed = signature(event.after, event.before);
  const by = author === undefined ? "" : ` by ${author}`;
  // Somebody behind an application or a job, which writes in its own name.
  const behind = signed === undefined || signed === author ? "" : ` (updated_by ${signed})`;
  return `${action(event)}${by}${behind} at ${moment(event.at)}`;
}

function action(event: RowEvent): string {
  const { before, after, isRenamed } = event;
  if (before === undefined) return isRenamed ? "given this alert_id" : "inserted";

  if (after === undefined) return isRenamed ? "given another alert_id" : "deleted";

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

/** The summary names so many people. */
const MOST_NAMED = 5;

/** The change data feed and the history of the table, as far as they could be read. */
export interface ChangeRecords {
  readonly feed: readonly RawRow[];
  readonly authors: Authors;
}

export interface ChangeNotes {
  /** Row → who changed or deleted it, and when: `severity changed by …`. */
  readonly byRow: ReadonlyMap<string, string>;
  /** All of it in one line, if there is anything. */
  readonly summary?: string;
}

/** What to tell of rows that differ from what was last synced, and of rows that are gone. */
export function changeNotes(
  changed: readonly Pick<AlertCandidate, "alertId" | "raw">[],
  gone: readonly string[],
  { feed, authors }: ChangeRecords,
  hashOf: HashOf,
): ChangeNotes {
  const events = rowEvents(feed);
  const byRow = new Map<string, string>();
  const told: RowEvent[] = [];
  const note = (alertId: string, changes: readonly RowEvent[]) => {
    byRow.set(alertId, describeChanges(changes, authors));
    told.push(...changes);
  };
  for (const { alertId, raw } of changed) {
    const changes = changesSinceSync(raw, events.get(alertId) ?? [], hashOf);
    const signed = describeAuthorship(raw);
    if (changes.length > 0) note(alertId, changes);
    else if (signed !== undefined) byRow.set(alertId, signed);
  }
  const changedRows = byRow.size;
  for (const alertId of gone) {
    const last = departure(events.get(alertId) ?? []);
    if (last) note(alertId, [last]);
  }
  const names = new Set(told.flatMap((event) => authorOf(event, authors) ?? []));
  return { byRow, ...summaryOf(changedRows, byRow.size - changedRows, [...names].sort()) };
}

/** One line: `alert_configurations row COST-012: severity changed by maria@example.com at 2026-11-23 10:00:00 UTC`. */
export function noteLine(alertId: string, note: string): string {
  return formatFault({ table: ALERT_CONFIGURATIONS.name, row: alertId, rule: note });
}

function summaryOf(changed: number, gone: number, authors: readonly string[]): { summary?: string } {
  const parts = [
    ...(changed > 0 ? [`${rows(changed)} changed`] : []),
    ...(gone > 0 ? [`${rows(gone)} deleted`] : []),
  ];
  const named = authors.slice(0, MOST_NAMED).join(", ");
  const others = authors.length > MOST_NAMED ? ` and ${authors.length - MOST_NAMED} others` : "";
  const by = named === "" ? "" : `, by ${named}${others}`;
  return parts.length > 0 ? { summary: `Since the last sync: ${parts.join(" and ")}${by}.` } : {};
}

function rows(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}
