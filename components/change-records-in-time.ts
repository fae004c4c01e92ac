import type { TableNames } from "../alerting/table-names";
import type { SqlSession } from "../databricks/sql-session";
import { withinTime } from "../databricks/time-limit";
import { ExpectedError, isExpected } from "../messages/expected-error";
import { NO_RECORDS, readChangeRecords } from "../rows/change-records";
import type { ChangeRecords } from "../rows/changes/describe-changes";

/**
 * Telling who changed what goes on beside the run and must not hold it up: what takes longer is not told. A statement
 * that takes longer is cancelled.
 */
const TIME_LIMIT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 3_000;

/**
 * What became of the given rows since `start`. Nothing where it cannot be read: without the feed or the right to it,
 * after the retention, too late.
 */
export async function changeRecordsInTime(
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
