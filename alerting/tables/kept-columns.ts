import { type ColumnSpec, NOW } from "./column-spec";
import type { RawRow } from "./row-reader";

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

/**
 * Columns that a table may have, since earlier releases added them, and what they are for: none of that is there yet. A
 * column comes with its feature.
 */
const RESERVED_COLUMNS = {
  threshold_value_min: "ranges",
  threshold_value_max: "ranges",
  threshold_value_list: "lists of values",
  query_parameters: "query parameters",
  ml_model_enabled: "scores of models",
  ml_model_name: "scores of models",
  ml_threshold: "scores of models",
  silenced_until: "silences",
  silence_reason: "silences",
} as const;

export type ReservedColumn = keyof typeof RESERVED_COLUMNS;

/** A cell that somebody filled in, and that does nothing. */
interface IdleCell {
  readonly column: ReservedColumn;
  /** Goes on after the cell: `silenced_until "2026-12-01" has no effect: …`. */
  readonly rule: string;
}

/** The cells of the row that have no feature. */
export function idleCells(row: RawRow): IdleCell[] {
  return Object.entries(RESERVED_COLUMNS)
    .filter(([column]) => isFilledIn(row[column]))
    .map(([column, feature]) => ({
      // entries forgets the names that it was given.
      column: column as ReservedColumn,
      rule: `has no effect: there are no ${feature} yet, and the alert is deployed without it`,
    }));
}

function isFilledIn(cell: unknown): boolean {
  if (typeof cell === "string") return !["", "[]", "{}"].includes(cell.trim());

  if (cell instanceof Date || typeof cell === "number" || typeof cell === "bigint") return true;

  return cell === true || (typeof cell === "object" && cell !== null && sizeOf(cell) > 0);
}

function sizeOf(cell: object): number {
  return cell instanceof Map ? cell.size : Object.keys(cell).length;
}
