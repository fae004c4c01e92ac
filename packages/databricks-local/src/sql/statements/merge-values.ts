import { SqlError } from "../sql-engine";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import type { Translator } from "../translate/translator";
import { parseType } from "../types/parse-type";
import { duckDbType, identifier } from "../types/sql-type";
import { defaultText, isDefault } from "./column-default";
import type { MergeClause } from "./merge-clause";
import type { StatementRun } from "./statement-run";

/** Both sides of a MERGE, by the names that its expressions use. */
export interface MergeSides {
  readonly table: TableNotes;
  /** Quoted. */
  readonly target: string;
  readonly source: string;
  readonly sourceColumns: readonly string[];
}

/** The first clause that is for the row; then what becomes of the row, and a value for each of the table's columns. */
export function clauseText(clauses: readonly MergeClause[], translator: Translator): string {
  const whens = clauses.map(({ side, condition }, index) => {
    const and = condition ? ` AND ${translator.expression(condition)}` : "";
    return ` WHEN "merge:side" = '${side}'${and} THEN ${index}`;
  });
  return `CASE${whens.join("")} END`;
}

export function changeText(clauses: readonly MergeClause[]): string {
  return `CASE "merge:clause"${clauses.map(({ change }, index) => ` WHEN ${index} THEN '${change}'`).join("")} END`;
}

export function valueTexts(
  run: StatementRun,
  clauses: readonly MergeClause[],
  sides: MergeSides,
  translator: Translator,
): string[] {
  return sides.table.columns.map((column) => {
    const type = duckDbType(parseType(column.type));
    const whens = clauses.flatMap((clause, index) => {
      if (clause.change === "delete") return [];
      const value = valueText(run, clause, column, sides, translator);
      return [` WHEN ${index} THEN CAST(${value} AS ${type})`];
    });
    return whens.length === 0 ? "NULL" : `CASE "merge:clause"${whens.join("")} END`;
  });
}

function valueText(
  run: StatementRun,
  { assignments, change }: MergeClause,
  column: ColumnNotes,
  sides: MergeSides,
  translator: Translator,
): string {
  if (assignments === "*") return sourceColumn(column, sides, change);
  const value = assignments.find(([assigned]) => assigned === column)?.[1];
  if (value) return isDefault(value) ? defaultText(run, column, translator) : translator.expression(value);
  if (change === "update") return `${sides.target}.${identifier(column.name)}`;
  return defaultText(run, column, translator);
}

function sourceColumn(column: ColumnNotes, { source, sourceColumns }: MergeSides, change: string): string {
  const name = sourceColumns.find((other) => other.toLowerCase() === column.name.toLowerCase());
  if (name !== undefined) return `${source}.${identifier(name)}`;
  throw new SqlError(
    "DELTA_MERGE_UNRESOLVED_EXPRESSION",
    "42601",
    `Cannot resolve ${column.name} in ${change.toUpperCase()} clause given columns ${sourceColumns.join(", ")}.`,
  );
}
