/** What is known of a system table, from its documentation and from use. */
export interface SystemTable {
  /** So late its rows can come on an ordinary day; the service promises nothing. */
  readonly lagSeconds: number;
  /** Running more often than this mostly reads the same rows again. */
  readonly refreshSeconds: number;
  /** The day of a row, if there is such a column: the table is laid out by it. */
  readonly dayColumn?: string;
  /** Any of these, held to the clock, keeps old rows from being read. */
  readonly timeColumns: readonly string[];
  /** Every value that a column can have. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

const MINUTE = 60;
const HOUR = 3_600;
const RUN_RESULTS = ["SUCCEEDED", "FAILED", "SKIPPED", "CANCELLED", "TIMED_OUT", "ERROR", "BLOCKED"];
const RUNS: SystemTable = {
  lagSeconds: HOUR,
  refreshSeconds: 15 * MINUTE,
  timeColumns: ["period_start_time", "period_end_time"],
  values: { result_state: RUN_RESULTS, run_type: ["JOB_RUN", "SUBMIT_RUN", "WORKFLOW_RUN"] },
};
const EVENTS: SystemTable = {
  lagSeconds: HOUR,
  refreshSeconds: 15 * MINUTE,
  dayColumn: "event_date",
  timeColumns: ["event_date", "event_time"],
};

/** @see https://docs.databricks.com/admin/system-tables/ */
const SYSTEM_TABLES: ReadonlyMap<string, SystemTable> = new Map<string, SystemTable>([
  [
    "system.billing.usage",
    {
      lagSeconds: 24 * HOUR,
      refreshSeconds: 4 * HOUR,
      dayColumn: "usage_date",
      timeColumns: ["usage_date", "usage_start_time", "usage_end_time", "ingestion_date"],
      values: { record_type: ["ORIGINAL", "RETRACTION", "RESTATEMENT"] },
    },
  ],
  ["system.access.audit", { ...EVENTS, values: { audit_level: ["ACCOUNT_LEVEL", "WORKSPACE_LEVEL"] } }],
  ["system.access.table_lineage", EVENTS],
  ["system.access.column_lineage", EVENTS],
  ["system.lakeflow.job_run_timeline", RUNS],
  ["system.lakeflow.job_task_run_timeline", { ...RUNS, values: { result_state: RUN_RESULTS } }],
  [
    "system.query.history",
    {
      lagSeconds: HOUR,
      refreshSeconds: 15 * MINUTE,
      timeColumns: ["start_time", "end_time", "update_time"],
      values: { execution_status: ["FINISHED", "FAILED", "CANCELED"] },
    },
  ],
  [
    "system.compute.warehouse_events",
    {
      lagSeconds: HOUR,
      refreshSeconds: 15 * MINUTE,
      timeColumns: ["event_time"],
      values: {
        event_type: ["SCALED_UP", "SCALED_DOWN", "STOPPING", "RUNNING", "STARTING", "STOPPED"],
      },
    },
  ],
  [
    "system.compute.node_timeline",
    { lagSeconds: HOUR, refreshSeconds: 15 * MINUTE, timeColumns: ["start_time", "end_time"] },
  ],
]);

/** `undefined` for a table that is no system table, or of which nothing is known. */
export function systemTable(name: string | undefined): SystemTable | undefined {
  return name === undefined ? undefined : SYSTEM_TABLES.get(name);
}
