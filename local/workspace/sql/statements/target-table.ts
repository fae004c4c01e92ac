import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { nameParts } from "../translate/relations";
import { resolveName } from "../translate/translator";
import type { StatementRun } from "./statement-run";

/** The table that a statement is to change. */
export function writableTable(run: StatementRun, target: SyntaxNode): TableNotes {
  return run.files.catalogs.table(resolveName(nameParts(target), run.session));
}
