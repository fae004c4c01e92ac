import { ADDED_COLUMNS, IDENTITY_COLUMNS, OWNERSHIP_COLUMNS, SYNC_COLUMNS } from "./alert-columns/about";
import { BEYOND_SERVICE_COLUMNS } from "./alert-columns/beyond-service";
import {
  CONDITION_COLUMNS,
  NOTIFICATION_COLUMNS,
  QUERY_COLUMNS,
  SCHEDULE_COLUMNS,
} from "./alert-columns/behaviour";
import type { ConfigTableSpec, RowOf } from "./column-spec";
import type { RawRow, ReadRow } from "./row-reader";

/** One row, one alert. */
export const ALERT_CONFIGURATIONS = {
  name: "alert_configurations",
  comment: "Alert definitions: each row is deployed as one Databricks SQL alert.",
  entityType: "configuration",
  primaryKey: "alert_id",
  columns: [
    ...IDENTITY_COLUMNS,
    ...QUERY_COLUMNS,
    ...CONDITION_COLUMNS,
    ...SCHEDULE_COLUMNS,
    ...NOTIFICATION_COLUMNS,
    ...OWNERSHIP_COLUMNS,
    ...SYNC_COLUMNS,
    ...ADDED_COLUMNS,
    ...BEYOND_SERVICE_COLUMNS,
  ],
} as const satisfies ConfigTableSpec;

export type AlertRow = RowOf<typeof ALERT_CONFIGURATIONS>;
export type AlertColumnName = keyof AlertRow;
export type ReadAlertRow = ReadRow<typeof ALERT_CONFIGURATIONS>;

/** The key of a row that nobody has read yet, such as one of the change data feed. */
export function alertIdOf(raw: RawRow): string {
  return String(raw[ALERT_CONFIGURATIONS.primaryKey]);
}
