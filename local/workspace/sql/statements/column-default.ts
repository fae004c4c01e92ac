import type { ColumnNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "../translate/translator";
import type { StatementRun } from "./statement-run";

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
