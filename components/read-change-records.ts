import type { Authors } from "../alerting/row-changes/describe-changes";
import type { ChangeRecords } from "../alerting/row-changes/change-notes";
import { timeOf } from "../alerting/row-changes/cell-time";
import type { Settings } from "../alerting/settings";
import { readRowChanges } from "../alerting/statements/read-row-changes";
import { readTableHistory } from "../alerting/statements/read-table-history";
import type { TableNames } from "../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { RawRow } from "../alerting/tables/row-reader";
import type { SqlSession } from "../databricks/sql-session";
import { withinTime } from "../databricks/time-limit";
import { connect } from "./connection";

const NONE: ChangeRecords = { feed: [], authors: new Map() };

/**
 * Telling who changed what goes on beside the run and must not hold it up: what takes longer is not told. A statement
 * that takes longer is cancelled.
 */
const TIME_LIMIT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 3_000;

/** So many rows are looked up: when more differ, a setting has changed and not the rows. */
const MOST_ROWS = 200;

/**
 * The feed of the given rows since `start`, and who wrote each version of the table. Nothing where they cannot be read:
 * without the feed or the right to it, after the retention, too late.
 */
export async function readChangeRecords(
  settings: Settings,
  alertIds: readonly string[],
  start: Date,
): Promise<ChangeRecords> {
  const opening = connect(settings, { statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  const late = () => new Error("The change data feed was not read in time.");
  try {
    const reading = opening.then(({ sql }) => read(sql, settings, alertIds.slice(0, MOST_ROWS), start));
    return await withinTime(reading, TIME_LIMIT_MS, late);
  } catch {
    return NONE;
  } finally {
    void opening.then((connection) => connection.close()).catch(() => undefined);
  }
}

async function read(
  sql: SqlSession,
  names: TableNames,
  alertIds: readonly string[],
  start: Date,
): Promise<ChangeRecords> {
  const history = await sql.query(readTableHistory(names, ALERT_CONFIGURATIONS.name));
  const versions = history.filter(({ timestamp }) => (timeOf(timestamp) ?? 0) >= start.getTime());
  if (versions.length === 0) {
    return NONE;
  }
  const first = Math.min(...versions.map(({ version }) => Number(version)));
  return { feed: await sql.query(readRowChanges(names, first, alertIds)), authors: authorsOf(versions) };
}

function authorsOf(versions: readonly RawRow[]): Authors {
  return new Map(
    versions.flatMap(({ version, userName }) =>
      typeof userName === "string" && userName !== "" ? [[Number(version), userName] as const] : [],
    ),
  );
}
