import { sqlLiteral } from "../../sql/quoting";
import type { ColumnSpec, ConfigTableSpec } from "./column-spec";

/** A CHECK constraint; the table's properties show it as `delta.constraints.<name>`. */
export interface CheckConstraint {
  readonly name: string;
  readonly column: string;
  /** What the column may hold. */
  readonly values: readonly string[];
  /** In any letters, and with blanks around it. */
  readonly anyCase: boolean;
  readonly expression: string;
}

/** The CHECK constraints of a table, one for each column that is held to a list. */
export function checkConstraints(table: ConfigTableSpec): CheckConstraint[] {
  return table.columns.filter((column) => column.check).map(checkConstraint);
}

/** Whether the table would take the cell: Delta takes NULL for a violation, unlike standard SQL. */
export function isAllowed({ values, anyCase }: CheckConstraint, cell: unknown): boolean {
  return typeof cell === "string" && values.includes(anyCase ? trimmed(cell).toUpperCase() : cell);
}

/** As TRIM of SQL does it, which leaves other white space than blanks. */
function trimmed(text: string): string {
  return text.replaceAll(/^ +| +$/g, "");
}

function checkConstraint(column: ColumnSpec): CheckConstraint {
  const { name, values = [], anyCase = false } = column;
  // What is read is what the table takes: rows of the earlier framework may say " double ".
  const word = anyCase ? `upper(trim(${name}))` : name;
  const expression = `${word} IN (${values.map(sqlLiteral).join(", ")})`;
  return { name: `chk_${name}`, column: name, values, anyCase, expression };
}
