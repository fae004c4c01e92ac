import type { ColumnSpec } from "../column-spec";

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
] as const satisfies readonly ColumnSpec[];
