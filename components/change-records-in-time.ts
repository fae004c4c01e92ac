import type { ChangeRecords } from "../alerting/row-changes/change-notes";
import type { Settings } from "../alerting/settings";
import { NO_RECORDS, readChangeRecords } from "../databricks/change-records";
import { withinTime } from "../databricks/time-limit";
import { connect } from "./connection";

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
  settings: Settings,
  alertIds: readonly string[],
  start: Date,
): Promise<ChangeRecords> {
  const opening = connect(settings, { statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  const late = () => new Error("The change data feed was not read in time.");
  try {
    const reading = opening.then(({ sql }) => readChangeRecords(sql, settings, alertIds, start));
    return await withinTime(reading, TIME_LIMIT_MS, late);
  } catch {
    return NO_RECORDS;
  } finally {
    void opening.then((connection) => connection.close()).catch(() => undefined);
  }
}
