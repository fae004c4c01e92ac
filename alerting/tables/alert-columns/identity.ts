import { DOMAINS, SEVERITIES } from "../allowed-values";
import type { ColumnSpec } from "../column-spec";

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
