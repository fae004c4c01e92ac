import { NOW, type ColumnSpec } from "../column-spec";

/** Who answers for it. */
export const OWNERSHIP_COLUMNS = [
  {
    name: "owner",
    type: "STRING",
    nullable: false,
    business: "The person or team that answers for the alert.",
    technical: "{{OWNER}} in templates; not the owner of the object in the workspace.",
  },
  {
    name: "created_by",
    type: "STRING",
    nullable: false,
    business: "Who wrote the row.",
    technical: "Set by whoever inserts the row.",
  },
  {
    name: "created_at",
    type: "TIMESTAMP",
    nullable: false,
    default: NOW,
    business: "When the row was written.",
    technical: "Set by the database.",
  },
  {
    name: "updated_by",
    type: "STRING",
    nullable: true,
    business: "Who changed the row last.",
    technical: "Set by whoever updates the row.",
  },
  {
    name: "updated_at",
    type: "TIMESTAMP",
    nullable: true,
    business: "When the row was changed last.",
    technical: "Set by whoever updates the row; a deployment does not touch it.",
  },
  {
    name: "tags",
    type: "MAP<STRING,STRING>",
    nullable: true,
    business: "Free labels for finding and grouping alerts.",
    technical: "Documentation only; not sent to the service.",
  },
] as const satisfies readonly ColumnSpec[];
