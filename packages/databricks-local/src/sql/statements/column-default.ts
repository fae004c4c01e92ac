import { SqlError } from "../sql-engine";
import type { ColumnNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "../translate/translator";
import type { StatementRun } from "./statement-run";

const FEATURE = "delta.feature.allowColumnDefaults";

export function requireDefaultsFeature(properties: ReadonlyMap<string, string>): void {
  if (properties.has(FEATURE)) return;
  throw new SqlError(
    "WRONG_COLUMN_DEFAULTS_FOR_DELTA_FEATURE_NOT_ENABLED",
    "0AKDE",
    `Failed to execute the command because it assigned a column DEFAULT value, but the corresponding table feature was not enabled. Please retry the command again after executing ALTER TABLE tableName SET TBLPROPERTIES('${FEATURE}' = 'supported').`,
  );
}

/** The keyword DEFAULT where a value could stand; the parser takes it for a column in some places. */
export function isDefault(node: SyntaxNode): boolean {
  const look = node.copy();
  if (look.kind === "var") return look.text("this").toUpperCase() === "DEFAULT";
  if (look.kind !== "column" || look.has("table")) return false;
  return look.part("name").text("name").toUpperCase() === "DEFAULT";
}

/** The value that the column takes when none is given; NULL unless it has a DEFAULT. */
export function defaultText(run: StatementRun, column: ColumnNotes, translator: Translator): string {
  return column.default === undefined ? "NULL" : translator.expression(run.parseExpression(column.default));
}
