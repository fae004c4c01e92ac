import * as pulumi from "@pulumi/pulumi";
import type { AlertCandidate } from "../alerting/planned-alert";
import type { TableNames } from "../alerting/table-names";
import { withinTime } from "../databricks/send";
import type { SqlSession } from "../databricks/sql-session";
import { ExpectedError, isExpected } from "../messages/expected-error";
import { NO_RECORDS, readChangeRecords } from "../rows/change-records";
import { feedStart } from "../rows/changes/change-feed";
import { changeNotes, type ChangeRecords, type HashOf, noteLine } from "../rows/changes/describe-changes";
import type { Alerting } from "./alerting";

/** Reading who changed what goes on beside the run: what takes longer is left out, and its statement is cancelled. */
const TIME_LIMIT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 3_000;

/**
 * What became of the given rows since `start`. Nothing where it cannot be read: without the feed or the right to it,
 * after the retention, too late.
 */
async function changeRecordsInTime(
  sql: SqlSession,
  names: TableNames,
  alertIds: readonly string[],
  start: Date,
): Promise<ChangeRecords> {
  const late = () => new ExpectedError("The change data feed was not read in time.");
  const reading = readChangeRecords(sql, names, alertIds, start, { timeoutMs: STATEMENT_TIMEOUT_MS });
  return withinTime(reading, TIME_LIMIT_MS, late).catch((error: unknown) => {
    if (isExpected(error)) return NO_RECORDS;
    throw error;
  });
}

const STARTED_AT = new Date();

/** What it takes to say who changed which rows since the last sync. */
export interface RowChanges {
  /** Left out where there is no warehouse yet. */
  readonly sql: SqlSession | undefined;
  /** Those of the table. */
  readonly rows: readonly AlertCandidate[];
  /** `alert_id`s of the declared rows whose definition is not what was last synced. */
  readonly changedRows: readonly string[];
  readonly hashOf: HashOf;
}

/**
 * Says who changed or deleted which rows since the last sync. Nothing is asked where nothing changed.
 *
 * @param removed rows that the last run declared and this one does not, see `DeletionGuard`
 */
export async function reportChanges(
  { sql, rows, changedRows, hashOf }: RowChanges,
  names: TableNames,
  removed: Readonly<Record<string, string>>,
  alerting: Alerting,
): Promise<void> {
  // The outputs of an earlier run are those of this one, too, where nothing was removed since. A preview has no time yet.
  const missing = Object.entries(removed).flatMap(([alertId, noticedAt]) =>
    noticedAt === "" || noticedAt >= STARTED_AT.toISOString() ? [alertId] : [],
  );
  const wanted = new Set([...changedRows, ...missing]);
  const changed = rows.filter(({ alertId }) => wanted.has(alertId));
  const present = new Set(changed.map(({ alertId }) => alertId));
  const gone = missing.filter((alertId) => !present.has(alertId));
  if (sql === undefined || changed.length + gone.length === 0) return;

  const start = feedStart(changed, gone.length > 0, rows, new Date());
  const records = await changeRecordsInTime(sql, names, [...gone, ...present], start);
  const { byRow, summary } = changeNotes(changed, gone, records, hashOf);
  await Promise.all([
    ...[...byRow].map(([alertId, note]) =>
      pulumi.log.info(noteLine(alertId, note), alerting.resourceOf(alertId)),
    ),
    ...(summary === undefined ? [] : [pulumi.log.info(summary, alerting)]),
  ]);
}
