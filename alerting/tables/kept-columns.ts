import { type ColumnSpec, NOW } from "./column-spec";

/** Who wrote and who changed a row, in every table that people write to. */
export const AUTHORSHIP_COLUMNS = [
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
] as const satisfies readonly ColumnSpec[];
