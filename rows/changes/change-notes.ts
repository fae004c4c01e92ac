import { formatFault } from "../../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { changesSinceSync, departure, type HashOf } from "./changes-since-sync";
import { authorOf, describeAuthorship, describeChanges, type Authors } from "./describe-changes";
import { rowEvents, type RowEvent } from "./row-event";

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
  changed: readonly RawRow[],
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
  for (const row of changed) {
    const alertId = String(row["alert_id"]);
    const changes = changesSinceSync(row, events.get(alertId) ?? [], hashOf);
    const signed = describeAuthorship(row);
    if (changes.length > 0) {
      note(alertId, changes);
    } else if (signed !== undefined) {
      byRow.set(alertId, signed);
    }
  }
  const changedRows = byRow.size;
  for (const alertId of gone) {
    const last = departure(events.get(alertId) ?? []);
    if (last) {
      note(alertId, [last]);
    }
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
