import { AUTHORSHIP_COLUMNS } from "../authorship-columns";
import type { ColumnSpec } from "../column-spec";

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
