/** What is known of a system table, from its documentation and from use. */
export interface SystemTable {
  /** So late its rows can come on an ordinary day; the service promises nothing. */
  readonly lagSeconds: number;
  /** Running more often than this mostly reads the same rows again. */
  readonly refreshSeconds: number;
  /** Columns by which old rows can be left out of the reading; the first is the one to use. */
  readonly timeColumns: readonly [string, ...string[]];
}

const MINUTE = 60;
const HOUR = 3_600;

/** @see https://docs.databricks.com/admin/system-tables/ */
const SYSTEM_TABLES: ReadonlyMap<string, SystemTable> = new Map([
  [
    "system.billing.usage",
    {
      lagSeconds: 24 * HOUR,
      refreshSeconds: 4 * HOUR,
      timeColumns: ["usage_date", "usage_start_time", "usage_end_time", "ingestion_date"],
    },
  ],
  [
    "system.access.audit",
    { lagSeconds: HOUR, refreshSeconds: 15 * MINUTE, timeColumns: ["event_date", "event_time"] },
  ],
]);

/** `undefined` for a table that is no system table, or of which nothing is known. */
export function systemTable(name: string | undefined): SystemTable | undefined {
  return name === undefined ? undefined : SYSTEM_TABLES.get(name);
}
