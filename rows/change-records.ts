import type { TableNames } from "../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { RawRow } from "../alerting/tables/row-reader";
import type { QueryOptions, SqlSession } from "../databricks/sql-session";
import { timeOf } from "./changes/change-feed";
import type { Authors, ChangeRecords } from "./changes/describe-changes";
import { readRowChanges, readTableHistory } from "./statements/read-changes";

export const NO_RECORDS: ChangeRecords = { feed: [], authors: new Map() };

/** So many rows are looked up: when more differ, a setting has changed and not the rows. */
export const MOST_ROWS = 200;

/** The feed of the given rows since `start`, and who wrote each version of the table. */
export async function readChangeRecords(
  sql: SqlSession,
  names: TableNames,
  alertIds: readonly string[],
  start: Date,
  limits: QueryOptions = {},
): Promise<ChangeRecords> {
  const history = await sql.query(readTableHistory(names, ALERT_CONFIGURATIONS.name), limits);
  const versions = versionsSince(history, start);
  if (versions.length === 0) return NO_RECORDS;

  const changes = readRowChanges(names, firstOf(versions), alertIds.slice(0, MOST_ROWS));
  const feed = await sql.query(changes, limits);
  return { feed, authors: authorsOf(versions) };
}

/** The versions of the table that were written at `start` or after it. */
export function versionsSince(history: readonly RawRow[], start: Date): readonly RawRow[] {
  return history.filter(({ timestamp }) => (timeOf(timestamp) ?? 0) >= start.getTime());
}

export function firstOf(versions: readonly RawRow[]): number {
  return Math.min(...versions.map(({ version }) => Number(version)));
}

/** Who wrote each version, where the history says so. */
export function authorsOf(versions: readonly RawRow[]): Authors {
  return new Map(
    versions.flatMap(({ version, userName }) =>
      typeof userName === "string" && userName !== "" ? [[Number(version), userName] as const] : [],
    ),
  );
}
