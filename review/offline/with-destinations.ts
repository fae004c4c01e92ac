import { standInDestinations } from "../../alerting/destinations/plan-destinations";
import type { RawRow } from "../../alerting/tables/row-reader";

/** The rows of both tables. */
export interface RowsByTable {
  readonly alertRows: readonly RawRow[];
  readonly destinationRows: readonly RawRow[];
}

export interface RowsWithDestinations extends RowsByTable {
  /** Those of `destinationRows` that somebody wrote. */
  readonly given: readonly RawRow[];
}

/**
 * The rows with destinations: their own; where they came without any, those of the rows that they are compared with, and a
 * stand-in for each other channel that one of them names, so that both mean the same by it.
 */
export function withDestinations(
  { alertRows, destinationRows }: RowsByTable,
  other: RowsByTable,
): RowsWithDestinations {
  if (destinationRows.length > 0) return { alertRows, destinationRows, given: destinationRows };
  const given = other.destinationRows;
  const standIns = standInDestinations([...alertRows, ...other.alertRows], given);
  return { alertRows, destinationRows: [...given, ...standIns], given };
}
