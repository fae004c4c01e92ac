import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { requireColumn } from "./insert-source";

/** Which rows of the join a clause is for: matched ones, or those that only one side has. */
export type MergeSide = "both" | "source" | "target";

/** One WHEN clause of a MERGE. */
export interface MergeClause {
  readonly side: MergeSide;
  readonly condition: SyntaxNode | undefined;
  readonly change: "update" | "delete" | "insert";
  /** What each column gets; `*` for the source's columns of the same names. */
  readonly assignments: "*" | readonly (readonly [ColumnNotes, SyntaxNode])[];
}

export function readClauses(whens: SyntaxNode, table: TableNotes): MergeClause[] {
  const clauses = whens.nodes("expressions").map((when) => {
    const clause = readClause(when, table);
    when.finish();
    return clause;
  });
  whens.finish();
  for (const side of ["both", "source", "target"] as const) refuseUnreachable(clauses, side);
  return clauses;
}

function readClause(when: SyntaxNode, table: TableNotes): MergeClause {
  const isMatched = when.optionalNode("matched")?.flag("value") ?? false;
  const isBySource = when.optionalNode("source")?.flag("value") ?? false;
  const side = isMatched ? "both" : isBySource ? "target" : "source";
  return { side, condition: when.optionalNode("condition"), ...readAction(when.node("then"), table) };
}

/** The parser gives `DELETE`, or a tuple such as `(UPDATE, (a = 1, …))`, `(INSERT, (a, …), (1, …))`, `(UPDATE, *)`. */
function readAction(then: SyntaxNode, table: TableNotes): Pick<MergeClause, "change" | "assignments"> {
  if (then.kind === "var" && then.text("this").toUpperCase() === "DELETE") {
    return { change: "delete", assignments: [] };
  }
  const [verb, first, second] = then.nodes("expressions");
  const action = verb?.text("this").toUpperCase();
  if (!first || (action !== "UPDATE" && action !== "INSERT")) throw unsupported("this action of MERGE");
  const change = action === "UPDATE" ? "update" : "insert";
  if (first.kind === "star") return { change, assignments: "*" };
  if (change === "update") return { change, assignments: updates(first, table) };
  const values = second?.nodes("expressions") ?? [];
  const columns = first.nodes("expressions").map((name) => requireColumn(table, columnOf(name)));
  if (columns.length !== values.length) throw arityMismatch(columns.length, values.length);
  const assignments = columns.flatMap((column, index) => {
    const value = values[index];
    return value ? [[column, value] as const] : [];
  });
  return { change, assignments };
}

function updates(list: SyntaxNode, table: TableNotes): (readonly [ColumnNotes, SyntaxNode])[] {
  return list
    .nodes("expressions")
    .map((equals) => [requireColumn(table, columnOf(equals.node("left"))), equals.node("right")] as const);
}

function columnOf(node: SyntaxNode): string {
  return node.kind === "identifier" ? node.text("name") : node.part("name").text("name");
}

/** A clause behind one without a condition would never be reached. */
function refuseUnreachable(clauses: readonly MergeClause[], side: MergeSide): void {
  const own = clauses.filter((clause) => clause.side === side);
  if (own.slice(0, -1).every(({ condition }) => condition !== undefined)) return;
  const name = {
    both: ["MATCHED", "MATCHED"],
    source: ["NOT_MATCHED", "NOT MATCHED"],
    target: ["NOT_MATCHED_BY_SOURCE", "NOT MATCHED BY SOURCE"],
  }[side];
  throw new SqlError(
    `DELTA_NON_LAST_${name[0] ?? ""}_CLAUSE_OMIT_CONDITION`,
    "42601",
    `When there are more than one ${name[1] ?? ""} clauses in a MERGE statement, only the last ${name[1] ?? ""} clause can omit the condition.`,
  );
}

function arityMismatch(columns: number, values: number): SqlError {
  return new SqlError(
    "DELTA_INSERT_COLUMN_ARITY_MISMATCH",
    "42802",
    `Cannot write: the INSERT clause of MERGE names ${columns} column(s) but gives ${values} value(s).`,
  );
}
