import { SYNC_STATUSES } from "../allowed-values";
import type { ColumnSpec } from "../column-spec";

/** What the last deployment did with it. Written by the program only. */
export const SYNC_COLUMNS = [
  {
    name: "databricks_alert_id",
    type: "STRING",
    nullable: true,
    business: "The alert in the workspace that this row describes.",
    technical: "Id of the Alerts v2 object; written by the program, NULL when there is none.",
  },
  {
    name: "databricks_display_name",
    type: "STRING",
    nullable: true,
    business: "The name under which the workspace shows the alert.",
    technical: "Written by the program.",
  },
  {
    name: "last_synced_at",
    type: "TIMESTAMP",
    nullable: true,
    business: "When a deployment last acted on the alert.",
    technical: "Written by the program.",
  },
  {
    name: "last_sync_status",
    type: "STRING",
    nullable: true,
    values: SYNC_STATUSES,
    business: "What that deployment did.",
    technical: "Written by the program.",
  },
  {
    name: "last_sync_error",
    type: "STRING",
    nullable: true,
    business: "Why that deployment failed.",
    technical: "Written by the program; at most 1,900 characters, NULL after a success.",
  },
] as const satisfies readonly ColumnSpec[];
