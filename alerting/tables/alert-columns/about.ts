import { DOMAINS, SEVERITIES, SYNC_STATUSES } from "../allowed-values";
import type { ColumnSpec } from "../column-spec";
import { AUTHORSHIP_COLUMNS } from "../kept-columns";

/** Which alert it is. */
export const IDENTITY_COLUMNS = [
  {
    name: "alert_id",
    type: "STRING",
    nullable: false,
    label: true,
    propertyName: true,
    maxLength: 255,
    business: "Short name of the alert that people use, for example COST-012.",
    technical: "Primary key; the resource's logical name, never changed or used again.",
  },
  {
    name: "alert_name",
    type: "STRING",
    nullable: false,
    label: true,
    maxLength: 200,
    business: "What the alert watches, in a few words.",
    technical: "The alert's display name is [severity] alert_name, unique in its folder.",
  },
  {
    name: "alert_description",
    type: "STRING",
    nullable: true,
    business: "Why the alert exists and what to do when it fires.",
    technical: "Documentation only; not sent to the service.",
  },
  {
    name: "agent_domain",
    type: "STRING",
    nullable: false,
    values: DOMAINS,
    check: true,
    business: "Which area of operations the alert belongs to.",
    technical: "Groups alerts; {{DOMAIN}} in templates.",
  },
  {
    name: "severity",
    type: "STRING",
    nullable: false,
    default: "WARNING",
    values: SEVERITIES,
    check: true,
    business: "How urgent a firing is.",
    technical: "First part of the display name; {{SEVERITY}} in templates.",
  },
] as const satisfies readonly ColumnSpec[];

/** Who answers for it. */
export const OWNERSHIP_COLUMNS = [
  {
    name: "owner",
    type: "STRING",
    nullable: false,
    business: "The person or team that answers for the alert.",
    technical: "{{OWNER}} in templates; not the owner of the object in the workspace.",
  },
  ...AUTHORSHIP_COLUMNS,
  {
    name: "tags",
    type: "MAP<STRING,STRING>",
    nullable: true,
    business: "Free labels for finding and grouping alerts.",
    technical: "Documentation only; not sent to the service.",
  },
] as const satisfies readonly ColumnSpec[];

/** Columns that tables of the earlier framework lack. All nullable, so that they can be added to a full table. */
export const ADDED_COLUMNS = [
  {
    name: "run_as",
    type: "STRING",
    nullable: true,
    business: "Whose permissions the query runs with.",
    technical:
      "With @ a user name, else a service principal's application id; run_as. NULL: the setting runAs, else who deploys.",
    ours: true,
  },
  {
    name: "runbook_url",
    type: "STRING",
    nullable: true,
    business: "Where to read what to do when the alert fires.",
    technical: "{{RUNBOOK_URL}} in templates.",
    ours: true,
  },
  {
    name: "last_synced_hash",
    type: "STRING",
    nullable: true,
    business: "Tells which rows were changed since the last deployment.",
    technical: "Hash of the deployed definition; written by the program.",
    ours: true,
  },
  {
    name: "managed_by",
    type: "STRING",
    nullable: true,
    business: "Which pack of alerts in Git the row comes from, if it does.",
    technical: "pack:<name>@<version>; written by the program, NULL for a row that people keep here.",
    ours: true,
  },
  {
    name: "pack_base",
    type: "STRING",
    nullable: true,
    maxLength: 1_000_000,
    business: "Tells cells that people changed from those that the pack changed.",
    technical: "JSON of the cells as the pack last wrote them; written by the program.",
    ours: true,
  },
  {
    name: "notice_within",
    type: "STRING",
    nullable: true,
    business: "How late it may be noticed that something is wrong.",
    technical:
      "Such as 30m, 4h or 1d; how far npm run schedule may slow the row down, not sent to the service.",
    ours: true,
  },
  {
    name: "other_fields",
    type: "MAP<STRING,STRING>",
    nullable: true,
    business:
      "What the alert has in the workspace that no other column can say, such as a name without a severity.",
    technical:
      "Path of a field and its value, in the place of what the other columns say: displayName, warehouseId, customTemplateFormat, …; written by import.",
    ours: true,
  },
] as const satisfies readonly ColumnSpec[];

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
