import { unsupported } from "../sql-faults";
import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "../translate/translator";
import { identifier } from "../types/sql-type";
import { defaultText, isDefault } from "./column-default";
import { requireColumn } from "./insert";
import type { StatementRun } from "./statement-run";

/** One WHEN clause of a MERGE. */
export interface MergeClause {
  /** Whether it changes target rows that a source row matches. */
  readonly changesMatched: boolean;
  /** Its AND condition, `TRUE` without one. */
  condition(translator: Translator): string;
  text(translator: Translator): string;
}

export function mergeClause(run: StatementRun, when: SyntaxNode, table: TableNotes): MergeClause {
  const matched = flag(when, "matched");
  const bySource = flag(when, "source");
  const condition = (translator: Translator) => {
    const node = when.optionalNode("condition");
    return node ? translator.expression(node) : "TRUE";
  };
  const kind = matched ? "MATCHED" : `NOT MATCHED${bySource ? " BY SOURCE" : ""}`;
  return {
    changesMatched: matched,
    condition,
    text: (translator) => {
      const action = actionText(run, when.node("then"), table, translator);
      const and = when.has("condition") ? ` AND ${condition(translator)}` : "";
      when.finish();
      return `WHEN ${kind}${and} THEN ${action}`;
    },
  };
}

function flag(when: SyntaxNode, field: string): boolean {
  return when.optionalNode(field)?.flag("value") ?? false;
}

/** The parser gives `DELETE`, or a tuple such as `(UPDATE, (a = 1, …))`, `(INSERT, (a, …), (1, …))`, `(UPDATE, *)`. */
function actionText(run: StatementRun, then: SyntaxNode, table: TableNotes, translator: Translator): string {
  if (then.kind === "var") return then.text("this").toUpperCase();
  const [verb, first, second] = then.nodes("expressions");
  const action = verb?.text("this").toUpperCase();
  if (!first || (action !== "UPDATE" && action !== "INSERT")) throw unsupported("this action of MERGE");
  if (first.kind === "star") return action === "UPDATE" ? "UPDATE SET *" : "INSERT *";
  if (action === "UPDATE") {
    const assignments = first.nodes("expressions").map((equals) => {
      const column = requireColumn(table, columnOf(equals.node("left")));
      return `${identifier(column.name)} = ${valueOf(run, equals.node("right"), table, column.name, translator)}`;
    });
    return `UPDATE SET ${assignments.join(", ")}`;
  }
  const names = first.nodes("expressions").map((name) => requireColumn(table, columnOf(name)).name);
  const values = (second?.nodes("expressions") ?? []).map((value, index) =>
    valueOf(run, value, table, names[index] ?? "", translator),
  );
  const left = table.columns.filter((column) => column.default !== undefined && !names.includes(column.name));
  const targets = [...names, ...left.map((column) => column.name)].map(identifier);
  const all = [...values, ...left.map((column) => defaultText(run, column, translator))];
  return `INSERT (${targets.join(", ")}) VALUES (${all.join(", ")})`;
}

function columnOf(node: SyntaxNode): string {
  return node.kind === "identifier" ? node.text("name") : node.part("name").text("name");
}

function valueOf(
  run: StatementRun,
  node: SyntaxNode,
  table: TableNotes,
  column: string,
  translator: Translator,
): string {
  return isDefault(node)
    ? defaultText(run, requireColumn(table, column), translator)
    : translator.expression(node);
}
